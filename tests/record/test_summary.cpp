#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "engine/record/explain.h"
#include "engine/record/recorder.h"
#include "engine/record/summary.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Matrix example() { return matrix_of({{3, 0, nan}, {-4, 0, 12}}); }

// y = w·x, then w ← w − y·xᵀ, in one step.
struct Line {
    State w{matrix_of({{2, -1}})};
    Matrix x = matrix_of({{1, 3, 0}, {5, 2, 0}});
    void step(Recorder& recorder) {
        const Value X = recorder.input("X", x), W = recorder.state("W[1]", w);
        const Value Z = recorder.record("Z[1]", W * X);
        recorder.begin(Phase::update);
        recorder.update("W[1]", W, W - Scalar{0.5} * (Z * transpose(X)));
        recorder.finish();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(summary)

BOOST_AUTO_TEST_CASE(a_summary_counts_zeros_and_nans_and_looks_past_them) {
    const Summary summary = summarise(example());
    BOOST_TEST(summary.rows == 2);
    BOOST_TEST(summary.cols == 3);
    BOOST_TEST(summary.zeros == 2);
    BOOST_TEST(summary.nans == 1);
    BOOST_TEST(summary.min == -4);
    BOOST_TEST(summary.max == 12);
    BOOST_TEST(std::isnan(summary.norm));
    BOOST_TEST(summarise(matrix_of({{3, 0}, {-4, 12}})).norm == 13);
    BOOST_TEST(std::isnan(summarise(matrix_of({{nan}})).min));
}

BOOST_AUTO_TEST_CASE(with_recording_off_every_computed_name_of_a_step_is_summarised_in_order) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder off(compute, Recording::off), on(compute, Recording::on);
    Line trained, recorded;
    off.summarise(true);
    trained.step(off);
    recorded.step(on);
    BOOST_TEST_REQUIRE(off.summaries().size() == 2u);
    const Summary &Z = off.summaries()[0], &W = off.summaries()[1];
    BOOST_TEST(Z.name.text() == "Z[1]");
    BOOST_TEST((Z.phase == Phase::forward));
    BOOST_TEST(Z.zeros == 1);
    BOOST_TEST(W.name.text() == "W[1]");
    BOOST_TEST(W.version == 1);
    BOOST_TEST((W.phase == Phase::update));
    BOOST_TEST(W.norm == summarise(on.trace().values.back()).norm);
    BOOST_TEST((trained.w.matrix.values == recorded.w.matrix.values));
    off.summarise(false);
    trained.step(off);
    BOOST_TEST(off.summaries().empty());
}

BOOST_AUTO_TEST_CASE(a_cell_set_by_hand_changes_all_that_follows_and_says_so) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder as_it_was(compute, Recording::on), edited(compute, Recording::on);
    Line first, second;
    edited.edit({{2, 0, 1, 100}, {9, 0, 0, 1}, {2, 7, 7, 1}});
    first.step(as_it_was);
    second.step(edited);
    const Trace &before = as_it_was.trace(), &after = edited.trace();
    BOOST_TEST(before.matrix(2)(0, 1) == 4);
    BOOST_TEST(after.matrix(2)(0, 1) == 100);
    BOOST_TEST(after.matrix(2)(0, 0) == before.matrix(2)(0, 0));
    BOOST_TEST(after.events[2].edited);
    BOOST_TEST(!after.events[1].edited);
    BOOST_TEST(after.edits.size() == 1u);  // the two others name what did not come
    BOOST_TEST(after.matrix(3)(0, 0) == before.matrix(3)(0, 0) - 0.5 * (100 - 4) * 3);
    BOOST_TEST(second.w.matrix(0, 0) == after.matrix(3)(0, 0));
    BOOST_TEST(explain(after, 2, 0, 1).edited);
    BOOST_TEST((explain(after, 2, 0, 1).arithmetic.kind == Arithmetic::cell));
    BOOST_TEST(!explain(after, 2, 0, 0).edited);
}

BOOST_AUTO_TEST_CASE(a_column_is_summarised_here_as_the_kernels_do_to_the_last_bit) {
    for (int rows = 1; rows <= 40; ++rows) {
        std::vector<double> column;
        for (int row = 0; row < rows; ++row) column.push_back(std::sin(row * 1.7 + rows) * std::pow(10, row % 7));
        const ColumnSummary here = summarise_column(column.data(), rows);
        for (const Kernels* kernels : available_kernels()) {
            ColumnSummary there;
            kernels->summarise_columns(&there, column.data(), rows, 1);
            BOOST_TEST(here.squares == there.squares, kernels->name << ", " << rows << " rows");
            BOOST_TEST((here.min == there.min && here.max == there.max));
        }
    }
}

BOOST_AUTO_TEST_CASE(minus_zero_counts_as_zero) {
    BOOST_TEST(!std::signbit(summarise(matrix_of({{-0.0}, {3}})).min));
    BOOST_TEST(!std::signbit(summarise(matrix_of({{-0.0}, {-3}})).max));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
