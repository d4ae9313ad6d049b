#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "engine/math/error.h"
#include "engine/record/recorder.h"
#include "program.h"
#include "viewer/command/export.h"

using namespace backstep;

namespace {

Trace trace_of(int events) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder step(compute, Recording::on);
    for (int i = 0; i < events; ++i) step.input("dW[2]", matrix_of({{1.5, 2}, {3, i + 0.25}}));
    return step.take_trace();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exporting)

BOOST_AUTO_TEST_CASE(keys_sort_in_the_order_of_the_events) {
    const Trace small = trace_of(18), large = trace_of(1001);
    BOOST_TEST(export_key(small, small.events[17]) == "017 dW[2]");
    BOOST_TEST(export_key(large, large.events[17]) == "0017 dW[2]");
}

BOOST_AUTO_TEST_CASE(the_file_is_replaced_as_a_whole_and_nothing_else_is_left) {
    const TemporaryFolder folder;
    std::ofstream(folder.file("x.npz")) << "old";
    export_npz(trace_of(3), folder.file("x.npz"));
    BOOST_TEST(content_of(folder.file("x.npz")).substr(0, 2) == "PK");
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.file(""))) files += entry.is_regular_file();
    BOOST_TEST(files == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_refused_and_leaves_what_was_there) {
    const TemporaryFolder folder;
    BOOST_CHECK_THROW(export_npz(trace_of(1), folder.file("")), InputError);
    BOOST_CHECK_THROW(export_npz(trace_of(1), folder.file("none/x.npz")), InputError);
    BOOST_CHECK_THROW(export_npz(trace_of(1), "/dev/full"), InputError);
    BOOST_CHECK_THROW(export_npz(trace_of(1), ""), InputError);
    BOOST_TEST(std::filesystem::is_directory(folder.file("")));
}

BOOST_AUTO_TEST_CASE(threads_and_kernels_change_no_byte_of_an_export) {
    const TemporaryFolder folder;
    BOOST_TEST(ran({"export", "5", folder.file("a.npz")}).status == 0);
    const std::string expected = content_of(folder.file("a.npz"));
    for (const Kernels* kernels : available_kernels())
        for (const char* threads : {"1", "3"}) {
            ran({"export", "5", folder.file("b.npz"), "--kernels", kernels->name, "--threads", threads});
            BOOST_TEST((content_of(folder.file("b.npz")) == expected), kernels->name << " " << threads);
        }
}

BOOST_AUTO_TEST_CASE(a_moment_of_a_training_is_exported_after_training_until_then) {
    const TemporaryFolder folder;
    const auto written = [&](const char* at) {
        const std::string file = folder.file("dW.csv");
        const Ran result = ran({"export", "10", "--at", at, "--csv", "dW[2]", file});
        BOOST_TEST(result.status == 0, result.errors);
        return content_of(file);
    };
    const std::string of_program = ran({"step", "10"}, "batch 6\nprint dW[2] 3 4\n").out;
    const std::string cell = of_program.substr(of_program.rfind("= ") + 2);
    const std::string late = written("epoch 1 batch 7"), early = written("step 1");
    BOOST_TEST((late != early));
    BOOST_TEST(has(late, cell.substr(0, cell.find('\n'))), cell);
    BOOST_TEST(!has(early, cell.substr(0, cell.find('\n'))));
    const Ran result = ran({"export", "10", "--at", "epoch 1 batch 2 Q", folder.file("x.npz")});
    BOOST_TEST(result.status == 2);
    BOOST_TEST(has(result.errors, "'Q' is no value here"));
}

BOOST_AUTO_TEST_SUITE_END()
