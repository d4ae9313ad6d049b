#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "engine/math/error.h"
#include "program.h"
#include "viewer/command/whole_file.h"

using namespace backstep;

namespace {

long files_in(const std::string& folder) {
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whole_file)

BOOST_AUTO_TEST_CASE(a_file_is_written_whole_and_nothing_else_stays) {
    const TemporaryFolder folder;
    write_whole(folder.file("x"), "first, which is longer");
    write_whole(folder.file("x"), "second");
    BOOST_TEST(content_of(folder.file("x")) == "second");
    BOOST_TEST(files_in(folder.file("")) == 1);
}

BOOST_AUTO_TEST_CASE(asking_whether_it_can_be_written_changes_nothing) {
    const TemporaryFolder folder;
    check_writable(folder.file("new"));
    BOOST_TEST(files_in(folder.file("")) == 0);
    write_whole(folder.file("old"), "old");
    check_writable(folder.file("old"));
    BOOST_TEST(content_of(folder.file("old")) == "old");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_refused_by_both) {
    const TemporaryFolder folder;
    for (const std::string& file : {std::string(), folder.file(""), folder.file("no/x"), std::string("/dev/null")}) {
        BOOST_CHECK_THROW(check_writable(file), InputError);
        BOOST_CHECK_THROW(write_whole(file, "x"), InputError);
    }
    BOOST_TEST(files_in(folder.file("")) == 0);
}

BOOST_AUTO_TEST_CASE(a_writer_that_fails_leaves_the_file_as_it_was) {
    const TemporaryFolder folder;
    write_whole(folder.file("x"), "old");
    const auto fails = [](const std::string& part) {
        write_whole(part, "half");
        throw std::runtime_error("no more room");
    };
    BOOST_CHECK_THROW(write_whole(folder.file("x"), fails), InputError);
    BOOST_TEST(content_of(folder.file("x")) == "old");
    BOOST_TEST(files_in(folder.file("")) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
