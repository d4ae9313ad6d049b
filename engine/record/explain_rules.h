#pragma once
// How one cell of each operation is explained: the kernel's arithmetic, in the kernel's order (engine/math/kernels.h).

#include "engine/record/explain.h"
#include "engine/record/tape.h"

namespace backstep {

template <Arithmetic kind>
Term explain_binary(const Cells& c, const Node& n, int row, int col) {
    return term(kind, {c.left(n, row, col), c.right(n, row, col)});
}

template <Arithmetic kind>
Term explain_unary(const Cells& c, const Node& n, int row, int col) {
    return term(kind, {c.left(n, row, col)});
}

template <Arithmetic kind>
Term explain_scalar(const Cells& c, const Node& n, int row, int col) {
    return term(kind, {c.left(n, row, col), c.scalar(n)});
}

template <Arithmetic kind>
Term explain_scalar_first(const Cells& c, const Node& n, int row, int col) {
    return term(kind, {c.scalar(n), c.left(n, row, col)});
}

template <Arithmetic kind>
Term explain_with_row(const Cells& c, const Node& n, int row, int col) {
    return term(kind, {c.left(n, row, col), c.right(n, 0, col)});
}

template <Arithmetic kind>
Term down_column(const Cells& c, const Node& n, int, int col) {
    std::vector<Term> cells;
    for (int r = 0; r < c.left_rows(n); ++r) cells.push_back(c.left(n, r, col));
    return term(kind, std::move(cells));
}

Term explain_given(const Cells&, const Node&, int, int);
Term explain_square(const Cells& c, const Node& n, int row, int col);
Term explain_add_column(const Cells& c, const Node& n, int row, int col);
Term explain_scale_by(const Cells& c, const Node& n, int row, int col);
Term explain_transpose(const Cells& c, const Node& n, int row, int col);
Term explain_sigmoid(const Cells& c, const Node& n, int row, int col);
Term explain_sum_columns(const Cells& c, const Node& n, int row, int);
Term explain_softmax(const Cells& c, const Node& n, int row, int col);
Term explain_cross_entropy(const Cells& c, const Node& n, int, int col);
Term explain_product(const Cells& c, const Node& n, int row, int col);
Term explain_one_hot(const Cells& c, const Node& n, int row, int col);
Term explain_flatten(const Cells& c, const Node& n, int row, int);

}  // namespace backstep
