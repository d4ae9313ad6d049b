#pragma once
// Which nodes of a step are computed at all, after which others, and which of them together.

#include <vector>

#include "engine/record/operation.h"

namespace backstep {

// The nodes that a node reads, first the left one; a transposed right factor is read through, at its source.
struct Operands {
    int count = 0;
    int nodes[2] = {-1, -1};
    Reach reaches[2] = {Reach::none, Reach::none};
};
Operands operands_of(const Tape& tape, int node);

// The STAGE of a node is how often all examples had to meet before it: forward pass, softmax and dZ go column by column
// and share stage 1; dW is a sum over examples, so it comes after all dZ, in stage 2, together with the optimizer that
// follows it column by column. Only what rearranges weights comes in stage 0. A PASS is a set of nodes of one stage
// that read each other column by column, so all of them have equally many columns.
struct Stages {
    std::vector<char> live;   // one a node: whether an update or somebody after the step needs it
    std::vector<int> stages;  // one a node
    std::vector<int> passes;  // one a node: its pass, from 0, or −1 if it is not computed
    int pass_count = 0;       // passes are numbered by stage, and in a stage the one with most work comes first

    bool computed(const Tape& tape, int node) const;
};

Stages stages_of(const Tape& tape);

// About how many operations the node takes.
long work_of(const Tape& tape, int node);

}  // namespace backstep
