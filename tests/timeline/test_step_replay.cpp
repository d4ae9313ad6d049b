#include <boost/test/unit_test.hpp>

#include "engine/timeline/step_replay.h"
#include "engine/timeline/training_step.h"
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
    for (const long step : {9L,  10L, 11L, 12L, 13L, 14L, 3L,  12L, 19L, 19L, 4L, 5L, 4L,  3L, 2L, 3L, 19L,
                            18L, 17L, 16L, 17L, 16L, 14L, 13L, 12L, 11L, 10L, 9L, 8L, 13L, 7L, 6L, 1L}) {
        const auto one = replay.record(step), alone = fork->record(computer.compute, step);
        BOOST_REQUIRE(one->events.size() == alone->events.size());
        for (const Event& event : alone->events)
            BOOST_REQUIRE((one->value(event).dense().values == alone->value(event).dense().values));
    }
    BOOST_CHECK_THROW(replay.record(20), std::out_of_range);
    BOOST_CHECK_THROW(replay.record(0), std::out_of_range);
}

// Whoever runs a step again is thrown a ReplayError once the labels are others: what is kept needs no step.
BOOST_AUTO_TEST_CASE(going_back_walks_once_for_several_steps) {
    const std::shared_ptr<TrainingData> data = own_sample_data();
    TrainingPlan plan = sample_plan();
    plan.data = data;
    Computer computer;
    const auto timeline = trained(plan, 60);
    StepReplay replay(*timeline, computer.compute);
    replay.record(51);
    replay.record(50);
    const auto count_quick = [&](long step) {
        long quick = 0;
        for (;; --step, ++quick) {
            // Of the images of this step only, so that it is recorded as it was, and any other that is run is not.
            std::vector<std::uint8_t> labels = data->train.labels;
            Batches batches(plan);
            batches.go_to(step);
            std::vector<bool> own(labels.size());
            for (const int image : batches.X().picked()) own[static_cast<std::size_t>(image)] = true;
            for (std::size_t i = 0; i < labels.size(); ++i)
                if (!own[i]) data->train.labels[i] = static_cast<std::uint8_t>((labels[i] + 1) % 10);
            bool ran_another = false;
            try {
                replay.record(step);
            } catch (const ReplayError&) {
                ran_another = true;
            }
            data->train.labels = labels;
            if (ran_another) return quick;
        }
    };
    BOOST_TEST(count_quick(49) == 16);
    BOOST_CHECK_NO_THROW(replay.record(33));
}

BOOST_AUTO_TEST_SUITE_END()
