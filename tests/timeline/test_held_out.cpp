#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <set>

#include "engine/math/error.h"
#include "engine/timeline/condition.h"
#include "engine/timeline/evaluation.h"
#include "engine/timeline/held_out.h"
#include "engine/timeline/trainer.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

// 70 images are held out for validation and 50 for testing; a step has 32 of the 300 that are trained with.
TrainingPlan plan_without(bool validation, bool test) {
    TrainingPlan plan = sample_plan();
    const auto data = own_sample_data();
    if (!validation) data->validation = {}, data->validation_pixels = {};
    if (!test) data->test = {}, data->test_pixels = {};
    plan.data = data;
    return plan;
}

// 100 steps an epoch.
TrainingPlan many_steps() {
    TrainingPlan plan = sample_plan();
    plan.batch_size = 3;
    return plan;
}

std::vector<double> curve_of(const Timeline& timeline) {
    std::vector<double> curve;
    timeline.visit_steps(1, timeline.trained(), [&](long, const StepRecord& record) {
        curve.push_back(record.held_out);
        return true;
    });
    return curve;
}

// Counted image by image, from what the network says of all of them.
double counted(const Timeline& timeline, long step) {
    Computer computer;
    const TrainingPlan& plan = timeline.plan();
    const HeldOutSample sample = held_out_sample(plan);
    Mlp net = timeline.state_before(computer.compute, step + 1);
    const std::vector<int> classes =
        predicted_classes(computer.compute, net, plan.data->validation_pixels, plan.scale());
    double right = 0;
    for (const int image : sample.images)
        right += classes.at(static_cast<std::size_t>(image)) ==
                 plan.data->validation.labels.at(static_cast<std::size_t>(image));
    return right / static_cast<double>(sample.images.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(held_out)

BOOST_AUTO_TEST_CASE(the_sample_is_of_validation_images_and_of_test_images_without_them) {
    const HeldOutSample sample = held_out_sample(sample_plan());
    BOOST_TEST(sample.of == "validation");
    BOOST_TEST(sample.images.size() == 70u);
    BOOST_TEST((std::set<int>(sample.images.begin(), sample.images.end()).size() == 70u));
    BOOST_TEST(held_out_sample(plan_without(false, true)).of == "test");
    BOOST_TEST(held_out_sample(plan_without(false, true)).images.size() == 50u);
    BOOST_TEST(held_out_sample(plan_without(false, false)).images.empty());
    TrainingPlan other = sample_plan();
    other.seed = 2;
    BOOST_TEST((held_out_sample(other).images != sample.images));
}

BOOST_AUTO_TEST_CASE(it_is_measured_seldom_in_a_long_epoch_and_after_every_step_of_a_short_one) {
    const HeldOutSample sample = held_out_sample(many_steps());
    BOOST_TEST(sample.every == 8);
    BOOST_TEST(sample.is_measured(1));
    BOOST_TEST(!sample.is_measured(8));
    BOOST_TEST(sample.is_measured(9));
    BOOST_TEST(held_out_sample(sample_plan()).every == 1);
    // 60,000 images in batches of 128, of which 128 others are looked at: every 39 steps, 12 times an epoch.
    const auto data = own_sample_data();
    data->train.count = 60000;
    data->test.count = 10000;
    data->validation.count = 0;
    TrainingPlan plan = sample_plan();
    plan.data = data;
    plan.batch_size = 128;
    BOOST_TEST(held_out_sample(plan).images.size() == 128u);
    BOOST_TEST(held_out_sample(plan).every == 39);
}

BOOST_AUTO_TEST_CASE(every_step_has_the_accuracy_that_was_measured_last) {
    const auto timeline = trained(many_steps(), 110);
    const std::vector<double> curve = curve_of(*timeline);
    for (const long step : {1L, 9L, 49L, 105L})
        BOOST_TEST(curve.at(static_cast<std::size_t>(step - 1)) == counted(*timeline, step));
    for (long step = 1; step <= 110; ++step) {
        const long measured_at = step - (step - 1) % 8;
        BOOST_REQUIRE(timeline->held_out_at(step) == measured_at);
        BOOST_REQUIRE(curve.at(static_cast<std::size_t>(step - 1)) ==
                      curve.at(static_cast<std::size_t>(measured_at - 1)));
    }
    BOOST_TEST(curve.back() > 0.6);
    BOOST_TEST(curve.front() < 0.5);
    BOOST_TEST(timeline->held_out(38) == curve.at(32));
}

BOOST_AUTO_TEST_CASE(afterwards_every_step_is_measured_as_it_would_have_been_at_once) {
    const auto later = trained(many_steps(), 110);
    Computer computer;
    Timeline at_once(many_steps());
    at_once.measure_each_step(true);
    at_once.advance(computer.compute, 110);
    BOOST_TEST(at_once.is_complete());
    BOOST_TEST(!later->is_complete());
    BOOST_TEST((curve_of(*later) != curve_of(at_once)));
    later->complete(computer.compute, std::atomic<bool>{false});
    BOOST_TEST(later->is_complete());
    BOOST_TEST((curve_of(*later) == curve_of(at_once)));
    for (const long step : {2L, 5L, 39L, 110L}) {
        BOOST_TEST(later->held_out_at(step) == step);
        BOOST_TEST(later->held_out(step) == counted(*later, step));
    }
    BOOST_TEST((hashes(*later) == hashes(at_once)));
}

BOOST_AUTO_TEST_CASE(it_changes_no_bit_of_what_is_trained) {
    TrainingPlan without = plan_without(false, false);
    const auto blind = trained(without, 60);
    BOOST_TEST((hashes(*blind) == hashes(*trained(sample_plan(), 60))));
    BOOST_TEST(std::isnan(blind->held_out(60)));
}

BOOST_AUTO_TEST_CASE(pauses_threads_and_recorded_steps_do_not_change_it) {
    const std::vector<double> straight = curve_of(*trained(many_steps(), 90));
    Computer one(1), two(2);
    Timeline timeline(many_steps());
    const std::atomic<bool> never{false};
    for (const long steps : {7L, 28L, 1L, 40L}) {
        timeline.advance(timeline.trained() % 2 ? two.compute : one.compute, steps);
        timeline.advance_recorded(one.compute, never);
    }
    timeline.advance(two.compute, 90 - timeline.trained());
    BOOST_TEST((curve_of(timeline) == straight));
}

BOOST_AUTO_TEST_CASE(a_fork_has_its_parents_accuracies_and_goes_on_from_the_last) {
    const auto parent = trained(many_steps(), 80);
    Computer computer;
    Timeline fork(parent, 50, {});
    fork.advance(computer.compute, 31);
    BOOST_TEST((curve_of(fork) == curve_of(*parent)));
}

BOOST_AUTO_TEST_CASE(conditions_ask_for_it_and_the_last_event_of_a_step_brings_it) {
    const auto timeline = trained(many_steps(), 110);
    Computer computer;
    const auto trace = timeline->record(computer.compute, 1);
    const Condition condition("accuracy > 0.5 and not previous(accuracy > 0.5)", condition_values(*trace));
    BOOST_TEST(!condition.needs_cells());
    BOOST_TEST(condition.needs_complete());
    BOOST_TEST(!condition.holds(*timeline, 3).has_value());
    const std::atomic<bool> never{false};
    timeline->complete(computer.compute, never);
    long first = 1;
    while (timeline->held_out(first) <= 0.5) ++first;
    BOOST_TEST(condition.holds(*timeline, first).value());
    const auto found = find_next(*timeline, computer.compute, condition, {}, false, never);
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->step == first);
    BOOST_TEST(static_cast<std::size_t>(found->event) == trace->events.size());
    BOOST_TEST(missing_words<InputError>([&] { Condition("acuracy > 0.5", condition_values(*trace)); },
                                         {"'acuracy' is unknown", "did you mean accuracy?"}) == "");
}

BOOST_AUTO_TEST_CASE(a_breakpoint_on_it_stops_in_the_very_step) {
    const auto measured = trained(many_steps(), 110);
    Computer computer;
    const std::atomic<bool> never{false};
    measured->complete(computer.compute, never);
    // In one that is better than the one before that is measured anyway.
    long first = 2;
    const auto measured_before = [&](long step) { return measured->held_out(step - (step - 1) % 5); };
    while (measured->held_out(first) <= measured_before(first)) ++first;
    const auto values = condition_values(*measured->record(computer.compute, 1));
    const auto condition = std::make_shared<const Condition>(
        fmt::format("accuracy > {} and step >= {}", measured_before(first), first), values);
    Trainer trainer(computer.compute.kernels, 1);
    const auto timeline = std::make_shared<Timeline>(many_steps());
    trainer.train(timeline, {condition});
    trainer.wait();
    BOOST_REQUIRE(trainer.status().broke_at.has_value());
    BOOST_TEST(trainer.status().broke_at->step == first);
}

BOOST_AUTO_TEST_SUITE_END()
