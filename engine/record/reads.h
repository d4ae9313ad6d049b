#pragma once
// What a formula is made of, down to the values that have names.

#include <vector>

#include "engine/record/tape.h"

namespace backstep {

// The named values that a formula reads, left to right, and the unnamed nodes it has to compute, operands first and the
// formula's own node last. Each comes once, however often the formula contains it.
struct Reads {
    std::vector<int> named, unnamed;
};
Reads reads_of(const Tape& tape, int node);

}  // namespace backstep
