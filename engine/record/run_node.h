#pragma once
// One node of a tape, computed into memory all by itself, as recording does.

#include "engine/math/compute.h"
#include "engine/record/operation.h"

namespace backstep {

// What a tile of the node has in common with all its others: no columns and no operands yet.
Tile tile_of(const Tape& tape, int node);

// Computes `node` of the tape into `out` (rows·cols numbers). left and right are the operands' first numbers; where the
// node reads through a transposed right factor, right is that factor's own. Columns are shared out over the threads;
// no sum is ever split, so the number of threads changes no bit.
void run_node(Compute& compute, const Tape& tape, int node, double* out, const double* left, const double* right);

}  // namespace backstep
