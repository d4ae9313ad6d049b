#pragma once
// An image that is to be stepped through.

#include <cstdint>
#include <string>
#include <vector>

namespace backstep {

// One image through the network as it stands at the cursor, to be stepped like any other example: forward, and with a
// label also its loss, the gradients and the update that it alone would make. The training stays as it is.
struct StepImage {
    std::vector<std::uint8_t> pixels;  // row by row, 0 … 255
    int label = -1;                    // −1: not known
    std::string title;                 // "drawn digit"
    friend bool operator==(const StepImage&, const StepImage&) = default;
};

}  // namespace backstep
