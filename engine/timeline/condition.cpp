#include "engine/timeline/condition.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

#include "engine/timeline/condition_node.h"

namespace backstep {
namespace {

const Name loss_name("J");

// What is asked of a value that there is not: a number is NaN then, and nothing holds.
double of_missing(const ConditionNode& node) {
    return node.kind == Kind::truth ? 0 : std::numeric_limits<double>::quiet_NaN();
}

double in_matrix(const ConditionNode& node, const Matrix& value) {
    if (node.ask == Ask::loss) return value(0, 0);
    if (node.ask != Ask::cell) return figure_of(node.ask, summarise(value));
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

// Looks up what the records of a step tell, and leaves open what they do not. Records are read when first asked for.
class StepLookUp {
public:
    StepLookUp(const Timeline& timeline, long step, bool at_events)
        : timeline_(timeline), step_(step), at_events_(at_events) {}

    Answer operator()(const ConditionNode& node) {
        if (is_of_event(node.ask)) return {};
        if (!reads_value(node.ask)) return place_of(node, step_, timeline_.plan().steps_per_epoch());
        if (node.before && step_ == 1) return of_missing(node);
        if (node.ask == Ask::cell || !node.computed || (at_events_ && !node.before)) return {};
        std::optional<StepRecord>& record = records_[node.before ? 1 : 0];
        if (!record) record = timeline_.step_record(step_ - (node.before ? 1 : 0));
        if (node.ask == Ask::loss) return record->loss;
        const auto newest = std::find_if(record->summaries.rbegin(), record->summaries.rend(),
                                         [&](const Summary& summary) { return summary.name == node.name; });
        return newest == record->summaries.rend() ? of_missing(node) : figure_of(node.ask, *newest);
    }

private:
    const Timeline& timeline_;
    long step_;
    bool at_events_;
    std::optional<StepRecord> records_[2];  // of this step, of the step before
};

// Looks up what is there at one event after the other.
class EventLookUp {
public:
    EventLookUp(const std::vector<ConditionNode>& nodes, long step, long steps_per_epoch, const Trace* before)
        : nodes_(nodes), values_(nodes.size()), has_before_(before != nullptr) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const ConditionNode& node = nodes[i];
            if (!is_looked_up(node.ask) || is_of_event(node.ask)) continue;
            values_[i] = reads_value(node.ask) ? at_end_of(before, node) : place_of(node, step, steps_per_epoch);
            reads_step_ = reads_step_ || (reads_value(node.ask) && !node.before);
        }
    }

    // Is the event news: does it bring a number that the condition reads?
    bool go_to(const Event& event, const Matrix& value) {
        bool is_news = !reads_step_;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const ConditionNode& node = nodes_[i];
            if (node.ask == Ask::phase) values_[i] = static_cast<double>(event.phase);
            if (node.ask == Ask::layer) values_[i] = event.layer();
            if (!reads_value(node.ask) || node.before || !(name_read(node) == event.name)) continue;
            values_[i] = in_matrix(node, value);
            // A parameter comes into the step as the step before has left it.
            const bool is_carried_over = has_before_ && event.given && !event.edited && node.computed;
            is_news = is_news || !is_carried_over;
        }
        return is_news;
    }

    Answer operator()(const ConditionNode& node) const {
        return values_[static_cast<std::size_t>(&node - nodes_.data())];
    }

private:
    static double at_end_of(const Trace* trace, const ConditionNode& node) {
        if (!trace) return of_missing(node);
        const auto newest = std::find_if(trace->events.rbegin(), trace->events.rend(),
                                         [&](const Event& event) { return event.name == name_read(node); });
        return newest == trace->events.rend() ? of_missing(node) : in_matrix(node, trace->value(*newest));
    }

    const std::vector<ConditionNode>& nodes_;
    std::vector<double> values_;  // one a node
    bool has_before_;
    bool reads_step_ = false;  // a value of this very step
};

}  // namespace

std::vector<ConditionValue> condition_values(const Trace& step) {
    std::vector<ConditionValue> values;
    for (const Event& event : step.events) {
        const auto same = [&](const ConditionValue& value) { return value.name == event.name; };
        const auto known = std::find_if(values.begin(), values.end(), same);
        const Matrix& matrix = step.value(event);
        if (known != values.end())
            known->computed = known->computed || !event.given;
        else
            values.push_back({event.name.text(), event.name, matrix.rows, matrix.cols, !event.given});
    }
    return values;
}

struct Condition::Parsed {
    std::string text;
    std::vector<ConditionNode> nodes;
    bool needs_cells = false, needs_events = false;
};

Condition::Condition(std::string_view text, const std::vector<ConditionValue>& values) {
    auto parsed = std::make_unique<Parsed>();
    parsed->text = text;
    parsed->nodes = parse_condition(text, values);
    for (const ConditionNode& node : parsed->nodes) {
        if (is_of_event(node.ask)) parsed->needs_events = true;
        if (node.ask == Ask::cell || !node.computed) parsed->needs_cells = true;
    }
    parsed_ = std::move(parsed);
}

Condition::~Condition() = default;
Condition::Condition(Condition&&) noexcept = default;
Condition& Condition::operator=(Condition&&) noexcept = default;

const std::string& Condition::text() const { return parsed_->text; }
bool Condition::needs_cells() const { return parsed_->needs_cells; }
bool Condition::needs_events() const { return parsed_->needs_events; }

bool Condition::holds(const Timeline& timeline, long step) const {
    if (needs_cells() || needs_events())
        throw std::logic_error("Condition::holds: step records do not answer '" + text() + "'");
    return can_hold(timeline, step);
}

bool Condition::can_hold(const Timeline& timeline, long step) const {
    StepLookUp look_up(timeline, step, needs_events());
    return answer_of(parsed_->nodes, step > 1, [&](const ConditionNode& node) { return look_up(node); }) != 0.0;
}

std::vector<int> Condition::events(const Timeline& timeline, long step, const Trace& trace, const Trace* before) const {
    EventLookUp look_up(parsed_->nodes, step, timeline.plan().steps_per_epoch(), before);
    std::vector<int> found;
    bool held = false;
    for (const Event& event : trace.events) {
        const bool is_news = look_up.go_to(event, trace.value(event));
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
