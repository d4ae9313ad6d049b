#pragma once
// What a session has of a training: its timelines, the breakpoints, and the thread that trains. What is shown of it at
// any moment is one step, recorded: Session::trace.

#include <memory>
#include <string>
#include <vector>

#include "engine/timeline/condition.h"
#include "engine/timeline/step_replay.h"
#include "engine/timeline/trainer.h"
#include "engine/timeline/watch.h"
#include "lessons/knobs.h"

namespace backstep {

struct Breakpoint {
    std::shared_ptr<const Condition> condition;
    bool on = true;
    // Where it was seen to hold, as each search or training that stopped at it tells: in that timeline, at that step.
    struct Stop {
        std::shared_ptr<const Timeline> timeline;
        long step = 1;
        friend bool operator==(const Stop&, const Stop&) = default;
    };
    std::vector<Stop> stops = {};
};

// A timeline and the knobs that made it.
struct Line {
    std::shared_ptr<Timeline> timeline;
    Knobs knobs;
    std::vector<std::string> edited = {};  // what was set by hand, for each of its edits: "W[1](3,407)"
};

struct Timelines {
    std::vector<Line> all;  // the first one and its forks, in the order in which they came to be
    int current = 0;
    int beside = -1;  // the one that is shown beside it; −1: none
    long step = 1;    // of the current one: that is recorded in the session
    std::vector<Breakpoint> breakpoints;
    std::vector<std::shared_ptr<const Watch>> watches;
    std::shared_ptr<Trainer> trainer;  // made when something is to be trained
    bool training = false;             // it was told to, and has not been seen to end
    std::vector<int> racers;           // of all: viewer/model/race.h
    bool fair = false;                 // their starts and batches have been compared, and are the same
    bool racing = false;               // when one of them has come to its end, the next is trained
    std::string notice;                // of the last action: "stopped at epoch 2 batch 17 A[1]: zeros(A[1]) > 0.5"

    // Goes on from the step that was shown last, if the next one is asked for; of the timeline it was made for.
    struct Replay {
        std::shared_ptr<const Timeline> timeline;
        std::shared_ptr<StepReplay> steps;
    };
    Replay replay;

    bool empty() const { return all.empty(); }
    const std::shared_ptr<Timeline>& timeline() const { return all[static_cast<std::size_t>(current)].timeline; }
};

// What makes it different: "from epoch 4 batch 1: optimizer sgd → adam", "from epoch 1 batch 3: W[1](3,407) set to
// 0.5"; the first one is "the original", or "as the knobs say" as long as it is alone.
std::string timeline_title(const Timelines& timelines, int index);

// Of what it was forked from, at which step, and what is different in it, whatever the timelines' numbers are; 0 for
// one that is no fork.
std::uint64_t fork_fingerprint(const Timelines& timelines, int index);

}  // namespace backstep
