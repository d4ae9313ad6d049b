#pragma once
// Which element-wise nodes become one fused program (engine/math/fused.h), and how it is written.

#include <span>
#include <vector>

#include "engine/record/operation.h"

namespace backstep {

// An instruction whose operand is still a node.
struct FusedStep {
    FusedCode code = FusedCode::none;
    int temporary = -1;
    int node = -1;    // operand in memory, or where to store; −1: a temporary, or none
    int scalar = -1;  // place in Tape::scalars
};

// A program for consecutive nodes of one shape that can be fused. has_home: one a node, whether its numbers are in
// memory or in a slot; the others are needed by no one else. Empty if it would be too long or have too many
// temporaries.
// gathered: one a node, how the program summarises it on the way, or none.
std::vector<FusedStep> fused_program(const Tape& tape, std::span<const int> nodes, const std::vector<char>& has_home,
                                     const std::vector<FusedCode>& gathered);

}  // namespace backstep
