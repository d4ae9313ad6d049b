#include <boost/test/unit_test.hpp>

#include "engine/timeline/step_replay.h"
#include "tests/timeline/sample.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(step_replay)

BOOST_AUTO_TEST_CASE(steps_recorded_one_after_the_other_are_those_recorded_alone) {
    Computer computer;
    const auto parent = trained(sample_plan(), 30);
    const int W = *find_event(*parent->record(computer.compute, 12), "W[1]", 1000);
    TrainingPlan slower = parent->plan();
    slower.network.optimizer.learning_rate /= 3;
    const auto fork = std::make_shared<Timeline>(parent, 12, Change{slower, {{W, 2, 300, 0.75}}});
    fork->advance(computer.compute, 8);
    StepReplay replay(*fork, computer.compute);
    for (const long step : {9L, 10L, 11L, 12L, 13L, 14L, 3L, 12L, 19L, 19L, 4L, 5L}) {
        const auto one = replay.record(step), alone = fork->record(computer.compute, step);
        BOOST_REQUIRE(one->events.size() == alone->events.size());
        for (const Event& event : alone->events)
            BOOST_REQUIRE((one->value(event).dense().values == alone->value(event).dense().values));
    }
    BOOST_CHECK_THROW(replay.record(20), std::out_of_range);
    BOOST_CHECK_THROW(replay.record(0), std::out_of_range);
}

BOOST_AUTO_TEST_SUITE_END()
