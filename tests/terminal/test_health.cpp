#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sample.h"
#include "viewer/terminal/health.h"

using namespace backstep;

namespace {

double norm(const Matrix& matrix) {
    double sum = 0;
    for (const double x : matrix.values) sum += x * x;
    return std::sqrt(sum);
}

StepHealth health_of(const TrainingSample& s) {
    return step_health(s.timeline(), s.session.timelines.step, *s.session.trace);
}

const Matrix& value(const TrainingSample& s, const char* name) {
    return s.session.trace->matrix(*find_event(*s.session.trace, name, s.session.count()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(health)

BOOST_AUTO_TEST_CASE(figures_are_those_of_the_recorded_step) {
    TrainingSample s;
    s.after("train");
    s.after("goto epoch 2 batch 3");
    const StepHealth health = health_of(s);
    const auto close = boost::test_tools::tolerance(1e-12);
    BOOST_TEST(health.loss == value(s, "J").values[0]);
    BOOST_TEST(health.epoch == 1);
    BOOST_REQUIRE(health.layers.size() == 2u);
    const LayerHealth &hidden = health.layers[0], &last = health.layers[1];
    BOOST_TEST(hidden.dW == norm(value(s, "dW[1]")), close);
    BOOST_TEST(last.db == norm(value(s, "db[2]")), close);
    const double expected = 0.1 * norm(value(s, "dW[1]")) / norm(value(s, "W[1]"));
    BOOST_TEST(hidden.change == expected, boost::test_tools::tolerance(1e-9));
    long active = 0;
    for (const double a : value(s, "A[1]").values) active += a > 0;
    BOOST_TEST(hidden.active.value() == static_cast<double>(active) / (7 * 13), close);
    BOOST_TEST(!last.active.has_value());
    BOOST_TEST(hidden.dead.has_value());
    BOOST_TEST(!last.dead.has_value());
}

BOOST_AUTO_TEST_CASE(the_held_out_accuracy_is_that_of_the_step_or_of_the_last_before_it) {
    TrainingSample s;
    BOOST_TEST(!health_of(s).held_out.has_value());
    BOOST_TEST(!has(s.after("health"), "held out"));
    s.after("train");
    s.after("goto epoch 2 batch 3");
    BOOST_TEST(health_of(s).held_out.value() == s.timeline().held_out(7));
    BOOST_TEST(health_of(s).held_out_at == 7);
    const std::string text = s.after("health");
    BOOST_TEST(has(text, "held out: "));
    BOOST_TEST(has(text, "recognised after epoch 2 batch 3 ("));
    BOOST_TEST(has(text, " test images)"));
}

BOOST_AUTO_TEST_CASE(before_the_first_epoch_has_ended_no_unit_is_called_dead) {
    TrainingSample s;
    s.after("train");
    s.after("goto epoch 1 batch 4");
    BOOST_TEST(health_of(s).epoch == 0);
    BOOST_TEST(!health_of(s).layers[0].dead.has_value());
    s.after("goto epoch 2 batch 1");
    BOOST_TEST(health_of(s).epoch == 1);
}

BOOST_AUTO_TEST_CASE(dead_units_and_gradients_of_0_are_said_in_words) {
    TrainingSample s;
    s.after("set start zeros");
    s.after("train");
    s.after("goto epoch 3");
    const std::string text = s.after("health");
    BOOST_TEST(has(text, "layer 1: its gradient is 0, so it learns nothing in this step"));
    BOOST_TEST(has(text,
                   "Layer 1: 7 of 7 units are dead since epoch 1: no training image activates them. goto epoch 1 "
                   "batch 4 A[1] shows where it began."));
    BOOST_TEST(has(text, "layer 1: only 0.0% of its numbers are active"));
    BOOST_TEST(!has(text, "Nothing looks wrong"));
}

BOOST_AUTO_TEST_CASE(divergence_is_said_with_the_way_to_where_it_began) {
    TrainingSample s;
    s.after("set learning_rate 1e300");
    BOOST_TEST(has(s.after("train"), "it diverged"));
    s.after("goto epoch 1 batch 2");
    const std::string text = s.after("health");
    BOOST_TEST(has(text, "that is not finite"));
    BOOST_TEST(has(text, "It diverged: numbers stopped being finite at epoch 1 batch "));
    BOOST_TEST(has(text, " J shows where it began."));
}

BOOST_AUTO_TEST_CASE(a_step_of_a_training_that_goes_wrong_elsewhere_says_so_too) {
    TrainingSample s;
    BOOST_TEST(has(s.after("health"), "Nothing looks wrong so far."));
    s.after("set learning_rate 8");
    s.after("train");
    s.after("goto epoch 1 batch 1");
    const std::string text = s.after("health");
    BOOST_TEST(has(text, "the learning rate 8 may be too large. goto epoch 1 batch 1 W["));
    BOOST_TEST(!has(text, "Nothing looks wrong"));
}

BOOST_AUTO_TEST_CASE(a_table_has_a_line_for_each_layer) {
    TrainingSample s;
    const std::string text = s.after("health");
    BOOST_TEST(has(text, "epoch 1 batch 1: loss "));
    BOOST_TEST(has(text, "‖dW‖"));
    BOOST_TEST(has(text, "          2         10"));
    BOOST_TEST(has(text, "measured at the end of an epoch"));
}

BOOST_AUTO_TEST_SUITE_END()
