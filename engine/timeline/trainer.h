#pragma once
// Trains a timeline in a thread of its own, so that whoever draws or types can go on.

#include <memory>
#include <string>

#include "engine/timeline/condition.h"

namespace backstep {

struct TrainerStatus {
    bool running = false;
    long trained = 0, steps = 0;          // of the plan
    std::optional<Position> broke_at;     // a breakpoint stopped it here
    int breakpoint = -1;                  // which one
    std::string error;                    // what stopped it, if it was an error
};

class Trainer {
public:
    // threads: of its own pool. `changed` is called from its thread when there is something new to show; may be empty.
    Trainer(const Kernels& kernels, int threads, std::function<void()> changed = {});
    ~Trainer();  // cancels; what was trained stays in the timeline

    // Goes on with this timeline until its end, a breakpoint or pause(). Ends what ran before.
    void train(std::shared_ptr<Timeline> timeline, std::vector<std::shared_ptr<const Condition>> breakpoints = {});
    void pause();   // returns when the thread has stopped, at the end of a step at the latest
    TrainerStatus status() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace backstep
