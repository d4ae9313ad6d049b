#include <boost/test/unit_test.hpp>
#include <cstring>

#include "engine/math/error.h"
#include "sample.h"
#include "viewer/model/explanation.h"
#include "viewer/model/walk.h"

using namespace backstep;

namespace {

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

struct Walking : Sample {
    // Selects the cell of the first version of a value.
    void select(const char* name, int row, int col) {
        apply(session, SelectCell{{find_event(*session.trace, name, 0).value(), row, col}});
    }
    WalkView view() const { return walk_view(session.walk.value()); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(walk_)

BOOST_FIXTURE_TEST_CASE(a_walk_begins_at_the_first_term_and_where_the_value_is_made, Walking) {
    select("Z[1]", 4, 6);
    apply(session, Play{true});
    apply(session, Walk{});
    BOOST_REQUIRE(session.walk.has_value());
    BOOST_TEST(session.current()->name.text() == "Z[1]");
    BOOST_TEST(!session.playing);
    BOOST_TEST(view().term == 1);
    BOOST_TEST(view().count == 3);
    BOOST_TEST(view().formula == "W[1](4,0) · X(0,6)");
    BOOST_REQUIRE(view().cells.size() == 2u);
    BOOST_TEST((view().cells[1] == CellRef{find_event(*session.trace, "X", 0).value(), 0, 6}));
    BOOST_TEST(view().running);
}

BOOST_FIXTURE_TEST_CASE(one_can_go_back_to_where_it_began_from, Walking) {
    apply(session, Step{2});
    select("Z[1]", 4, 6);
    apply(session, Walk{});
    apply(session, EndWalk{});
    apply(session, GoBack{});
    BOOST_TEST(session.position == 2);
    apply(session, GoForward{});
    BOOST_TEST(session.current()->name.text() == "Z[1]");
}

BOOST_FIXTURE_TEST_CASE(single_terms_go_forward_and_back_and_stop_at_both_ends, Walking) {
    select("Z[1]", 4, 6);
    apply(session, WalkTerms{1});
    BOOST_TEST(view().term == 1);
    BOOST_TEST(!view().running);
    apply(session, WalkTerms{1});
    BOOST_TEST(view().term == 2);
    apply(session, WalkTerms{5});
    BOOST_TEST(view().term == 3);
    BOOST_TEST(view().at_end);
    apply(session, WalkTerms{-9});
    BOOST_TEST(view().term == 1);
}

// Every cell of every value of two steps with the sums that there are: products, sums over the examples, denominators.
BOOST_FIXTURE_TEST_CASE(the_sum_at_the_end_has_the_bits_of_the_recorded_one, Walking) {
    int walked = 0;
    for (const Event& event : session.trace->events) {
        const Numbers value = session.trace->value(event);
        for (int row = 0; row < value.rows; ++row)
            for (int col = 0; col < value.cols; ++col) {
                const CellRef cell{event.index, row, col};
                const ExplanationView why = explanation_view(*session.trace, cell);
                apply(session, SelectCell{cell});
                if (!why.has_sum) {
                    BOOST_CHECK_THROW(apply(session, Walk{}), InputError);
                    continue;
                }
                apply(session, WalkTerms{1});
                apply(session, WalkTerms{10000});
                const SumWalk& walk = session.walk.value();
                BOOST_TEST(same_bits(walk.sums.back(), why.sum), why.name);
                if (why.steps.empty()) BOOST_TEST(same_bits(walk.sums.back(), value(row, col)), why.name);
                BOOST_TEST(static_cast<int>(walk.stops.size()) == std::max(1, why.count - why.zeros), why.name);
                ++walked;
            }
    }
    BOOST_TEST(walked > 200);
}

BOOST_FIXTURE_TEST_CASE(the_sums_on_the_way_are_those_of_the_terms_so_far, Walking) {
    select("dW[1]", 3, 2);
    apply(session, WalkTerms{1});
    const SumWalk& walk = session.walk.value();
    BOOST_REQUIRE(walk.count() == 7);
    double sum = 0;
    std::size_t stop = 0;
    for (int i = 0; i < walk.count(); ++i) {
        const double term = walk.sum->operands[static_cast<std::size_t>(i)].value;
        sum += term;
        if (term == 0) continue;
        BOOST_TEST(walk.stops[stop] == i);
        BOOST_TEST(same_bits(walk.sums[stop++], sum));
    }
}

BOOST_FIXTURE_TEST_CASE(terms_that_are_zero_are_passed_over_and_counted, Walking) {
    // The gradient of a unit that is off for some examples has zeros among its terms.
    int zeros = 0;
    for (int row = 0; row < 5; ++row) {
        select("dW[1]", row, 1);
        const ExplanationView why = explanation_view(*session.trace, *session.selected);
        apply(session, WalkTerms{1});
        int passed = view().passed;
        while (!view().at_end) {
            apply(session, WalkTerms{1});
            passed += view().passed;
        }
        const int behind = view().count - view().term;
        if (why.zeros < why.count) BOOST_TEST(passed + behind == why.zeros);
        BOOST_TEST(view().zeros == why.zeros);
        zeros += why.zeros;
    }
    BOOST_TEST(zeros > 0);
}

BOOST_FIXTURE_TEST_CASE(time_passes_only_while_it_runs, Walking) {
    select("Z[1]", 4, 6);
    apply(session, Walk{});
    apply(session, Advance{0.5});
    BOOST_TEST(view().term == 1);
    apply(session, Advance{0.5});
    BOOST_TEST(view().term == 2);
    apply(session, Walk{});
    BOOST_TEST(!view().running);
    apply(session, Advance{5});
    BOOST_TEST(view().term == 2);
    apply(session, Walk{});
    apply(session, Advance{5});
    BOOST_TEST(view().at_end);
    BOOST_TEST(!view().running);
    apply(session, Walk{});  // from the first again
    BOOST_TEST(view().term == 1);
    BOOST_TEST(view().running);
}

BOOST_AUTO_TEST_CASE(a_long_walk_becomes_faster_and_no_walk_takes_more_than_twelve_seconds) {
    for (const int stops : {2, 9, 10, 11, 40, 784, 60000}) {
        double whole = 0;
        for (int stop = 0; stop < stops; ++stop) {
            const double pause = walk_pause(stop, stops);
            BOOST_TEST(pause > 0);
            if (stop > 0) BOOST_TEST(pause <= walk_pause(stop - 1, stops));
            whole += pause;
        }
        BOOST_TEST(whole <= 12.0001);
        BOOST_TEST(walk_pause(0, stops) == 0.8);
    }
}

BOOST_FIXTURE_TEST_CASE(a_walk_ends_when_the_cursor_or_the_selection_moves, Walking) {
    const std::vector<Action> moves{Step{1},   GoToPosition{0},       ClearSelection{},      Play{true},
                                    EndWalk{}, SetKnob{"units", "6"}, SelectCell{{0, 0, 0}}, ShowLessons{}};
    for (const Action& move : moves) {
        apply(session, OpenLesson{"1"});
        select("Z[1]", 4, 6);
        apply(session, Walk{});
        apply(session, SetSpeed{3});
        BOOST_REQUIRE(session.walk.has_value());
        apply(session, move);
        BOOST_TEST(!session.walk.has_value(), move.index());
    }
}

BOOST_FIXTURE_TEST_CASE(without_a_cell_that_is_a_sum_nothing_begins_and_it_says_why, Walking) {
    BOOST_CHECK_THROW(apply(session, Walk{}), InputError);
    select("A[1]", 2, 3);
    BOOST_CHECK_THROW(apply(session, Walk{}), InputError);
    apply(session, WalkTerms{-1});
    apply(session, EndWalk{});
    BOOST_TEST(!session.walk.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
