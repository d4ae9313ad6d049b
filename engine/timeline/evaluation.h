#pragma once
// How good and how healthy a network is, by a forward pass over many images, some at a time.

#include <atomic>
#include <optional>

#include "engine/timeline/history.h"
#include "engine/timeline/training.h"

namespace backstep {

// A unit's slope below this is next to none: it hardly learns.
inline constexpr double smallest_slope = 0.01;

// The class that the network gives each of the images, in their order.
std::vector<int> predicted_classes(Compute& compute, Mlp& net, const PixelIndex& images, PixelScale scale);

// The accuracies and the dead and saturated units of an epoch; the rest of the record is left as it is. Empty if
// `stop` became true.
std::optional<EpochRecord> measure(Compute& compute, Mlp& net, const TrainingPlan& plan, const std::atomic<bool>& stop);

}  // namespace backstep
