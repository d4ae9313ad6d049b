#pragma once
// Everything there is to know about an operation, in one row of a table: how it is written, which columns of its
// operands a column of its result needs, how it is computed, and how one of its cells is explained.

#include "engine/math/kernels.h"
#include "engine/record/explain.h"
#include "engine/record/tape.h"

namespace backstep {

// Which columns of an operand one column of the result reads.
enum class Reach { none, column, whole };

// The columns [first, last) of one result, to be computed. An operand that is read column by column starts at column
// `first`, an operand that is read whole at its column 0.
struct Tile {
    double* out = nullptr;
    const double* left = nullptr;
    const double* right = nullptr;
    double scalar = 0;
    int rows = 0;             // of the result
    int first = 0, last = 0;  // columns of the result
    int left_rows = 0, left_cols = 0;
    bool right_transposed = false;  // product: the right factor is read as its transpose lies; right_rows is its own
    int right_rows = 0;
    int cols() const { return last - first; }
};

// How it is written: %a, %b are the operands, %s the scalar. An operand that binds less tightly than `left` or `right`
// asks for gets brackets (in TeX not under a fraction bar or a root). Levels: 1 sums and signs, 2 what begins with Σ, 3
// products, 4 powers and roots, 5 names and functions.
struct Writing {
    const char* text;
    const char* tex;
    int level, left, right;
};

struct Operation {
    Op op;
    const char* name;  // as an error names it: "+", "softmax"
    Writing writing;
    Reach left, right;
    void (*run)(const Kernels& kernels, const Tile& tile);
    Term (*explain)(const Cells& cells, const Node& node, int row, int col);
    FusedCode fused = FusedCode::none;  // element-wise operations: how a fused program writes it (record/fusion.h)
};

const Operation& operation(Op op);

// A product whose right factor is an unnamed transpose reads that factor through it, without a copy.
bool reads_through_transpose(const Tape& tape, const Node& node);

}  // namespace backstep
