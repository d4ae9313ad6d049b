#pragma once
// One image that is stepped through in the place of a training.

#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// The image through the network, recorded: forward, and with a label the whole step number t that a batch of it alone
// would be, though without dropout; with these cells set by hand.
Trace record_image(Compute& compute, const StepImage& image, Mlp net, long t, PixelScale scale,
                   std::vector<Edit> edits = {});

}  // namespace backstep
