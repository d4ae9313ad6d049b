#pragma once
// A matrix as a picture in text: the larger a number, positive or negative, the darker its place.

#include <string>
#include <vector>

#include "engine/record/numbers.h"

namespace backstep {

// At most `most_rows` lines of at most `most_cols` characters " ░▒▓█", scaled to the largest |value|; where several
// cells share a character, the largest |value| of them counts, so that no cell is lost. NaN and infinities are "!".
std::vector<std::string> shading(const Numbers& numbers, int most_rows, int most_cols);

}  // namespace backstep
