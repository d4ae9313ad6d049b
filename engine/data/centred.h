#pragma once
// A digit made ready as those of MNIST were: scaled to fit 20×20 pixels, its proportions kept, and put into the 28×28
// image so that its centre of mass is at the centre (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten
// digits"). In the files that is within half a pixel of (14, 14), counted from 0, in every image.
//
// Ink is a matrix as the eye sees it: element (row, col) is 0 (paper) … 1 (ink); its size is free.

#include <cstdint>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// 28×28. Without ink it is empty paper.
Matrix centred(const Matrix& ink);

// 28×28: the whole picture, scaled to fit and not moved to its centre of mass.
Matrix fitted(const Matrix& ink);

// rows×cols: each element is the mean of what it covers. The same size gives the same numbers.
Matrix resized(const Matrix& ink, int rows, int cols);

// Row by row, 0 … 255, as a Dataset keeps images.
std::vector<std::uint8_t> bytes_of(const Matrix& ink);
Matrix ink_of(const std::vector<std::uint8_t>& bytes, int rows, int cols);

}  // namespace backstep
