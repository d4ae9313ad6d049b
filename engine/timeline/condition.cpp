#include "engine/timeline/condition.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "engine/timeline/condition_look_up.h"

namespace backstep {

std::vector<ConditionValue> condition_values(const Trace& step) {
    std::vector<ConditionValue> values;
    for (const Event& event : step.events) {
        const auto same = [&](const ConditionValue& value) { return value.name == event.name; };
        const auto known = std::find_if(values.begin(), values.end(), same);
        const Numbers matrix = step.value(event);
        const bool forward = event.phase == Phase::forward;
        const bool lacks_norm = !event.given && may_lack_norm(step.tape, event.node);
        if (known != values.end()) {
            known->computed = known->computed || !event.given;
            known->forward = known->forward && forward;
            known->lacks_norm = known->lacks_norm || lacks_norm;
        } else {
            values.push_back(
                {event.name.text(), event.name, matrix.rows, matrix.cols, !event.given, forward, lacks_norm});
        }
    }
    return values;
}

struct Condition::Parsed {
    std::string text;
    std::vector<ConditionNode> nodes;
    bool needs_cells = false, needs_events = false, needs_complete = false;
};

Condition::Condition(std::string_view text, const std::vector<ConditionValue>& values) {
    auto parsed = std::make_unique<Parsed>();
    parsed->text = text;
    parsed->nodes = parse_condition(text, values);
    for (const ConditionNode& node : parsed->nodes) {
        if (is_of_event(node.ask)) parsed->needs_events = true;
        if (node.ask == Ask::cell || !node.computed) parsed->needs_cells = true;
        if ((asks_whole_summary(node.ask) && !node.forward) || (asks_summary(node.ask) && node.lacks_norm) ||
            node.ask == Ask::accuracy)
            parsed->needs_complete = true;
    }
    parsed_ = std::move(parsed);
}

Condition::~Condition() = default;
Condition::Condition(Condition&&) noexcept = default;
Condition& Condition::operator=(Condition&&) noexcept = default;

const std::string& Condition::text() const { return parsed_->text; }
bool Condition::needs_cells() const { return parsed_->needs_cells; }
bool Condition::needs_events() const { return parsed_->needs_events; }

bool Condition::needs_complete() const { return parsed_->needs_complete; }

std::optional<bool> Condition::holds(const Timeline& timeline, long step) const {
    if (needs_cells() || needs_events())
        throw std::logic_error("Condition::holds: step records do not answer '" + text() + "'");
    const Answer answer = answer_from_records(timeline, step);
    return answer ? std::optional(*answer != 0) : std::nullopt;
}

bool Condition::can_hold(const Timeline& timeline, long step) const {
    return answer_from_records(timeline, step) != 0.0;
}

std::optional<double> Condition::answer_from_records(const Timeline& timeline, long step) const {
    StepLookUp look_up(timeline, step, needs_events());
    return answer_of(parsed_->nodes, step > 1, [&](const ConditionNode& node) { return look_up(node); });
}

std::vector<int> Condition::events(const Timeline& timeline, long step, const Trace& trace, const Trace* before) const {
    EventLookUp look_up(parsed_->nodes, timeline, step, trace, before);
    std::vector<int> found;
    bool held = false;
    for (const Event& event : trace.events) {
        const bool is_news = look_up.go_to(event);
        const bool holds = answer_of(parsed_->nodes, before != nullptr, look_up) == 1.0;
        if (holds && (needs_events() ? !held : is_news && found.empty())) found.push_back(event.index);
        held = holds;
    }
    if (needs_events()) return found;
    if (!held) return {};
    // It may hold because a value has not come in this step, which no event tells.
    if (found.empty()) found.push_back(0);
    return found;
}

int Condition::first_event(const Timeline& timeline, long step, const Trace& trace, const Trace* before) const {
    const std::vector<int> found = events(timeline, step, trace, before);
    return found.empty() ? -1 : found.front();
}

}  // namespace backstep
