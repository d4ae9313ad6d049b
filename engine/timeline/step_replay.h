#pragma once
// Trained steps recorded again one after the other, where Timeline::record goes back to a checkpoint each time. Going
// on from a step to the next one costs that step alone. Whoever goes back one step will go back another: the states on
// the way there are kept, so that only every few steps have to be walked to again.

#include <memory>

#include "engine/timeline/checkpoints.h"
#include "engine/timeline/timeline.h"

namespace backstep {

class StepReplay {
public:
    // Both have to outlive it.
    StepReplay(const Timeline& timeline, Compute& compute);
    ~StepReplay();

    // That step, 1 … trained(): quick if it comes after the one asked last, mostly also if it comes before that one.
    // Throws as Timeline::record does.
    std::shared_ptr<const Trace> record(long step);

private:
    struct Kept {
        long step = 0;  // the numbers are those before it; 0: none are kept here
        StateNumbers numbers;
    };
    bool go_back_to_kept(long step);
    std::unique_ptr<StepRunner> walk_to(const Timeline& owner, long step);

    const Timeline& timeline_;
    Compute& compute_;
    const Timeline* owner_ = nullptr;  // whose step comes next: the timeline or one that it was forked from
    std::unique_ptr<StepRunner> runner_;
    long next_ = 0;
    std::vector<Kept> kept_;  // of the owner
};

}  // namespace backstep
