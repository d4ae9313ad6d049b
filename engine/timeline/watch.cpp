#include "engine/timeline/watch.h"

#include <algorithm>
#include <utility>

#include "engine/timeline/condition_look_up.h"

namespace backstep {

struct Watch::Parsed {
    std::string text;
    std::vector<ConditionNode> nodes;
};

namespace {

// previous( ) of what only a recorded step tells.
bool needs_step_before(const std::vector<ConditionNode>& nodes, const Timeline& timeline, long step) {
    StepLookUp records(timeline, step, true);
    return std::any_of(nodes.begin(), nodes.end(), [&](const ConditionNode& node) {
        return node.before && reads_value(node.ask) && !records(node);
    });
}

Answer at_event(const std::vector<ConditionNode>& nodes, const Timeline& timeline, Position at, const Trace& trace,
                const RecordedStep& recorded) {
    const bool has_before = at.step > 1;
    const std::shared_ptr<const Trace> before =
        has_before && needs_step_before(nodes, timeline, at.step) ? recorded(at.step - 1) : nullptr;
    EventLookUp look_up(nodes, timeline, at.step, trace, before.get());
    for (int event = 0; event < at.event; ++event) look_up.go_to(trace.events.at(static_cast<std::size_t>(event)));
    if (at.event == 0 || !look_up.is_complete()) return {};
    return answer_of(nodes, has_before, look_up);
}

Answer at_end_of(const std::vector<ConditionNode>& nodes, const Timeline& timeline, long step,
                 const RecordedStep& recorded) {
    const auto reads_event = [](const ConditionNode& node) { return is_of_event(node.ask); };
    if (step < 1 || std::any_of(nodes.begin(), nodes.end(), reads_event)) return {};
    StepLookUp records(timeline, step, false);
    const Answer answer = answer_of(nodes, step > 1, [&](const ConditionNode& node) { return records(node); });
    if (answer) return answer;
    const std::shared_ptr<const Trace> trace = recorded(step);
    return at_event(nodes, timeline, {step, static_cast<int>(trace->events.size())}, *trace, recorded);
}

}  // namespace

Watch::Watch(std::string_view text, const std::vector<ConditionValue>& values) {
    auto parsed = std::make_unique<Parsed>();
    parsed->text = text;
    parsed->nodes = parse_expression(text, values);
    parsed_ = std::move(parsed);
}

Watch::~Watch() = default;
Watch::Watch(Watch&&) noexcept = default;
Watch& Watch::operator=(Watch&&) noexcept = default;

const std::string& Watch::text() const { return parsed_->text; }
bool Watch::is_truth() const { return parsed_->nodes.back().kind == Kind::truth; }

WatchValue Watch::value(const Timeline& timeline, Position at, const Trace& trace, const RecordedStep& recorded) const {
    return {at_event(parsed_->nodes, timeline, at, trace, recorded),
            at_end_of(parsed_->nodes, timeline, at.step - 1, recorded)};
}

}  // namespace backstep
