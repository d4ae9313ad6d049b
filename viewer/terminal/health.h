#pragma once
// How a training step goes, layer by layer, and what is wrong with it in plain words. What is wrong with the training
// as a whole is in viewer/model/health.h.

#include <optional>
#include <string>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

struct LayerHealth {
    int layer = 1, units = 0;
    double dW = 0, db = 0;         // norms of the gradients that the optimizer was given
    double change = 0;             // ‖new W − old W‖ / ‖new W‖
    std::optional<double> active;  // of a hidden layer: the share of numbers in A at which the slope is not next to 0
    std::optional<int> dead, saturated;  // units of a hidden layer, in the last epoch that has ended before
};

struct StepHealth {
    double loss = 0, accuracy = 0;    // of the batch
    std::optional<double> held_out;   // accuracy on the held-out sample, as last measured; empty: not yet, or no sample
    long held_out_at = 0;             // the step after which it was
    std::vector<LayerHealth> layers;  // 1 … L
    long epoch = 0;                   // that dead and saturated are of; 0: none has ended
    std::vector<std::string> findings;  // what is wrong in this step, a sentence each
};

// Of a step of this timeline; `trace` is that step recorded.
StepHealth step_health(const Timeline& timeline, long step, const Trace& trace);

}  // namespace backstep
