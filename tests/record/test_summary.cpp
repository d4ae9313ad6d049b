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
    off.summarise(Summarised::wholly);
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
    off.summarise(Summarised::no);
    trained.step(off);
    BOOST_TEST(off.summaries().empty());
}

// In every second step two states share the name, so the update is the third that has it.
BOOST_AUTO_TEST_CASE(a_step_with_other_names_has_versions_of_its_own) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder off(compute, Recording::off);
    off.summarise(Summarised::wholly);
    for (int step = 0; step < 5; ++step) {
        State one{matrix_of({{2, -1}})}, other{matrix_of({{3, 4}})};
        const bool share = step % 2 == 1;
        const Value a = off.state("W[1]", one), b = off.state(share ? "W[1]" : "W[2]", other);
        off.begin(Phase::update);
        off.update("W[1]", a, a + b);
        off.finish();
        BOOST_TEST_REQUIRE(off.summaries().size() == 1U);
        BOOST_TEST(off.summaries()[0].version == (share ? 2 : 1), step);
    }
}

// A tile of a state of 10×128 has 8 columns, of 12×33 two, but the last; 24×900 is work for two threads; a tile of 10×24
// has one column, which is no whole number of eights; 9×1 is one tile.
BOOST_AUTO_TEST_CASE(a_small_state_is_hashed_tile_by_tile_where_tiles_begin_places) {
    Machine machine(2);
    Recorder off(machine.compute, Recording::off);
    off.summarise(Summarised::by_norm);
    State wide{noise(10, 128, 1)}, odd{noise(12, 33, 5)}, large{noise(24, 900, 6)}, narrow{noise(10, 24, 2)};
    State column{noise(9, 1, 3)}, spoiled{noise(10, 128, 4)};
    spoiled.matrix(3, 70) = nan;
    off.begin(Phase::update);
    int layer = 0;
    for (State* state : {&wide, &odd, &large, &narrow, &column, &spoiled}) {
        const Name name("W", ++layer);
        const Value w = off.state(name, *state);
        off.update(name, w, w + square(w));
    }
    off.finish();
    for (const State* state : {&wide, &odd, &large, &column}) {
        const auto count = static_cast<long>(state->matrix.size());
        HashSums expected;
        machine.compute.kernels.hash(expected, state->matrix.values.data(), count, 0);
        const HashSums* const found = off.hash_sums(*state);
        BOOST_TEST_REQUIRE(found, state->matrix.rows);
        BOOST_TEST(found->of(count) == expected.of(count), state->matrix.rows);
    }
    BOOST_TEST(!off.hash_sums(narrow));
    BOOST_TEST(!off.hash_sums(spoiled));
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

BOOST_AUTO_TEST_CASE(a_value_is_summarised_here_as_the_kernels_do_to_the_last_bit) {
    for (int rows = 1; rows <= 40; ++rows) {
        Matrix value(rows, 3);
        for (std::size_t i = 0; i < value.size(); ++i)
            value.values[i] = std::sin(static_cast<double>(i) * 1.7 + rows) * std::pow(10, i % 7);
        value.values[static_cast<std::size_t>(rows)] = 0;
        const Summary here = summarise(value);
        for (const Kernels* kernels : available_kernels()) {
            SummaryLanes gathered;
            double squares[3];
            kernels->summarise_columns(gathered, squares, value.values.data(), rows, 3);
            const Summary there = combine(gathered, squares, rows, 3);
            BOOST_TEST(here.norm == there.norm, kernels->name << ", " << rows << " rows");
            BOOST_TEST((here.min == there.min && here.max == there.max));
            BOOST_TEST((here.zeros == 1 && there.zeros == 1));
        }
    }
}

// y = −3·x or 0.5·x of an x that is computed, and 2·w of a w that is not.
BOOST_AUTO_TEST_CASE(the_summary_of_a_multiple_follows_from_that_of_the_value) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    const auto step = [](Recorder& recorder, State& w) {
        const Value W = recorder.state("W[1]", w);
        const Value x = recorder.record("x", W + W);
        recorder.record("y", Scalar{-3} * x);
        recorder.record("h", Scalar{0.5} * x);
        recorder.record("z", Scalar{2} * W);
        recorder.finish();
    };
    for (const Matrix& start : {matrix_of({{0.1, -0.0}, {0.7, 0.3}, {-1e-300, nan}}), matrix_of({{nan, nan, nan}})}) {
        State w{start}, v{start};
        Recorder off(compute, Recording::off), on(compute, Recording::on);
        off.summarise(Summarised::wholly);
        step(off, w);
        step(on, v);
        BOOST_TEST_REQUIRE(off.summaries().size() == 4u);
        const Tape& tape = on.trace().tape;
        std::vector<int> multiples;
        for (const Event& event : on.trace().events)
            if (!event.given) multiples.push_back(multiple_of(tape, event.node));
        BOOST_TEST((multiples == std::vector{-1, on.trace().events[1].node, -1, -1}));
        for (std::size_t i = 0; i < 4; ++i) {
            const Event& event = on.trace().events[i + 1];
            const Summary &fast = off.summaries()[i], slow = summarise(on.trace(), event),
                          plain = summarise(on.trace().value(event));
            BOOST_TEST(fast.name.text() == event.name.text());
            const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
            BOOST_TEST(same(fast.norm, slow.norm), event.name.text());
            for (const Summary& other : {slow, plain}) {
                BOOST_TEST((same(fast.min, other.min) && same(fast.max, other.max)), event.name.text());
                BOOST_TEST(!std::signbit(fast.min == 0 ? fast.min : 1));
                BOOST_TEST((fast.zeros == other.zeros && fast.nans == other.nans), event.name.text());
            }
        }
    }
    const Summary y = multiple(summarise(matrix_of({{1, -4}})), -3);
    BOOST_TEST((y.min == -3 && y.max == 12));
    BOOST_TEST(y.norm == 3 * std::sqrt(17.0));
    BOOST_TEST(!std::signbit(multiple(summarise(matrix_of({{0, 4}})), -3).max));
}

