#pragma once
// The training as a whole, ready to be shown: how far it has come, its loss, and where the session is in it.

#include <memory>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

struct TimelineView {
    bool training = false, finished = false;
    long trained = 0, steps = 0, per_epoch = 1;
    double share = 0;                                  // of the plan that is trained, 0 … 1
    double playhead = 0;                               // where the session is: 0 is before step 1, 1 is after it
    bool can_go_back = false, can_go_forward = false;  // by a batch
    std::string where;                                 // "epoch 6, batch 386 of 469"
    std::string progress;                              // "28% trained: epoch 3 batch 120"
    std::string accuracies;  // of the last epoch that ended: "train 93.1%  validation 92%"; empty before
    std::string notice;      // why it stopped
    std::string title;       // of the current timeline: "1: as the knobs say", or what is different in it
    std::string beside;      // the same of the one beside it; empty: there is none
};

// For a session with timelines. Quick enough for every frame.
TimelineView timeline_view(const Session& session);

// "1: the original", "2: from epoch 3 batch 1: optimizer sgd → adam", "3: from timeline 2, epoch 3 batch 2: …".
std::string numbered_title(const Session& session, int timeline);

// What somebody typed into the one field for both: a position to go to, or a condition to break at.
Action typed_action(const std::string& text);

// The losses of all steps, and the same made smooth: each the mean of its neighbours, weighed by e^(−distance/reach).
// What is not finite counts in no mean. Up to where a fork begins, both are its parent's.
struct LossCurve {
    std::vector<double> losses, smooth;
};
LossCurve loss_curve(const Timeline& timeline);
std::vector<double> smoothed(const std::vector<double>& values, double reach);

// Steps from … to, both included.
struct StepRange {
    long from = 1, to = 1;
    friend bool operator==(const StepRange&, const StepRange&) = default;
};

// The timeline that trained this step: the one asked, or one that it was forked from.
const Timeline& owner_of(const Timeline& timeline, long step);

// The steps after which breakpoints hold, as far as records of steps tell, and of others where they were seen to; found
// some steps at a time, so that a frame that asks stays quick.
class BreakpointHits {
public:
    // Looks at up to `most` steps of the current timeline. True if there are more to be looked at.
    bool look(const Timelines& timelines, long most);
    struct Hits {
        std::shared_ptr<const Condition> condition;
        bool on = true;
        std::vector<StepRange> ranges;
        long looked = 0;    // up to this step
        bool known = true;  // false: only recorded steps tell; the ranges are where it has stopped
    };
    const std::vector<Hits>& all() const { return hits_; }

private:
    std::shared_ptr<const Timeline> timeline_;
    std::vector<Hits> hits_;
};

}  // namespace backstep
