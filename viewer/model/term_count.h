#pragma once
// How large the arithmetic of one cell is, before it is written out.

#include "engine/record/tape.h"

namespace backstep {

// About how many terms explain() makes for a cell of the node's value: numbers, cells and operations. Formulas inside
// formulas multiply: a loss written as one expression of the pixels has many millions.
double term_count(const Tape& tape, int node);

}  // namespace backstep
