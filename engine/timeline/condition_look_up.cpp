#include "engine/timeline/condition_look_up.h"

#include <algorithm>
#include <limits>

namespace backstep {
namespace {

const Name loss_name("J");

double of_missing(const ConditionNode& node) {
    return node.kind == Kind::truth ? 0 : std::numeric_limits<double>::quiet_NaN();
}

double of_event(const ConditionNode& node, const Trace& trace, const Event& event) {
    const Numbers value = trace.value(event);
    if (node.ask == Ask::loss) return value(0, 0);
    if (node.ask != Ask::cell) return *figure_of(node.ask, summarise(trace, event));
    return value.contains(node.row, node.col) ? value(node.row, node.col) : of_missing(node);
}

const Name& name_read(const ConditionNode& node) { return node.ask == Ask::loss ? loss_name : node.name; }

double place_of(const ConditionNode& node, long step, long steps_per_epoch) {
    if (node.before && step == 1) return of_missing(node);
    const long asked = step - (node.before ? 1 : 0);
    const EpochAndBatch where = epoch_and_batch(asked, steps_per_epoch);
    const long place = node.ask == Ask::step ? asked : node.ask == Ask::epoch ? where.epoch : where.batch;
    return static_cast<double>(place);
}

double at_end_of(const Trace& trace, const ConditionNode& node) {
    const auto newest = std::find_if(trace.events.rbegin(), trace.events.rend(),
                                     [&](const Event& event) { return event.name == name_read(node); });
    return newest == trace.events.rend() ? of_missing(node) : of_event(node, trace, *newest);
}

// A number that an event of the step brings.
bool is_brought(const ConditionNode& node) {
    return !node.before && (reads_value(node.ask) || node.ask == Ask::accuracy);
}

}  // namespace

Answer StepLookUp::operator()(const ConditionNode& node) {
    if (is_of_event(node.ask)) return {};
    const bool is_number_of_step = reads_value(node.ask) || node.ask == Ask::accuracy;
    if (!is_number_of_step) return place_of(node, step_, timeline_.plan().steps_per_epoch());
    if (node.before && step_ == 1) return of_missing(node);
    if (node.ask == Ask::cell || !node.computed || (at_events_ && !node.before)) return {};
    std::optional<StepRecord>& record = records_[node.before ? 1 : 0];
    if (!record) record = timeline_.step_record(step_ - (node.before ? 1 : 0));
    if (node.ask == Ask::loss) return record->loss;
    if (node.ask == Ask::accuracy) return record->measured ? Answer(record->held_out) : Answer();
    const auto newest = std::find_if(record->summaries.rbegin(), record->summaries.rend(),
                                     [&](const Summary& summary) { return summary.name == node.name; });
    return newest == record->summaries.rend() ? Answer(of_missing(node)) : figure_of(node.ask, *newest);
}

EventLookUp::EventLookUp(const std::vector<ConditionNode>& nodes, const Timeline& timeline, long step,
                         const Trace& trace, const Trace* before)
    : nodes_(nodes),
      timeline_(timeline),
      step_(step),
      trace_(trace),
      has_before_(before != nullptr),
      values_(nodes.size()),
      came_(nodes.size()) {
    StepLookUp records(timeline, step, true);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const ConditionNode& node = nodes[i];
        if (!is_looked_up(node.ask) || is_of_event(node.ask)) continue;
        if (node.ask == Ask::accuracy)
            values_[i] = step > 1 ? timeline.held_out(step - 1) : of_missing(node);
        else if (reads_value(node.ask) && before)
            values_[i] = at_end_of(*before, node);
        else
            values_[i] = records(node).value_or(of_missing(node));
        reads_step_ = reads_step_ || is_brought(node);
    }
}

bool EventLookUp::go_to(const Event& event) {
    bool is_news = !reads_step_;
    for (std::size_t i = 0; i < nodes_.size(); ++i) is_news = read(i, event) || is_news;
    return is_news;
}

// Does the event bring a new number for this node?
bool EventLookUp::read(std::size_t i, const Event& event) {
    const ConditionNode& node = nodes_[i];
    if (node.ask == Ask::phase) values_[i] = static_cast<double>(event.phase);
    if (node.ask == Ask::layer) values_[i] = event.layer();
    if (!is_brought(node)) return false;
    if (node.ask == Ask::accuracy) {
        const bool is_last = &event == &trace_.events.back() && step_ <= timeline_.trained();
        if (is_last) values_[i] = timeline_.held_out(step_);
        came_[i] = is_last;
        return is_last;
    }
    if (!(name_read(node) == event.name)) return false;
    values_[i] = of_event(node, trace_, event);
    came_[i] = true;
    // A parameter comes into the step as the step before has left it.
    const bool is_carried_over = has_before_ && event.given && !event.edited && node.computed;
    return !is_carried_over;
}

bool EventLookUp::is_complete() const {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (is_brought(nodes_[i]) && !came_[i]) return false;
    return true;
}

}  // namespace backstep
