// Where in a recorded step a condition comes true. The steps are made by hand.
#include <boost/test/unit_test.hpp>
#include <limits>
#include <stdexcept>

#include "engine/timeline/condition.h"
#include "tests/timeline/sample.h"

namespace backstep {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Events 0 … 5; each value is 1×2, the number and a 0. W is what the step begins with, and W_next what it leaves.
struct Numbers {
    double X = 1, W = 1, Z = 1, J = 1, dW = 1, W_next = 1;
};
constexpr int at_X = 0, at_W = 1, at_Z = 2, at_J = 3, at_dW = 4, at_W_next = 5;

Trace step_with(const Numbers& numbers, int cols = 2) {
    Trace trace;
    trace.tape.append();  // an input: no event has a formula
    const auto add = [&](Name name, int version, Phase phase, bool given, double number) {
        Event event;
        event.index = static_cast<int>(trace.events.size());
        event.name = name;
        event.version = version;
        event.phase = phase;
        event.given = given;
        trace.events.push_back(event);
        Matrix value(1, name == Name("J") ? 1 : cols);
        value.values[0] = number;
        trace.values.emplace_back(std::move(value));
    };
    add("X", 0, Phase::forward, true, numbers.X);
    add("W[1]", 0, Phase::forward, true, numbers.W);
    add("Z[1]", 0, Phase::forward, false, numbers.Z);
    add("J", 0, Phase::loss, false, numbers.J);
    add("dW[1]", 0, Phase::backward, false, numbers.dW);
    add("W[1]", 1, Phase::update, false, numbers.W_next);
    return trace;
}

const Timeline& timeline() {  // ten steps an epoch
    static const Timeline untrained(sample_plan());
    return untrained;
}

std::vector<int> events(const std::string& text, const Numbers& before, const Numbers& now, long step = 2) {
    const Trace first = step_with(before), second = step_with(now);
    return Condition(text, condition_values(second)).events(timeline(), step, second, &first);
}

using Events = std::vector<int>;

}  // namespace

BOOST_AUTO_TEST_SUITE(condition)

BOOST_AUTO_TEST_CASE(the_values_of_a_step_are_listed_once_and_those_only_given_are_marked) {
    const std::vector<ConditionValue> values = condition_values(step_with({}));
    BOOST_REQUIRE(values.size() == 5u);
    BOOST_TEST(values[0].text == "X");
    BOOST_TEST(!values[0].computed);
    BOOST_TEST(values[1].text == "W[1]");
    BOOST_TEST(values[1].computed);
    BOOST_TEST(values[1].cols == 2);
    BOOST_TEST(values[3].cols == 1);
}

BOOST_AUTO_TEST_CASE(it_comes_true_at_the_event_that_brings_its_value) {
    BOOST_TEST(events("norm(dW[1]) > 2", {}, {.dW = 3}) == Events{at_dW});
    BOOST_TEST(events("norm(dW[1]) > 2", {}, {}) == Events{});
    BOOST_TEST(events("isnan(Z[1])", {}, {.Z = nan}) == Events{at_Z});
    BOOST_TEST(events("loss > 2 * previous(loss)", {.J = 2}, {.J = 4.5}) == Events{at_J});
    BOOST_TEST(events("zeros(Z[1]) == 0.5 and min(Z[1]) < -6", {}, {.Z = -7}) == Events{at_Z});
    BOOST_TEST(events("max(abs(Z[1])) == 7 and max(Z[1]) == 0", {}, {.Z = -7}) == Events{at_Z});
    BOOST_TEST(events("not isfinite(dW[1])", {}, {.dW = 1 / 0.0}) == Events{at_dW});
    BOOST_TEST(events("X(0,0) > 2", {.X = 3}, {.X = 3}) == Events{at_X});
    BOOST_TEST(events("X(0,0) > 2 and loss < 5", {.X = 3}, {.X = 3}) == Events{at_X});
}

BOOST_AUTO_TEST_CASE(what_held_in_the_step_before_too_comes_true_where_the_value_is_new) {
    BOOST_TEST(events("norm(dW[1]) > 2", {.dW = 3}, {.dW = 4}) == Events{at_dW});
    BOOST_TEST(events("norm(W[1]) > 2", {.W_next = 3}, {.W = 3, .W_next = 4}) == Events{at_W_next});
}

