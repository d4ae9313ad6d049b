#pragma once
// Digits that need no download: drawn from the pen strokes in assets/digits.txt, each with its own variant of the
// figure, slant, rotation, proportions, size, thickness, shift, wobble and noise. Like MNIST's they fit a box of 20×20
// pixels, and their centre of mass lies near the middle of the 28×28 image.

#include <cstdint>

#include "engine/data/dataset.h"

namespace backstep {

// Image i is a pure function of (seed, i), to the last bit on every machine; its label is uniform in 0 … 9.
// Throws ShapeError if count is negative.
Dataset built_in_digits(int count, std::uint64_t seed);

}  // namespace backstep
