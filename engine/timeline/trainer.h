#pragma once
// Trains a timeline in a thread of its own, so that whoever draws or types can go on.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/timeline/condition.h"

namespace backstep {

struct TrainerStatus {
    bool running = false;
    long trained = 0, steps = 0;                // of the timeline, and of its plan
    std::optional<Position> broke_at;           // a breakpoint stopped it here: the event that makes it true
    int breakpoint = -1;                        // which one of those it was given
    std::shared_ptr<const Condition> broke_by;  // that one
    bool backward = false;                      // it searched backward
    std::string error;                          // what stopped it, if it was an error
};

// All its functions may be called from any one thread at a time, status() from any.
class Trainer {
public:
    // threads: of its own pool. `changed` is called from its thread when there is something new to show, at most some
    // twenty-five times a second, and when it has stopped; may be empty. It must not wait for a thread that uses the
    // trainer.
    // gate: of somebody who goes first, such as a window that draws what is trained. While it is closed nothing is
    // trained, and its threads give way to others. May be null.
    Trainer(const Kernels& kernels, int threads, std::function<void()> changed = {}, std::shared_ptr<Gate> gate = {});
    ~Trainer();  // cancels; what was trained stays in the timeline

    // Goes on with this timeline until its end, a breakpoint or pause(). Ends what ran before. Unless a breakpoint asks
    // for more, of gradients and updates the norm is remembered while it trains, and the held-out accuracy of some
    // steps; when it has stopped by itself, the thread finds out the rest (Timeline::complete) as long as nothing else
    // is asked of it. A breakpoint stops after each step in which it has an event, so whoever goes on while it holds
    // stops again one step later; but not at `from` or before it, where whoever goes on has been already: a fork may
    // begin in such a step.
    void train(std::shared_ptr<Timeline> timeline, std::vector<std::shared_ptr<const Condition>> breakpoints = {},
               Position from = {});
    // Looks through what is trained for the next moment after `from`, or backward the last before it, at which a
    // breakpoint holds, and stops there. Forward, and if there is none, it goes on as train() does.
    void search(std::shared_ptr<Timeline> timeline, std::vector<std::shared_ptr<const Condition>> breakpoints,
                Position from, bool backward);
    // Finds out what is left out of this timeline, if anything is. Nothing of it is in the status. Whatever runs with
    // this timeline does that too when it has stopped by itself, and is left alone.
    void complete(std::shared_ptr<Timeline> timeline);
    // Returns when the thread has stopped, at the end of a step at the latest. Opens a gate that is closed.
    void pause();
    void wait();  // returns when it has stopped by itself and found out the rest; not for whoever has closed the gate
    TrainerStatus status() const;

private:
    struct State;
    struct Task;
    void start(Task task);
    std::unique_ptr<State> state_;
};

}  // namespace backstep
