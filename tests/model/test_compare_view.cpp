#include <boost/test/unit_test.hpp>
#include <limits>

#include "training_sample.h"
#include "viewer/model/compare_view.h"

using namespace backstep;

namespace {

struct Forked : TrainingSample {
    std::string why;
    Forked() {
        train_to_the_end();
        apply(session, GoToTyped{"epoch 2 batch 2"});
    }
    CellRef cell_of(const char* name, int row, int col) const {
        return {*find_event(*session.trace, name, session.count()), row, col};
    }
    // A unit of the hidden layer that some image activates: what its weights say reaches the output.
    int active_unit() const {
        const Matrix& A = session.trace->matrix(cell_of("A[1]", 0, 0).event);
        for (int unit = 0; unit < A.rows; ++unit)
            for (int image = 0; image < A.cols; ++image)
                if (A(unit, image) > 0) return unit;
        return -1;
    }
    double number(const Trace& trace, const char* name, int row, int col) const {
        return trace.matrix(*find_event(trace, name, session.count()))(row, col);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(compare_view_, Forked)

BOOST_AUTO_TEST_CASE(without_a_timeline_beside_there_is_nothing_to_compare) {
    BOOST_TEST(!beside_trace(session, why));
    BOOST_TEST(why == "");
}

BOOST_AUTO_TEST_CASE(the_other_optimizers_and_learning_rates_within_the_range_are_offered) {
    std::vector<std::string> texts;
    for (const ForkOffer& offer : fork_offers(session)) texts.push_back(offer.text);
    const std::vector<std::string> expected{"Fork with Momentum", "Fork with Adam", "Fork with learning rate 0.025",
                                            "Fork with learning rate 0.4"};
    BOOST_TEST(texts == expected, boost::test_tools::per_element());
    apply(session, fork_offers(session)[2].fork);
    BOOST_TEST(session.knobs.real("learning_rate") == 0.025);
    BOOST_TEST(session.timelines.all.size() == 2u);
    apply(session, SetKnob{"learning_rate", "10"});
    BOOST_TEST(fork_offers(session).size() == 3u);
}

BOOST_AUTO_TEST_CASE(one_weight_set_by_hand_changes_what_depends_on_it_and_nothing_else) {
    apply(session, EditCell{cell_of("W[2]@0", 3, active_unit()), 5});
    const auto beside = beside_trace(session, why);
    BOOST_REQUIRE(beside);
    const CompareView view = compare_view(*session.trace, *beside);
    const auto share = [&](const std::string& name, int version) {
        for (const ComparedValue& value : view.changed)
            if (value.name.rfind(name, 0) == 0 &&
                session.trace->events[static_cast<std::size_t>(value.event)].version == version)
                return value.share;
        return 0.0;
    };
    for (const char* name : {"X", "Y", "W[1]", "b[1]", "Z[1]", "A[1]", "b[2]"}) BOOST_TEST(share(name, 0) == 0, name);
    for (const char* name : {"W[2]", "Z[2]", "A[2]", "J", "dZ[2]", "dW[1]"}) BOOST_TEST(share(name, 0) > 0, name);
    BOOST_TEST(view.same >= 7);
    BOOST_TEST(view.same + static_cast<int>(view.changed.size()) == session.count());
    BOOST_TEST(std::is_sorted(view.changed.begin(), view.changed.end(),
                              [](const ComparedValue& a, const ComparedValue& b) { return a.share > b.share; }));
}

BOOST_AUTO_TEST_CASE(a_share_is_the_largest_difference_in_the_largest_numbers_of_both) {
    apply(session, EditCell{cell_of("W[2]@0", 3, 2), 5});
    const auto beside = beside_trace(session, why);
    const double before = number(*beside, "W[2]@0", 3, 2);
    for (const ComparedValue& value : compare_view(*session.trace, *beside).changed) {
        if (value.event != cell_of("W[2]@0", 0, 0).event) continue;
        BOOST_TEST(value.largest == 5 - before);
        const Matrix& all = beside->matrix(value.other);
        double largest = 0;
        for (const double one : all.values) largest = std::max(largest, std::abs(one));
        BOOST_TEST(value.share == (5 - before) / (5 + largest), boost::test_tools::tolerance(1e-12));
        BOOST_TEST(value.name == "W[2]@0");
        BOOST_TEST(value.row == 3);
        BOOST_TEST(value.col == 2);
    }
}

BOOST_AUTO_TEST_CASE(a_weight_has_gradient_moments_and_step_of_both_optimizers) {
    apply(session, Fork{{"optimizer=adam"}});
    const auto beside = beside_trace(session, why);
    BOOST_REQUIRE(beside);
    const ComparedCell cell = compared_cell(*session.trace, *beside, cell_of("dW[1]", 3, 407));
    BOOST_TEST(cell.name == "W[1](3,407)");
    const std::vector<std::string> names{"gradient dW[1]", "mW[1]",        "vW[1]",        "m̂W[1]",
                                         "v̂W[1]",          "step of W[1]", "W[1] after it"};
    BOOST_REQUIRE(cell.numbers.size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) BOOST_TEST(cell.numbers[i].name == names[i]);
    BOOST_TEST(*cell.numbers[0].here == *cell.numbers[0].beside);
    BOOST_TEST(!cell.numbers[1].beside);
    const double before = number(*beside, "W[1]@0", 3, 407), after = number(*beside, "W[1]", 3, 407);
    BOOST_TEST(*cell.numbers[5].beside == after - before);
    BOOST_TEST(*cell.numbers[6].beside == after);
    BOOST_TEST(*cell.numbers[5].here == number(*session.trace, "W[1]", 3, 407) - before);
}

BOOST_AUTO_TEST_CASE(a_cell_of_no_parameter_is_not_compared) {
    apply(session, Fork{{"optimizer=adam"}});
    const auto beside = beside_trace(session, why);
    BOOST_TEST(compared_cell(*session.trace, *beside, cell_of("Z[1]", 3, 2)).name == "");
    BOOST_TEST(compared_cell(*session.trace, *beside, cell_of("db[2]", 3, 0)).name == "b[2](3,0)");
}

BOOST_AUTO_TEST_CASE(where_the_other_has_not_come_there_is_a_reason) {
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, ShowTimeline{0});
    apply(session, GoToTyped{"epoch 3 batch 1"});
    BOOST_TEST(!beside_trace(session, why));
    BOOST_TEST(why.rfind("Timeline 2 has only come to epoch 2 batch 2", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(the_same_value_of_the_other_is_found_by_name_and_version) {
    apply(session, Fork{{"optimizer=adam"}});
    const auto beside = beside_trace(session, why);
    const int after = cell_of("W[1]", 0, 0).event;
    const auto found = matching_event(*session.trace, after, *beside);
    BOOST_REQUIRE(found);
    BOOST_TEST(beside->events[static_cast<std::size_t>(*found)].version == 1);
    BOOST_TEST(!matching_event(*session.trace, cell_of("mW[1]", 0, 0).event, *beside));
}

BOOST_AUTO_TEST_CASE(what_only_one_of_them_computes_is_counted_on_its_side) {
    apply(session, Fork{{"optimizer=adam"}});
    const auto beside = beside_trace(session, why);
    const CompareView adam = compare_view(*session.trace, *beside), sgd = compare_view(*beside, *session.trace);
    BOOST_TEST(adam.only_here == session.count() - static_cast<int>(beside->events.size()));
    BOOST_TEST(adam.only_beside == 0);
    BOOST_TEST(sgd.only_here == 0);
    BOOST_TEST(sgd.only_beside == adam.only_here);
}

BOOST_AUTO_TEST_CASE(a_number_that_is_not_finite_differs_by_all_there_is) {
    apply(session, EditCell{cell_of("W[2]@0", 3, 2), std::numeric_limits<double>::infinity()});
    const auto beside = beside_trace(session, why);
    const CompareView view = compare_view(*session.trace, *beside);
    BOOST_REQUIRE(!view.changed.empty());
    BOOST_TEST(view.changed.front().share == 1);
    for (const ComparedValue& value : view.changed)
        if (value.name == "W[2]@0") BOOST_TEST(value.share == 1);
}

BOOST_AUTO_TEST_CASE(offers_are_written_as_words) {
    Knob& optimizer = session.lessons[0].knobs[0];
    optimizer.choices.push_back("averaged_momentum");
    apply(session, OpenLesson{"7"});
    BOOST_TEST(fork_offers(session)[2].text == "Fork with Averaged momentum");
    BOOST_TEST(fork_offers(session)[2].fork.knobs.front() == "optimizer=averaged_momentum");
}

BOOST_AUTO_TEST_SUITE_END()
