#pragma once
// What is remembered of every step of a training, though its numbers are gone: enough to draw curves of its health, to
// search it for a condition, and to check that going back gives the same numbers.

#include <cstdint>
#include <vector>

#include "engine/record/summary.h"

namespace backstep {

struct StepRecord {
    std::uint64_t hash = 0;  // of the state after the step (engine/network/mlp.h: state_hash)
    double loss = 0;         // J of its batch
    double held_out = 0;     // accuracy on the held-out sample (held_out.h) as last measured; NaN if there is none
    bool measured = true;    // held_out is of this very step, or there is no sample
    std::vector<Summary> summaries;  // of every value it computed, in order
};

// Measured at the end of an epoch.
struct EpochRecord {
    long epoch = 1;
    double loss = 0;                             // the mean of its steps
    double train = 0, validation = 0, test = 0;  // accuracies, 0 … 1; NaN where there are no images
    double seconds = 0;                          // that its steps took
    // Per hidden layer. Dead: units that no training image activates (ReLU and leaky ReLU: A ≤ 0 for all of them).
    // Saturated: units that every training image drives to an end of the range, where the slope is at most 0.01
    // (sigmoid and tanh). 0 for the other activations.
    std::vector<int> dead, saturated;
};

}  // namespace backstep
