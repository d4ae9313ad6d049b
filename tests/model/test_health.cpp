#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>

#include "engine/timeline/held_out.h"
#include "training_sample.h"
#include "viewer/model/health.h"
#include "viewer/model/number.h"

using namespace backstep;

namespace {

double norm(const Matrix& value) {
    return std::sqrt(std::inner_product(value.values.begin(), value.values.end(), value.values.begin(), 0.0));
}

const Matrix& value_of(const Trace& trace, const char* name) {
    return trace.matrix(*find_event(trace, name, static_cast<int>(trace.events.size())));
}

// ‖ΔW‖ / ‖W‖ of layer 1, from the numbers themselves.
double update_in(const Trace& trace) {
    Matrix change = value_of(trace, "W[1]");
    const Matrix& before = value_of(trace, "W[1]@0");
    for (std::size_t i = 0; i < change.size(); ++i) change.values[i] -= before.values[i];
    return norm(change) / norm(value_of(trace, "W[1]"));
}

struct Trained : TrainingSample {
    HealthCurves curves;
    void check_step(long step) {
        apply(session, GoToMoment{{step, 0}});
        const auto at = static_cast<std::size_t>(step - 1);
        const LayerCurves& first = curves.layers()[0];
        BOOST_TEST(first.dW[at] == norm(value_of(*session.trace, "dW[1]")), boost::test_tools::tolerance(1e-12));
        BOOST_TEST(first.db[at] == norm(value_of(*session.trace, "db[1]")), boost::test_tools::tolerance(1e-12));
        BOOST_TEST(first.update[at] == update_in(*session.trace), boost::test_tools::tolerance(1e-9));
        const Matrix& A = value_of(*session.trace, "A[1]");
        const auto zeros = std::count(A.values.begin(), A.values.end(), 0.0);
        BOOST_TEST(first.active[at] == 1 - static_cast<double>(zeros) / static_cast<double>(A.size()));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(health, Trained)

BOOST_AUTO_TEST_CASE(the_curves_are_the_figures_of_the_recorded_steps_whatever_the_optimizer) {
    for (const char* optimizer : {"sgd", "momentum", "adam"}) {
        apply(session, SetKnob{"optimizer", optimizer});
        apply(session, SetKnob{"learning_rate", "0.01"});
        train_to_the_end();
        curves.read(session.timelines.timeline(), 1000);
        BOOST_TEST(curves.steps() == 12);
        for (const long step : {1L, 5L, 12L}) check_step(step);
    }
}

BOOST_AUTO_TEST_CASE(the_held_out_accuracies_are_those_of_the_steps_and_say_of_what_they_are) {
    train_to_the_end();
    curves.read(session.timelines.timeline(), 1000);
    BOOST_REQUIRE(curves.held_out().size() == 12u);
    for (const long step : {1L, 7L, 12L})
        BOOST_TEST(curves.held_out()[static_cast<std::size_t>(step - 1)] ==
                   session.timelines.timeline()->held_out(step));
    const TrainingPlan& plan = session.timelines.timeline()->plan();
    BOOST_TEST(held_out_text(plan) == "128 test images");
}

BOOST_AUTO_TEST_CASE(accuracies_that_are_measured_later_are_read_again) {
    TrainingPlan plan = session.timelines.timeline()->plan();
    plan.batch_size = 1;
    plan.epochs = 1;
    const auto timeline = std::make_shared<Timeline>(plan);
    const long every = held_out_sample(plan).every, last = 3 * every;
    BOOST_REQUIRE(every > 1);
    BOOST_TEST(held_out_text(plan) == fmt::format("128 test images; every {} steps while it trains", every));
    timeline->advance(*session.compute, last);
    BOOST_TEST(!curves.read(timeline, last));
    BOOST_TEST(curves.measured() == 1);
    timeline->complete(*session.compute, std::atomic<bool>{false});
    BOOST_TEST(curves.read(timeline, last - 2));
    BOOST_TEST(!curves.read(timeline, last - 2));
    BOOST_TEST(curves.measured() == last);
    for (long step = 1; step <= last; ++step)
        BOOST_REQUIRE(curves.held_out()[static_cast<std::size_t>(step - 1)] == timeline->held_out(step));
}

BOOST_AUTO_TEST_CASE(steps_are_read_some_at_a_time_and_each_once) {
    train_to_the_end();
    BOOST_TEST(curves.read(session.timelines.timeline(), 5));
    BOOST_TEST(curves.steps() == 5);
    BOOST_TEST(!curves.read(session.timelines.timeline(), 1000));
    BOOST_TEST(curves.layers()[1].dW.size() == 12u);
    BOOST_TEST(curves.layers()[1].update.size() == 12u);
    BOOST_TEST(curves.layers()[1].active.empty());
}

BOOST_AUTO_TEST_CASE(a_fork_has_the_curves_of_its_parent_up_to_where_it_begins) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 2"});
    apply(session, Fork{{"optimizer=momentum"}});
    train_to_the_end();
    curves.read(session.timelines.timeline(), 1000);
    for (const long step : {4L, 5L, 6L, 11L}) check_step(step);
}

BOOST_AUTO_TEST_CASE(a_healthy_training_has_no_findings) {
    TrainingPlan plan = session.timelines.timeline()->plan();
    plan.network.activation = Activation::tanh;
    const auto timeline = std::make_shared<Timeline>(plan);
    timeline->advance(compute, 12);
    curves.read(timeline, 1000);
    for (const HealthFinding& finding : health_findings(*timeline, curves)) BOOST_ERROR(finding.text);
}

BOOST_AUTO_TEST_CASE(one_dead_unit_is_told_in_the_singular) {
    train_to_the_end();
    curves.read(session.timelines.timeline(), 1000);
    const auto findings = health_findings(*session.timelines.timeline(), curves);
    BOOST_REQUIRE(findings.size() == 1u);
    BOOST_TEST(findings[0].text == "Layer 1: 1 of 7 units is dead since epoch 1: no training image activates it.");
}

// With leaky ReLU they learn on by the slope below 0.
BOOST_AUTO_TEST_CASE(a_unit_below_zero_that_has_a_slope_there_is_not_called_dead) {
    TrainingPlan plan = session.timelines.timeline()->plan();
    plan.network.activation = Activation::leaky_relu;
    const auto parent = std::make_shared<const Timeline>(plan);
    const auto trace = parent->record(compute, 1);
    const int bias = *find_event(*trace, "b[1]@0", 0);
    const auto timeline = std::make_shared<Timeline>(parent, 1, Change{{}, {{bias, 2, 0, -1000}}});
    timeline->advance(compute, 12);
    BOOST_TEST(timeline->epochs().back().dead.at(0) >= 1);
    curves.read(timeline, 1000);
    for (const HealthFinding& finding : health_findings(*timeline, curves))
        BOOST_TEST(finding.text.find("dead") == std::string::npos, finding.text);
}

// One bias after the other far below 0: from step 9 on no image activates any unit, and so no gradient comes back.
BOOST_AUTO_TEST_CASE(dead_units_and_a_vanished_gradient_are_told_with_the_moment_they_began) {
    train_to_the_end();
    apply(session, GoToTyped{"step 3"});
    const int bias = *find_event(*session.trace, "b[1]@0", 0);
    for (int unit = 0; unit < 7; ++unit) {
        apply(session, EditCell{{bias, unit, 0}, -1000});
        apply(session, StepBatch{1});
    }
    train_to_the_end();
    curves.read(session.timelines.timeline(), 1000);
    const auto findings = health_findings(*session.timelines.timeline(), curves);
    BOOST_REQUIRE(findings.size() == 3u);
    BOOST_TEST(findings[0].text == "Layer 1: 7 of 7 units are dead since epoch 3: no training image activates them.");
    BOOST_TEST(findings[0].where == "epoch 3 batch 4");
    apply(session, GoToTyped{findings[0].position()});
    BOOST_TEST(session.current()->name.text() == "A[1]");
    BOOST_TEST(findings[1].text.rfind("Layer 1: the gradient has vanished", 0) == 0u);
    // Some step before that, as soon as the batches have no image that activates a unit.
    const auto began = static_cast<std::size_t>(findings[1].step);
    const std::vector<double>& norms = curves.layers()[0].dW;
    BOOST_TEST(norms[began - 2] >= 1e-6);
    BOOST_TEST(*std::max_element(norms.begin() + static_cast<long>(began) - 1, norms.end()) < 1e-6);
    BOOST_TEST(findings[2].text.rfind("Layer 2: the gradient has vanished", 0) == 0u);
}

// The rate that suits plain descent is far too large for Adam: a reader who only changes the optimizer is told.
BOOST_AUTO_TEST_CASE(updates_as_long_as_the_weights_are_told_with_the_rate_that_made_them) {
    apply(session, SetKnob{"learning_rate", "0.1"});
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 2"});
    apply(session, Fork{{"optimizer=adam"}});
    train_to_the_end();
    apply(session, GoToTyped{"epoch 1 batch 1"});  // of plain descent: its W[1] comes elsewhere than Adam's
    curves.read(session.timelines.timeline(), 1000);
    const auto findings = health_findings(*session.timelines.timeline(), curves);
    const auto told = std::find_if(findings.begin(), findings.end(), [](const HealthFinding& finding) {
        return finding.text.find("too large") != std::string::npos;
    });
    BOOST_REQUIRE((told != findings.end()));
    const double share = curves.layers()[0].update[5];
    BOOST_TEST(share > 0.5);
    BOOST_TEST(told->text ==
               "Layer 1: one update is " + percent(share) +
                   " as long as all the weights it leaves behind: the learning rate 0.1 may be too large for "
                   "adam, which moves each weight by about that much.");
    BOOST_TEST(told->where == "epoch 2 batch 2");
    apply(session, GoToTyped{told->position()});
    BOOST_TEST(session.current()->name.text() == "W[1]");
    BOOST_TEST(session.current()->version == 1);
}

BOOST_AUTO_TEST_CASE(the_first_updates_of_weights_that_begin_at_zero_are_not_too_long) {
    apply(session, SetKnob{"learning_rate", "0.01"});
    TrainingPlan plan = session.timelines.timeline()->plan();
    plan.network.activation = Activation::sigmoid;  // with ReLU nothing would ever move
    plan.network.initialisation = Initialisation::zeros;
    const auto timeline = std::make_shared<Timeline>(plan);
    timeline->advance(compute, 12);
    curves.read(timeline, 1000);
    BOOST_TEST(curves.layers()[1].update[0] > 0.5);
    for (const HealthFinding& finding : health_findings(*timeline, curves))
        BOOST_TEST(finding.text.find("too large") == std::string::npos, finding.text);
}

BOOST_AUTO_TEST_CASE(a_training_that_diverges_is_told_first_with_the_step_where_it_began) {
    apply(session, SetKnob{"learning_rate", "0.01"});
    apply(session, GoToTyped{"step 1"});
    const int weight = *find_event(*session.trace, "W[2]@0", 0);
    apply(session, EditCell{{weight, 3, 2}, std::nan("")});
    train_to_the_end();
    curves.read(session.timelines.timeline(), 1000);
    const auto findings = health_findings(*session.timelines.timeline(), curves);
    BOOST_REQUIRE(!findings.empty());
    BOOST_TEST(findings[0].text == "It diverged: numbers stopped being finite at epoch 1 batch 1.");
    BOOST_TEST(findings[0].step == 1);
}

BOOST_AUTO_TEST_SUITE_END()
