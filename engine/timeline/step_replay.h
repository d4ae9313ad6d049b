#pragma once
// Trained steps recorded again one after the other. Going on from a step to the next one costs that step alone, where
// Timeline::record goes back to a checkpoint each time.

#include <memory>

#include "engine/timeline/timeline.h"

namespace backstep {

class StepReplay {
public:
    // Both have to outlive it.
    StepReplay(const Timeline& timeline, Compute& compute);
    ~StepReplay();

    // That step, 1 … trained(): quick if it comes after the one asked last. Throws as Timeline::record does.
    std::shared_ptr<const Trace> record(long step);

private:
    const Timeline& timeline_;
    Compute& compute_;
    const Timeline* owner_ = nullptr;  // whose step comes next: the timeline or one that it was forked from
    std::unique_ptr<StepRunner> runner_;
    long next_ = 0;
};

}  // namespace backstep
