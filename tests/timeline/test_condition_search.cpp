// Searching a training for a condition, against going through all of it with what is asked written in C++.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <sstream>

#include "engine/timeline/condition.h"
#include "engine/timeline/training_step.h"
#include "tests/timeline/sample.h"

namespace backstep {
namespace {

constexpr long steps = 34;

const Timeline& training() {
    static const std::shared_ptr<Timeline> timeline = trained(sample_plan(), steps);
    return *timeline;
}

std::vector<std::shared_ptr<const Trace>> recorded(const Timeline& timeline, long last) {
    Computer computer;
    std::vector<std::shared_ptr<const Trace>> traces;
    for (long step = 1; step <= last; ++step) traces.push_back(timeline.record(computer.compute, step));
    return traces;
}

const std::vector<std::shared_ptr<const Trace>>& traces() {
    static const auto all = recorded(training(), steps);
    return all;
}

const Event& event_of(const Trace& trace, const std::string& name) {
    return trace.events[static_cast<std::size_t>(*find_event(trace, name, static_cast<int>(trace.events.size())))];
}

// The newest value of this name in a step, and its moment.
const Matrix& value_in(long step, const std::string& name) {
    const Trace& trace = *traces()[static_cast<std::size_t>(step - 1)];
    return trace.matrix(event_of(trace, name));
}
Position moment(long step, const std::string& name) {
    return {step, event_of(*traces()[static_cast<std::size_t>(step - 1)], name).index + 1};
}

// All that find_next finds, one after the other.
std::vector<Position> found(const Timeline& timeline, const std::string& text, bool backward) {
    Computer computer;
    const std::atomic<bool> stop = false;
    const Condition condition(text, condition_values(*timeline.record(computer.compute, 1)));
    std::vector<Position> positions;
    Position from = backward ? Position{timeline.trained() + 1, 0} : Position{};
    while (const auto next = find_next(timeline, computer.compute, condition, from, backward, stop)) {
        positions.push_back(*next);
        from = *next;
    }
    return positions;
}

std::string as_text(const std::vector<Position>& positions) {
    std::string text;
    for (const Position& position : positions)
        text += "(" + std::to_string(position.step) + " " + std::to_string(position.event) + ")";
    return text;
}

// Forward it finds exactly the steps where `expected` is true, at the newest value of this name, and backward the same
// in reverse. There must be some, but not all.
void check_found(const std::string& text, const std::string& name, const std::function<bool(long)>& expected) {
    std::vector<Position> positions;
    for (long step = 1; step <= steps; ++step)
        if (expected(step)) positions.push_back(moment(step, name));
    BOOST_TEST((!positions.empty() && positions.size() < steps), text << " tells nothing apart");
    BOOST_TEST(as_text(found(training(), text, false)) == as_text(positions), text);
    std::reverse(positions.begin(), positions.end());
    BOOST_TEST(as_text(found(training(), text, true)) == as_text(positions), text << " backward");
}

double norm(const Matrix& value) {
    double sum = 0;
    for (const double x : value.values) sum += x * x;
    return std::sqrt(sum);
}

double median(const std::function<double(long)>& of) {
    std::vector<double> all;
    for (long step = 1; step <= steps; ++step) all.push_back(of(step));
    std::sort(all.begin(), all.end());
    return (all[steps / 2 - 1] + all[steps / 2]) / 2;
}

std::string written(double number) {
    std::ostringstream out;
    out.precision(17);
    out << number;
    return out.str();
}

using Conditions = std::vector<std::shared_ptr<const Condition>>;

Conditions conditions(const std::vector<std::string>& texts) {
    Conditions all;
    for (const std::string& text : texts)
        all.push_back(std::make_shared<const Condition>(text, condition_values(*traces()[0])));
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(condition_search)

BOOST_AUTO_TEST_CASE(conditions_on_figures_are_found_where_the_recorded_values_have_them) {
    const auto dW_norm = [](long step) { return norm(value_in(step, "dW[1]")); };
    const double middle = median(dW_norm);
    check_found("norm(dW[1]) < " + written(middle), "dW[1]", [&](long step) { return dW_norm(step) < middle; });

    const auto zeros = [](long step) {
        const std::vector<double>& cells = value_in(step, "A[1]").values;
        return static_cast<double>(std::count(cells.begin(), cells.end(), 0.0)) / static_cast<double>(cells.size());
    };
    const double share = median(zeros);
    check_found("zeros(A[1]) > " + written(share), "A[1]", [&](long step) { return zeros(step) > share; });

    const auto largest = [](long step) {
        const std::vector<double>& cells = value_in(step, "W[2]").values;
        return std::fabs(*std::max_element(cells.begin(), cells.end(),
                                           [](double a, double b) { return std::fabs(a) < std::fabs(b); }));
    };
    const double bound = median(largest);
    check_found("max(abs(W[2])) > " + written(bound), "W[2]", [&](long step) { return largest(step) > bound; });
}

BOOST_AUTO_TEST_CASE(the_loss_is_compared_with_the_step_before) {
    const auto loss = [](long step) { return value_in(step, "J")(0, 0); };
    check_found("loss > previous(loss)", "J", [&](long step) { return step > 1 && loss(step) > loss(step - 1); });
    check_found("J > previous(J) and epoch == 2", "J",
                [&](long step) { return step > 10 && step <= 20 && loss(step) > loss(step - 1); });
}

BOOST_AUTO_TEST_CASE(cells_are_found_in_recorded_steps) {
    const auto cell = [](long step) { return value_in(step, "dW[2]")(3, 7); };
    check_found("dW[2](3,7) changes sign", "dW[2]",
                [&](long step) { return step > 1 && (cell(step) < 0) != (cell(step - 1) < 0); });
    // Where the cell of the step before was above 0 already, it is the loss that makes it true.
    const auto loss_is_small = [](long step) { return value_in(step, "J")(0, 0) < 2; };
    const auto was_above = [&](long step) { return step > 1 && cell(step - 1) > 0; };
    std::vector<Position> positions;
    for (long step = 1; step <= steps; ++step)
        if (cell(step) > 0 && loss_is_small(step)) positions.push_back(moment(step, was_above(step) ? "J" : "dW[2]"));
    BOOST_TEST(positions.size() > 2u);
    BOOST_TEST(as_text(found(training(), "dW[2](3,7) > 0 and loss < 2", false)) == as_text(positions));
}

BOOST_AUTO_TEST_CASE(phases_and_layers_are_found_in_every_step) {
    const std::vector<Position> positions = found(training(), "phase == update and layer == 2", false);
    BOOST_TEST_REQUIRE(positions.size() >= static_cast<std::size_t>(steps));
    for (const Position& position : positions) {
        const Trace& trace = *traces()[static_cast<std::size_t>(position.step - 1)];
        const auto holds_at = [&](int event) {
            if (event < 0) return false;
            const Event& there = trace.events[static_cast<std::size_t>(event)];
            return there.phase == Phase::update && there.layer() == 2;
        };
        BOOST_TEST((holds_at(position.event - 1) && !holds_at(position.event - 2)), as_text({position}));
    }
    // Of several moments in a step, the last one comes first on the way back.
    const std::vector<Position> forward = found(training(), "layer == 2", false);
    BOOST_TEST(forward.size() > static_cast<std::size_t>(steps));
    std::vector<Position> backward = found(training(), "layer == 2", true);
    std::reverse(backward.begin(), backward.end());
    BOOST_TEST(as_text(backward) == as_text(forward));
}

BOOST_AUTO_TEST_CASE(a_value_that_has_not_come_is_searched_as_that_of_the_step_before) {
    const auto dW_norm = [](long step) { return norm(value_in(step, "dW[1]")); };
    const double middle = median(dW_norm);
    std::vector<Position> positions;
    for (long step = 2; step <= steps; ++step)
        if (dW_norm(step - 1) < middle) positions.push_back({step, 1});
    BOOST_TEST(as_text(found(training(), "phase == forward and norm(dW[1]) < " + written(middle), false)) ==
               as_text(positions));
}

BOOST_AUTO_TEST_CASE(of_a_value_that_comes_several_times_in_a_step_the_newest_counts) {
    TrainingPlan plan = sample_plan();
    plan.network.clip = 0.001;  // dW[1] comes, and then comes again much shorter
    const std::shared_ptr<Timeline> timeline = trained(plan, 3);
    BOOST_TEST(found(*timeline, "norm(dW[1]) <= 0.001", false).size() == 3u);
    BOOST_TEST(found(*timeline, "norm(dW[1]) > 0.001", false).empty());
}

BOOST_AUTO_TEST_CASE(steps_that_cannot_hold_are_not_recorded) {
    const Condition condition("phase == update and layer == 2 and step == 17", condition_values(*traces()[0]));
    for (long step = 1; step <= steps; ++step) BOOST_TEST(condition.can_hold(training(), step) == (step == 17));
    const Condition cell("dW[2](3,7) > 0 and loss < 0", condition_values(*traces()[0]));
    for (long step = 1; step <= steps; ++step) BOOST_TEST(!cell.can_hold(training(), step));
}

BOOST_AUTO_TEST_CASE(records_and_recorded_steps_agree) {
    for (const char* text : {"norm(dW[1]) < 1.5", "min(Z[2]) < -1", "isfinite(W[1])", "loss < previous(loss)",
                             "zeros(A[1]) > previous(zeros(A[1]))", "max(A[2]) changes sign", "previous(loss) > 2"}) {
        const Condition condition(text, condition_values(*traces()[0]));
        for (long step = 1; step <= steps; ++step) {
            const Trace* const before = step > 1 ? traces()[static_cast<std::size_t>(step - 2)].get() : nullptr;
            const Trace& trace = *traces()[static_cast<std::size_t>(step - 1)];
            BOOST_TEST(condition.holds(training(), step).value() ==
                           (condition.first_event(training(), step, trace, before) >= 0),
                       text << " in step " << step);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_step_where_a_training_diverged_is_found) {
    TrainingPlan plan = sample_plan();
    plan.network.optimizer.kind = Optimizer::sgd;
    plan.network.optimizer.learning_rate = 1e200;
    const std::shared_ptr<Timeline> timeline = trained(plan, 10);
    std::vector<long> expected;
    for (long step = 1; step <= timeline->trained(); ++step)
        for (const Summary& summary : timeline->step_record(step).summaries)
            if (summary.name == Name("Z", 2) && summary.nans > 0) expected.push_back(step);
    BOOST_REQUIRE(!expected.empty());
    const std::vector<Position> positions = found(*timeline, "isnan(Z[2])", false);
    BOOST_REQUIRE(positions.size() == expected.size());
    BOOST_TEST(positions.front().step == expected.front());
    Computer computer;
    const auto trace = timeline->record(computer.compute, positions.front().step);
    BOOST_TEST(trace->events[static_cast<std::size_t>(positions.front().event - 1)].name.text() == "Z[2]");
}

BOOST_AUTO_TEST_CASE(of_several_conditions_the_nearest_moment_counts_and_of_two_at_one_moment_the_first) {
    Computer computer;
    const std::atomic<bool> go = false;
    const Conditions all = conditions({"step == 20", "dW[2](3,7) changes sign", "phase == backward and layer == 2",
                                       "loss > previous(loss)", "layer == 2 and phase == backward"});
    for (const bool backward : {false, true}) {
        const auto is_nearer = [&](Position one, Position other) { return backward ? one > other : one < other; };
        Position from = backward ? Position{steps + 1, 0} : Position{};
        for (int found = 0; found < 70; ++found) {
            std::optional<ConditionFound> expected;
            for (std::size_t i = 0; i < all.size(); ++i)
                if (const auto one = find_next(training(), computer.compute, *all[i], from, backward, go))
                    if (!expected || is_nearer(*one, expected->moment)) expected = {*one, i};
            const auto next = find_next(training(), computer.compute, all, from, backward, go);
            BOOST_REQUIRE(next.has_value() == expected.has_value());
            if (!next) break;
            BOOST_REQUIRE((next->moment == expected->moment));
            BOOST_TEST(next->condition == expected->condition);
            from = next->moment;
        }
    }
}

// Whoever records step 7 is thrown a ReplayError: its labels are others now.
BOOST_AUTO_TEST_CASE(no_step_beyond_the_nearest_moment_is_recorded) {
    const auto data = own_sample_data();
    TrainingPlan plan = sample_plan();
    plan.data = data;
    const auto timeline = trained(plan, 10);
    Batches batches(plan);
    batches.go_to(7);
    for (const int image : batches.picked())
        data->train.labels[image] = static_cast<std::uint8_t>((data->train.labels[image] + 1) % 10);
    Computer computer;
    const std::atomic<bool> go = false;
    const auto find = [&](const std::vector<std::string>& texts) {
        return find_next(*timeline, computer.compute, conditions(texts), {}, false, go);
    };
    BOOST_CHECK_THROW(find({"W[1](3,407) > 1e9"}), ReplayError);
    BOOST_CHECK_THROW(find({"W[1](3,407) > 1e9", "step == 7"}), ReplayError);
    for (const std::vector<std::string>& texts :
         {std::vector<std::string>{"W[1](3,407) > 1e9", "step == 6"}, {"step == 6", "W[1](3,407) > 1e9"}}) {
        const auto found = find(texts);
        BOOST_REQUIRE(found.has_value());
        BOOST_TEST(found->moment.step == 6);
        BOOST_TEST(texts[found->condition] == "step == 6");
    }
    BOOST_TEST(find({"W[1](3,407) > 1e9", "phase == update and layer == 2"})->moment.step == 1);
}

BOOST_AUTO_TEST_CASE(a_search_that_finds_nothing_or_is_stopped_is_empty) {
    Computer computer;
    const std::vector<ConditionValue> values = condition_values(*traces()[0]);
    const std::atomic<bool> go = false, stop = true;
    const Condition never("loss < 0", values), always("loss > 0", values);
    BOOST_TEST(!find_next(training(), computer.compute, never, {}, false, go));
    BOOST_TEST(!find_next(training(), computer.compute, always, {}, false, stop));
    BOOST_TEST(!find_next(training(), computer.compute, always, {}, true, go));
    BOOST_TEST(!find_next(training(), computer.compute, always, {steps + 1, 0}, false, go));
    BOOST_TEST(!find_next(Timeline(sample_plan()), computer.compute, always, {}, false, go));
    BOOST_TEST(find_next(training(), computer.compute, always, {steps + 100, 3}, true, go)->step == steps);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
