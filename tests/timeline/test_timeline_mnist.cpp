// Ten epochs on the real images, where $BACKSTEP_DATA names them.

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iostream>
#include <random>

#include "engine/data/load.h"
#include "tests/timeline/sample.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(timeline_mnist)

BOOST_AUTO_TEST_CASE(two_hundred_positions_of_ten_epochs_come_back_exactly) {
    const char* folder = std::getenv("BACKSTEP_DATA");
    if (!folder || !*folder) {
        std::cout << "skipped: no MNIST\n";
        return;
    }
    TrainingPlan plan;
    plan.data = split(load_training(folder), load_test(folder), 0, 0);
    plan.network.optimizer = {.kind = Optimizer::adam, .learning_rate = 0.001};
    Computer two(2), one(1);
    Timeline timeline(plan);
    timeline.advance(two.compute, plan.steps());
    BOOST_TEST(timeline.trained() == 4690);
    BOOST_TEST(timeline.checkpoint_memory() <= usual_memory);
    BOOST_TEST(timeline.epochs().size() == 10u);
    BOOST_TEST(timeline.epochs().back().test > 0.97);
    std::mt19937 random(11);
    for (int i = 0; i < 200; ++i) {
        const long step = 1 + static_cast<long>(random() % 4690);
        BOOST_REQUIRE(state_hash(timeline.state_before((i % 2 ? one : two).compute, step + 1)) == timeline.hash(step));
    }
    // Once more by one thread, with checkpoints farther apart: every step, and what comes back from those.
    Timeline again(plan, 80 * megabyte);
    again.advance(one.compute, plan.steps());
    BOOST_TEST(again.checkpoint_memory() < timeline.checkpoint_memory() / 2);
    for (long step = 1; step <= 4690; ++step) BOOST_REQUIRE(again.hash(step) == timeline.hash(step));
    for (int i = 0; i < 40; ++i) {
        const long step = 1 + static_cast<long>(random() % 4690);
        BOOST_REQUIRE(state_hash(again.state_before((i % 2 ? one : two).compute, step + 1)) == timeline.hash(step));
    }
}

BOOST_AUTO_TEST_SUITE_END()
