#pragma once
// The formula of one cell: "1/32 · Σ over 32 examples dZ[2](3,i) · A[1](7,i)".

#include <string>

#include "engine/record/tape.h"

namespace backstep {

// The right-hand side for the cell (row, col) of the node's value; row and col may be numbers or letters.
std::string cell_text(const Tape& tape, int node, const std::string& row, const std::string& col);

}  // namespace backstep
