#include "engine/timeline/step_replay.h"

#include "engine/timeline/timeline_shared.h"

namespace backstep {

StepReplay::StepReplay(const Timeline& timeline, Compute& compute) : timeline_(timeline), compute_(compute) {}

StepReplay::~StepReplay() = default;

std::shared_ptr<const Trace> StepReplay::record(long step) {
    timeline_.require(step, timeline_.trained());
    const Timeline* owner = &timeline_;
    while (step < owner->forked_at()) owner = owner->parent().get();
    if (owner != owner_ || step != next_) {
        runner_ = owner->runner_before(compute_, step);
        owner_ = owner;
    }
    next_ = 0;  // until this step has succeeded
    const std::shared_ptr<const Trace> trace = owner->record_with(*runner_, compute_, step, {});
    next_ = step + 1;
    return trace;
}

}  // namespace backstep
