#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/model/training_sample.h"
#include "viewer/model/race_weights.h"

using namespace backstep;

namespace {

// A race of two over twelve steps each.
struct Raced : TrainingSample {
    RaceWeights::Racers racers;
    RaceWeights weights;

    Raced() {
        apply(session, Race{{{"sgd", 0.1}, {"adam", 0.01}}});
        while (session.timelines.training) {
            session.timelines.trainer->wait();
            apply(session, Look{});
        }
        for (const int racer : backstep::racers(session))
            racers.push_back(session.timelines.all[static_cast<std::size_t>(racer)].timeline);
        BOOST_REQUIRE(racers[0]->trained() == 12);
    }
    int find_all() {
        int found = 0;
        while (weights.find(compute)) ++found;
        return found;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(race_weights, Raced)

BOOST_AUTO_TEST_CASE(every_number_is_that_of_the_recorded_step) {
    weights.look_at(racers, {2, 3, 5}, {1, 12}, 20);
    BOOST_TEST(find_all() == 24);
    BOOST_TEST(weights.every() == 1);
    for (const auto member : {&RacerWeight::gradient, &RacerWeight::change, &RacerWeight::m})
        for (std::size_t i = 0; i < 2; ++i) {
            const RaceWeights::Line line = weights.line(i, member);
            BOOST_TEST(line.first == 1);
            BOOST_TEST(line.every == 1);
            BOOST_REQUIRE(line.y.size() == 12u);
            for (const long step : {1L, 7L, 12L}) {
                const double is = line.y[static_cast<std::size_t>(step - 1)];
                const double was = weight_of(*racers[i]->record(compute, step), 2, 3, 5).*member;
                BOOST_TEST((is == was || (std::isnan(is) && std::isnan(was))));
            }
        }
}

BOOST_AUTO_TEST_CASE(few_steps_are_known_first_and_evenly_and_a_closer_look_finds_more) {
    weights.look_at(racers, {2, 3, 5}, {1, 12}, 4);  // of 12 steps: 1, 5, 9
    BOOST_TEST(weights.every() == 4);
    BOOST_TEST(weights.line(0, &RacerWeight::change).y.empty());
    BOOST_TEST(weights.find(compute));  // the first of all
    BOOST_TEST(weights.line(0, &RacerWeight::change).y.size() == 1u);
    BOOST_TEST(find_all() == 5);
    const RaceWeights::Line far = weights.line(1, &RacerWeight::change);
    BOOST_TEST(far.first == 1);
    BOOST_TEST(far.every == 4);
    BOOST_TEST(far.y.size() == 3u);
    weights.look_at(racers, {2, 3, 5}, {4, 7}, 4);
    BOOST_TEST(weights.every() == 1);
    BOOST_TEST(find_all() == 2 * 3);  // step 5 is known already
    const RaceWeights::Line near = weights.line(1, &RacerWeight::change);
    BOOST_TEST(near.first == 4);
    BOOST_REQUIRE(near.y.size() == 4u);
    BOOST_TEST(near.y[1] == far.y[1]);
}

BOOST_AUTO_TEST_CASE(a_line_grows_with_the_training_and_never_loses_what_it_had) {
    const auto growing = std::make_shared<Timeline>(racers[0]->plan());
    weights.look_at({growing}, {2, 3, 5}, {1, 12}, 4);
    BOOST_TEST(find_all() == 0);
    BOOST_TEST(weights.line(0, &RacerWeight::change).y.empty());
    growing->advance(compute, 5);
    BOOST_TEST(find_all() == 2);
    const std::vector<double> before = weights.line(0, &RacerWeight::change).y;
    BOOST_TEST(before.size() == 2u);
    growing->advance(compute, 7);
    BOOST_TEST(weights.line(0, &RacerWeight::change).y == before, boost::test_tools::per_element());
    BOOST_TEST(find_all() == 1);
    const RaceWeights::Line line = weights.line(0, &RacerWeight::change);
    BOOST_TEST(line.every == 4);
    BOOST_REQUIRE(line.y.size() == 3u);
    BOOST_TEST(line.y[1] == before[1]);
}

BOOST_AUTO_TEST_CASE(a_line_is_as_fine_as_it_can_be_and_still_come_about_as_far_as_any) {
    weights.look_at({racers[0]}, {2, 3, 5}, {1, 12}, 20);
    const auto expect = [&](long every, std::size_t points) {
        const RaceWeights::Line line = weights.line(0, &RacerWeight::change);
        BOOST_TEST(line.every == every);
        BOOST_TEST(line.y.size() == points);
    };
    for (int known = 0; known < 3; ++known) BOOST_TEST(weights.find(compute));  // 1, 9, 5
    expect(4, 3);
    find_all();
    expect(1, 12);
    const auto growing = std::make_shared<Timeline>(racers[0]->plan());
    growing->advance(compute, 8);
    weights.look_at({growing}, {2, 3, 5}, {1, 12}, 20);
    find_all();
    growing->advance(compute, 4);
    for (int known = 0; known < 2; ++known) BOOST_TEST(weights.find(compute));  // 9, 11
    expect(1, 9);
}

BOOST_AUTO_TEST_CASE(of_another_weight_nothing_is_known) {
    weights.look_at(racers, {2, 3, 5}, {1, 12}, 20);
    find_all();
    weights.look_at(racers, {1, 4, 300}, {1, 12}, 20);
    BOOST_TEST(weights.known() == 0);
    BOOST_TEST(weights.line(0, &RacerWeight::before).y.empty());
    BOOST_TEST(find_all() == 24);
    BOOST_TEST(weights.line(0, &RacerWeight::before).y[4] ==
               weight_of(*racers[0]->record(compute, 5), 1, 4, 300).before);
}

BOOST_AUTO_TEST_CASE(of_steps_of_which_nothing_is_known_there_is_no_line) {
    for (const StepRange shown : {StepRange{1, 12}, StepRange{5, 12}, StepRange{12, 12}, StepRange{40, 90}}) {
        weights.look_at(racers, {2, 3, 5}, shown, 20);
        BOOST_TEST(weights.line(1, &RacerWeight::change).y.empty());
    }
    // Nor of a racer that has not begun.
    weights.look_at({racers[0], std::make_shared<Timeline>(racers[0]->plan())}, {2, 3, 5}, {9, 12}, 20);
    find_all();
    BOOST_TEST(weights.line(0, &RacerWeight::change).y.size() == 4u);
    BOOST_TEST(weights.line(1, &RacerWeight::change).y.empty());
}

BOOST_AUTO_TEST_CASE(the_gradient_is_the_one_that_the_optimizer_was_given) {
    TrainingPlan plan = racers[0]->plan();
    plan.network.clip = 0.001;
    const auto clipped = std::make_shared<Timeline>(plan);
    const RacerWeight weight = weight_of(*clipped->record(compute, 1), 2, 3, 5);
    BOOST_TEST(weight.change == -plan.network.optimizer.learning_rate * weight.gradient,
               boost::test_tools::tolerance(1e-9));  // it is a difference of two weights
    BOOST_TEST(std::abs(weight.gradient) < 0.001);
}

BOOST_AUTO_TEST_CASE(a_weight_that_is_not_there_is_said_once_a_step_and_leaves_a_gap) {
    weights.look_at(racers, {2, 30, 50}, {1, 2}, 20);
    for (int i = 0; i < 4; ++i) BOOST_CHECK_THROW(weights.find(compute), std::exception);
    BOOST_TEST(!weights.find(compute));
    BOOST_TEST(std::isnan(weights.line(0, &RacerWeight::change).y[0]));
}

BOOST_AUTO_TEST_SUITE_END()