BOOST_AUTO_TEST_CASE(a_weight_changes_sign_at_its_update) {
    BOOST_TEST(events("W[1](0,0) changes sign", {.W_next = 1}, {.W = 1, .W_next = -1}) == Events{at_W_next});
    BOOST_TEST(events("W[1](0,0) changes sign", {.W_next = -1}, {.W = -1, .W_next = 0}) == Events{at_W_next});
    BOOST_TEST(events("W[1](0,0) changes sign", {.W_next = 1}, {.W = 1, .W_next = 2}) == Events{});
    BOOST_TEST(events("W[1](0,0) changes sign", {.W_next = 1}, {.W = 1, .W_next = nan}) == Events{});
}

BOOST_AUTO_TEST_CASE(values_that_have_not_come_yet_are_those_of_the_step_before) {
    BOOST_TEST(events("loss > norm(dW[1])", {.dW = 5}, {.J = 3, .dW = 1}) == Events{at_dW});
    BOOST_TEST(events("loss > norm(dW[1])", {.dW = 1}, {.J = 3, .dW = 2}) == Events{at_J});
}

BOOST_AUTO_TEST_CASE(what_holds_in_between_but_not_after_the_step_has_no_event) {
    BOOST_TEST(events("loss > norm(dW[1])", {.dW = 1}, {.J = 3, .dW = 5}) == Events{});
}

BOOST_AUTO_TEST_CASE(in_the_first_step_there_is_nothing_before) {
    const Trace only = step_with({.W = 3, .W_next = 4});
    const auto first = [&](const char* text) {
        return Condition(text, condition_values(only)).first_event(timeline(), 1, only, nullptr);
    };
    BOOST_TEST(first("norm(W[1]) > 2") == at_W);
    BOOST_TEST(first("W[1](0,0) changes sign") == -1);
    BOOST_TEST(first("loss > previous(loss) or loss <= previous(loss) or previous(not loss > 5)") == -1);
    BOOST_TEST(first("step == 1") == 0);
}

BOOST_AUTO_TEST_CASE(a_cell_set_by_hand_is_new_where_it_is_set) {
    const Trace before = step_with({});
    Trace now = step_with({.W = 3, .W_next = 3});
    now.events[at_W].edited = true;
    const Condition condition("W[1](0,0) > 2", condition_values(now));
    BOOST_TEST(condition.first_event(timeline(), 2, now, &before) == at_W);
}

BOOST_AUTO_TEST_CASE(step_epoch_and_batch_hold_from_the_first_event_of_a_step) {
    BOOST_TEST(events("epoch >= 2", {}, {}, 11) == Events{0});
    BOOST_TEST(events("epoch >= 2", {}, {}, 10) == Events{});
    BOOST_TEST(events("batch == 10", {}, {}, 10) == Events{0});
    BOOST_TEST(events("step == 10 and previous(epoch) == 1", {}, {}, 10) == Events{0});
}

BOOST_AUTO_TEST_CASE(what_speaks_of_phase_or_layer_comes_true_wherever_it_did_not_hold_before) {
    BOOST_TEST(events("phase == update and layer == 1", {}, {}) == Events{at_W_next});
    BOOST_TEST(events("layer == 1", {}, {}) == (Events{at_W, at_dW}));
    BOOST_TEST(events("phase != forward", {}, {}) == Events{at_J});
    BOOST_TEST(events("phase == backward and norm(dW[1]) > 2", {}, {.dW = 3}) == Events{at_dW});
    BOOST_TEST(events("layer >= 0", {}, {}) == Events{0});
}

BOOST_AUTO_TEST_CASE(a_cell_that_a_smaller_batch_lacks_is_nan) {
    const Trace before = step_with({}), small = step_with({.Z = 1}, 1);
    const Condition condition("Z[1](0,1) == 0 or Z[1](0,1) != 0", condition_values(before));
    BOOST_TEST(condition.first_event(timeline(), 2, before, &before) == at_Z);
    BOOST_TEST(condition.first_event(timeline(), 2, small, &before) == -1);
}

BOOST_AUTO_TEST_CASE(it_knows_what_it_needs) {
    const std::vector<ConditionValue> values = condition_values(step_with({}));
    const auto needs = [&](const char* text) {
        const Condition condition(text, values);
        return std::pair(condition.needs_cells(), condition.needs_events());
    };
    BOOST_TEST((needs("norm(dW[1]) < 1 or loss > 1 and epoch > 2") == std::pair(false, false)));
    BOOST_TEST((needs("W[1](0,1) > 0") == std::pair(true, false)));
    BOOST_TEST((needs("zeros(X) > 0.5") == std::pair(true, false)));  // no record has it
    BOOST_TEST((needs("phase == update") == std::pair(false, true)));
    BOOST_TEST((needs("layer == 2 and W[1](0,1) > 0") == std::pair(true, true)));
    BOOST_CHECK_THROW(Condition("W[1](0,1) > 0", values).holds(timeline(), 1), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
