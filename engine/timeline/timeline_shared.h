#pragma once
// What a timeline keeps. One thread trains, any thread looks: what both touch is guarded by the mutex, and that is
// never held while anything is computed.

#include <limits>
#include <mutex>

#include "engine/timeline/checkpoints.h"
#include "engine/timeline/held_out.h"
#include "engine/timeline/step_runner.h"
#include "engine/timeline/step_store.h"
#include "engine/timeline/timeline.h"

namespace backstep {

struct Timeline::Shared {
    // Made in the constructor, and the same from then on.
    TrainingPlan plan;
    std::shared_ptr<const Timeline> parent;
    long forked_at = 1;
    std::vector<Edit> edits;
    long optimizer_began = 1;  // the step in which the moments were empty
    std::shared_ptr<MemoryBudget> budget;
    std::shared_ptr<Checkpoints> checkpoints;  // has its own mutex

    // Its own steps and epochs, from forked_at on.
    mutable std::mutex mutex;
    StepStore steps;
    std::vector<EpochRecord> epochs;
    std::optional<long> diverged_at;
    bool stopped_early = false;

    // Of the thread that trains.
    std::unique_ptr<StepRunner> runner;
    std::unique_ptr<HeldOut> held_out;  // made with the runner
    Summarised summarised = Summarised::wholly;
    bool measure_each_step = false;
    StepRecord latest;  // of the step being trained
    double epoch_seconds = 0;
    double fastest_step = std::numeric_limits<double>::infinity();  // in seconds, of the first own ones

    // Under the mutex.
    long trained() const { return forked_at - 1 + steps.size(); }
    long epochs_before() const { return (forked_at - 1) / plan.steps_per_epoch(); }  // that the parents have ended
    bool epoch_to_measure() const {
        return steps.size() > 0 &&
               trained() / plan.steps_per_epoch() > epochs_before() + static_cast<long>(epochs.size());
    }
};

}  // namespace backstep