// m is an average of g, w a parameter; what w becomes is made of m in different ways.
BOOST_AUTO_TEST_CASE(
    an_average_lacks_a_norm_if_it_is_corrected_first_and_ends_in_another_state_that_is_nan_where_it_is) {
    using Use = Expression (*)(Recorder&, Value m, Value w);
    const auto hat = [](Recorder& recorder, Value m) { return recorder.record("m̂", Scalar{1.5} * m); };
    static const auto correct = +hat;
    const std::pair<Use, bool> uses[] = {
        {[](Recorder& r, Value m, Value w) -> Expression { return w - 0.1 * correct(r, m); }, true},
        {[](Recorder& r, Value m, Value w) -> Expression { return w + 1.0 / sqrt(square(correct(r, m)) + 1e-8); },
         false},
        {[](Recorder& r, Value m, Value w) -> Expression { return hadamard(w, relu_slope(correct(r, m))); }, false},
        {[](Recorder&, Value m, Value w) -> Expression { return w - 1.5 * m; }, false},
        {[](Recorder&, Value m, Value w) -> Expression { return w + m; }, false},
        {[](Recorder& r, Value m, Value w) -> Expression { return correct(r, m), w + w; }, false},
    };
    for (std::size_t i = 0; i < std::size(uses); ++i) {
        RecordingOn on;
        State m{noise(3, 5, 1)}, w{noise(3, 5, 2)};
        const Value m_old = on.step.state("m", m), w_old = on.step.state("w", w);
        const Value m_next = on.step.update("m", m_old, 0.9 * m_old + 0.1 * on.step.input("g", noise(3, 5, 3)));
        const Value w_next = on.step.update("w", w_old, uses[i].first(on.step, m_next, w_old));
        BOOST_TEST(corrected_into(on.tape(), m_next.node) == (uses[i].second ? w_next.node : -1), i);
        BOOST_TEST(may_lack_norm(on.tape(), m_next.node) == uses[i].second, i);
        for (const Value value : {m_old, w_old, w_next}) BOOST_TEST(!may_lack_norm(on.tape(), value.node), i);
    }
}

BOOST_AUTO_TEST_CASE(an_edited_multiple_is_summarised_as_it_is) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder on(compute, Recording::on);
    on.edit({{2, 0, 1, 100}});
    State w{matrix_of({{2, -1}})};
    const Value x = on.record("x", on.state("W[1]", w) + Scalar{1});
    on.record("y", Scalar{3} * x);
    on.finish();
    BOOST_TEST(summarise(on.trace(), on.trace().events[2]).max == 100);
}

BOOST_AUTO_TEST_CASE(minus_zero_counts_as_zero) {
    BOOST_TEST(!std::signbit(summarise(matrix_of({{-0.0}, {3}})).min));
    BOOST_TEST(!std::signbit(summarise(matrix_of({{-0.0}, {-3}})).max));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
