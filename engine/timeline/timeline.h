#pragma once
// One training as a line in time that can be gone along in both directions. Any moment of it is the nearest checkpoint
// before it, the steps from there with recording off, and the step itself with recording on; a hash of the state of
// every step tells that these are the numbers that were there the first time.
//
// One thread may train (advance) while others look: everything else may be called from any thread at any time. A look
// computes with the caller's own Compute, never with that of the training.

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/timeline/history.h"
#include "engine/timeline/position.h"
#include "engine/timeline/training.h"

namespace backstep {

inline constexpr std::size_t usual_memory = std::size_t{256} << 20;  // bytes, for checkpoints

// Going back gave other numbers than were there: the text names the step. Nothing is shown then.
struct ReplayError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What a fork does differently from its first step on.
struct Change {
    std::optional<TrainingPlan> plan;  // other settings; the shapes of the network and the batches stay
    std::vector<Edit> edits;           // cells set by hand in the fork's first step
};

enum class Progress { training, paused, finished, stopped_early };

class Timeline {
public:
    // Checks the plan. memory: for checkpoints, in bytes; at least one is kept whatever it is.
    explicit Timeline(TrainingPlan plan, std::size_t memory = usual_memory);
    // A timeline that is `parent` up to the step before `step`, and from there on its own. The parent is untouched and
    // is kept alive. Throws InputError if the parent has not come that far, or if the change cannot be.
    Timeline(std::shared_ptr<const Timeline> parent, long step, Change change);
    ~Timeline();

    const TrainingPlan& plan() const;
    const std::shared_ptr<const Timeline>& parent() const;  // null for the first
    long forked_at() const;                                  // the first step that is its own; 1 for the first timeline
    const std::vector<Edit>& edits() const;                  // of that step

    // Trains until `steps` more steps are done, the plan's end, or `stop` is true; measures each epoch that it ends.
    // What is trained is kept whatever ends it. One thread at a time.
    void advance(Compute& compute, long steps, const std::atomic<bool>& stop);
    void advance(Compute& compute, long steps);
    bool finished() const;       // the plan's end, or early stopping
    bool stopped_early() const;
    long trained() const;        // steps done so far
    std::uint64_t hash() const;  // of the state after them
    // The first step whose loss or state is not finite, if there is one: where divergence began.
    std::optional<long> diverged_at() const;

    // Of steps 1 … trained() and of the epochs that have ended, those of the parents included.
    StepRecord step_record(long step) const;
    std::vector<double> losses() const;
    std::vector<EpochRecord> epochs() const;
    // Calls visit(step, record) for steps from … to, in this order (also downwards), until it gives false.
    template <class Visit>
    void visit_steps(long from, long to, const Visit& visit) const;

    // The network as it is before `step` (1 … trained() + 1). Throws ReplayError.
    Mlp state_before(Compute& compute, long step) const;
    // That step (1 … trained() + 1, at most the plan's last) with recording on. Throws ReplayError.
    std::shared_ptr<const Trace> record(Compute& compute, long step) const;

private:
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace backstep
