#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "engine/data/batches.h"
#include "engine/timeline/training_step.h"
#include "tests/timeline/sample.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(training_step_)

BOOST_AUTO_TEST_CASE(an_epoch_shows_every_image_once) {
    const TrainingPlan plan = sample_plan();
    Batches batches(plan);
    for (long epoch = 1; epoch <= 3; ++epoch) {
        std::vector<int> seen;
        for (long batch = 1; batch <= 10; ++batch) {
            batches.go_to((epoch - 1) * 10 + batch);
            BOOST_TEST(batches.picked().size() == (batch == 10 ? 12u : 32u));
            seen.insert(seen.end(), batches.picked().begin(), batches.picked().end());
        }
        std::sort(seen.begin(), seen.end());
        std::vector<int> all(300);
        std::iota(all.begin(), all.end(), 0);
        BOOST_TEST((seen == all));
    }
}

BOOST_AUTO_TEST_CASE(a_batch_is_a_function_of_the_step_alone) {
    const TrainingPlan plan = sample_plan();
    Batches walked(plan);
    for (long step = 1; step <= 40; ++step) walked.go_to(step);
    for (const long step : {40L, 3L, 17L, 16L, 31L}) {
        Batches direct(plan);
        direct.go_to(step);
        walked.go_to(step);
        BOOST_TEST((walked.X().dense() == direct.X().dense()));
        BOOST_TEST((walked.Y() == direct.Y()));
        const auto [epoch, batch] = epoch_and_batch(step, 10);
        const std::vector<int> expected =
            batch_indices(300, 32, plan.seed, static_cast<int>(epoch - 1), static_cast<int>(batch - 1));
        BOOST_TEST((direct.Y() == one_hot(picked_labels(plan.data->train, expected))));
        BOOST_TEST((direct.X().dense() == scaled_pixel_columns(plan.data->train, expected)));
    }
}

BOOST_AUTO_TEST_CASE(pixels_may_stay_as_they_lie_in_the_file) {
    TrainingPlan plan = sample_plan();
    plan.scaled = false;
    Batches batches(plan);
    batches.go_to(3);
    BOOST_TEST((batches.X().dense() == pixel_columns(plan.data->train, batches.picked())));
}

BOOST_AUTO_TEST_CASE(one_batch_of_all_images_keeps_their_order) {
    TrainingPlan plan = sample_plan();
    plan.batch_size = 300;
    Batches batches(plan);
    for (const long step : {1L, 2L, 7L}) {
        batches.go_to(step);
        BOOST_TEST(batches.picked().size() == 300u);
        BOOST_TEST(std::is_sorted(batches.picked().begin(), batches.picked().end()));
    }
}

BOOST_AUTO_TEST_CASE(the_step_has_the_learning_rate_of_its_epoch) {
    TrainingPlan plan = sample_plan();
    plan.network.optimizer.kind = Optimizer::sgd;
    plan.rate_every = 2;
    plan.rate_factor = 0.5;
    Computer computer;
    // With the same batch and start, the change of b[2] is proportional to the rate.
    const auto change = [&](long step) {
        Mlp net = make_mlp(plan.network);
        Batches batches(plan);
        Recorder recorder(computer.compute, Recording::on);
        training_step(recorder, net, plan, batches, step, step);
        const int gradient = find_event(recorder.trace(), "db[2]", 1000).value_or(-1);
        const int after = find_event(recorder.trace(), "b[2]", 1000).value_or(-1);
        BOOST_REQUIRE(gradient >= 0);
        return recorder.trace().matrix(after)(3, 0) / recorder.trace().matrix(gradient)(3, 0);
    };
    BOOST_TEST(std::abs(change(20) + 0.01) < 1e-12);
    BOOST_TEST(std::abs(change(21) + 0.005) < 1e-12);
}

BOOST_AUTO_TEST_SUITE_END()
