#pragma once
// Where the numbers come from that a condition or a watch asks for: from the records of steps, or from a recorded step
// as it grows event by event. What is asked of a value that there is not is NaN, or does not hold.

#include <optional>
#include <vector>

#include "engine/timeline/condition_node.h"

namespace backstep {

// Looks up what the records of a step tell, and leaves open what they do not. Records are read when first asked for.
class StepLookUp {
public:
    // at_events: what stands at single events is asked for, which records do not tell.
    StepLookUp(const Timeline& timeline, long step, bool at_events)
        : timeline_(timeline), step_(step), at_events_(at_events) {}

    Answer operator()(const ConditionNode& node);

private:
    const Timeline& timeline_;
    long step_;
    bool at_events_;
    std::optional<StepRecord> records_[2];  // of this step, of the step before
};

// Looks up what is there at one event after the other. At an event, values that have not come yet in this step are
// those of the step before.
class EventLookUp {
public:
    // before: the step before, recorded; null for the first step, or if nothing is asked of it that records do not
    // tell.
    EventLookUp(const std::vector<ConditionNode>& nodes, const Timeline& timeline, long step, const Trace& trace,
                const Trace* before);

    // Is the event news: does it bring a number that the condition reads?
    bool go_to(const Event& event);
    // All that is asked of this very step has come in it.
    bool is_complete() const;

    Answer operator()(const ConditionNode& node) const {
        return values_[static_cast<std::size_t>(&node - nodes_.data())];
    }

private:
    bool read(std::size_t node, const Event& event);

    const std::vector<ConditionNode>& nodes_;
    const Timeline& timeline_;
    long step_;
    const Trace& trace_;
    bool has_before_;
    std::vector<double> values_;  // one a node
    std::vector<bool> came_;      // in this step
    bool reads_step_ = false;     // a number that comes at an event of this very step
};

}  // namespace backstep
