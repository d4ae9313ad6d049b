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
#include <utility>
#include <vector>

#include "engine/timeline/history.h"
#include "engine/timeline/position.h"
#include "engine/timeline/training.h"

namespace backstep {

class StepRunner;

inline constexpr std::size_t megabyte = 1'000'000;           // bytes
inline constexpr std::size_t usual_memory = 256 * megabyte;  // for checkpoints

// Going back gave other numbers than were there: the text names the step. Nothing is shown then.
struct ReplayError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What a fork does differently from its first step on.
struct Change {
    std::optional<TrainingPlan> plan;  // other settings; the shapes of the network and the batches stay
    std::vector<Edit> edits;           // cells set by hand in the fork's first step
};

class Timeline {
public:
    // Checks the plan. memory: for checkpoints, in bytes; at least one is kept whatever it is. Forks share it.
    explicit Timeline(TrainingPlan plan, std::size_t memory = usual_memory);
    // A timeline that is `parent` up to the step before `step`, and from there on its own. The parent is untouched and
    // is kept alive. If the step is of the parent's own past, that of whoever the parent was forked from, the fork is
    // one of whoever that is, with the settings of `parent` if no others are given. The first step may be parent's
    // trained() + 1. If the optimizer is of another kind, its memory begins empty. Throws InputError if the parent has
    // not come that far, or if the change cannot be.
    Timeline(std::shared_ptr<const Timeline> parent, long step, Change change);
    ~Timeline();

    const TrainingPlan& plan() const;
    const std::shared_ptr<const Timeline>& parent() const;  // null for the first
    long forked_at() const;                                 // the first step that is its own; 1 for the first timeline
    const std::vector<Edit>& edits() const;                 // of that step
    // The t of one of its own steps, for its optimizer: 1 where that one's memory was empty.
    long optimizer_step(long step) const;

    // Trains until `steps` more steps are done, the end, or `stop` is true; measures each epoch that it ends, also one
    // that was not yet measured because it was stopped just there. What is trained is kept whatever ends it. One
    // thread at a time. Throws InputError, and trains nothing, if a cell to be edited does not come.
    void advance(Compute& compute, long steps, const std::atomic<bool>& stop);
    void advance(Compute& compute, long steps);
    // Trains one step with recording on, if there is one to train and no epoch to measure that `stop` ends: null then.
    std::shared_ptr<const Trace> advance_recorded(Compute& compute, const std::atomic<bool>& stop);
    // How much is remembered of the steps that advance() trains from now on: all, or, which is faster, of gradients and
    // updates at most the norm (Recorder::summarise); and the held-out accuracy after each, or, as usual, now and then.
    // For the thread that trains.
    void summarise(Summarised how);
    void measure_each_step(bool each);
    // Finds out what that has left out, of its steps and its parents', by going through them once more with all of it.
    // Stops when `stop` is true; what was found stays. Any thread may do it. Throws ReplayError.
    void complete(Compute& compute, const std::atomic<bool>& stop) const;
    bool is_complete() const;
    // The end: that of the plan, early stopping (counted by the epochs that the timeline itself has ended), or the end
    // of an epoch in which the training diverged.
    bool finished() const;
    bool stopped_early() const;
    long trained() const;        // steps done so far
    std::uint64_t hash() const;  // of the state after them
    // The first step whose loss or state is not finite, if there is one: where divergence began.
    std::optional<long> diverged_at() const;

    // Of steps 1 … trained() and of the epochs that have ended, those of the parents included.
    StepRecord step_record(long step) const;
    std::uint64_t hash(long step) const;  // that record's
    std::vector<double> losses() const;
    double held_out(long step) const;   // that record's
    long held_out_at(long step) const;  // the last step up to this one that was measured; 0 if there is none
    std::vector<EpochRecord> epochs() const;
    // Calls visit(step, record) for steps from … to, in this order (also downwards), until it gives false. Those
    // that are not trained are left out.
    template <class Visit>
    void visit_steps(long from, long to, const Visit& visit) const {
        StepRecord record;
        const long last = trained();
        for (long step = from; from <= to ? step <= to : step >= to; step += from <= to ? 1 : -1) {
            if (step < 1 || step > last) continue;
            read_step(step, record);
            if (!visit(step, std::as_const(record))) return;
        }
    }
    std::size_t checkpoint_memory() const;  // bytes that its own checkpoints take now

    // The network as it is before `step` (1 … trained() + 1): with the settings of that step's timeline, and before any
    // cell is edited. Throws ReplayError, and std::out_of_range for another step, as all that take one do.
    Mlp state_before(Compute& compute, long step) const;
    // state_before(trained() + 1), at once if the last step was trained here. For the thread that trains, like
    // advance().
    Mlp state_now(Compute& compute) const;
    // That step (1 … trained() + 1, at most the plan's last) with recording on. Throws ReplayError. `what_if`: cells
    // that are set by hand this once, for a look at what would come of it; the timeline stays as it is.
    std::shared_ptr<const Trace> record(Compute& compute, long step, const std::vector<Edit>& what_if = {}) const;

private:
    friend class StepReplay;  // step_replay.h

    void read_step(long step, StepRecord& record) const;
    Mlp first_state(Compute& compute) const;
    std::unique_ptr<StepRunner> runner_before(Compute& compute, long step) const;
    // Of no use if `stop` became true.
    std::unique_ptr<StepRunner> runner_before(Compute& compute, long step, const std::atomic<bool>& stop) const;
    void run_again(StepRunner& runner, long step) const;
    void verify(StepRunner& runner, long step) const;
    std::shared_ptr<const Trace> record_with(StepRunner& runner, Compute& compute, long step,
                                             const std::vector<Edit>& what_if) const;
    void require(long step, long last) const;
    void prepare(Compute& compute);
    void space_checkpoints(long own_steps, double seconds);
    void measure_held_out(StepRecord& record, long step);
    std::shared_ptr<const Trace> train_one(Compute& compute, bool recorded);
    void finish_epoch(Compute& compute, const std::atomic<bool>& stop);

    struct Shared;
    std::unique_ptr<Shared> shared_;
};

}  // namespace backstep
