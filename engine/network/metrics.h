#pragma once
// How good a network is, by counting.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// One class for each column of A: the row of its largest number, the first of them if several are as large. NaN is
// never the largest; a column without any number is class 0.
std::vector<int> predictions(const Matrix& A);

// The share of columns whose prediction is the label, 0 … 1; 0 without columns. As many labels as columns, or
// ShapeError.
double accuracy(const Matrix& A, std::span<const std::uint8_t> labels);

}  // namespace backstep
