#pragma once
// Where a number came from: the arithmetic of one cell as a tree, in the order in which the kernel did it. Doing it
// again, node by node, gives the recorded number to the last bit; evaluate() does just that.

#include <string>
#include <vector>

#include "engine/record/trace.h"

namespace backstep {

// clang-format off
enum class Arithmetic {
    number,                                                   // a constant of the formula
    cell,                                                     // a cell of a recorded value: a link
    sum,                                                      // 0 + first + second + …, in this order
    largest,                                                  // the first, replaced by each later one that is greater
    add, subtract, multiply, divide, negate,                  // one or two operands
    square_root, exponential, logarithm, hyperbolic_tangent,  // engine/math/functions.h
    relu, relu_slope, leaky_relu, leaky_relu_slope,           // the leaky ones: operands z, slope
    equals,                                                   // 1 if both operands are the same, else 0
};
// clang-format on

struct Term {
    Arithmetic kind = Arithmetic::number;
    double value = 0;
    const char* symbol = nullptr;      // number: how the formula writes it, if not as a number
    int event = -1, row = 0, col = 0;  // cell: which
    std::vector<Term> operands;
};

struct Explanation {
    int event = 0, row = 0, col = 0;
    double value = 0;      // the recorded number
    std::string equation;  // "dW[2](3,7) = 1/32 · Σ over 32 examples dZ[2](3,i) · A[1](7,i)"
    Term arithmetic;       // a given value's is its own cell, and so is that of a cell that was set by hand
    bool edited = false;   // the cell was set by hand
};

// Throws std::out_of_range if the trace has no such event, or the event's value no such cell.
Explanation explain(const Trace& trace, int event, int row, int col);

// The arithmetic done again from the numbers at its leaves.
double evaluate(const Term& term);

// The first sum in the tree, from the top: what a reader wants to see term by term. Null if there is none.
const Term* main_sum(const Term& term);

// For operations (engine/record/operation.h): makes the terms for the operands of a node.
class Cells {
public:
    explicit Cells(const Trace& trace) : trace_(trace) {}
    Term left(const Node& node, int row, int col) const { return at(node.left, row, col); }
    Term right(const Node& node, int row, int col) const { return at(node.right, row, col); }
    Term scalar(const Node& node) const;
    int left_rows(const Node& node) const;
    int left_cols(const Node& node) const;

private:
    Term at(int node, int row, int col) const;
    const Trace& trace_;
};

// A term of that kind with its value worked out from the operands.
Term term(Arithmetic kind, std::vector<Term> operands);
Term number(double value, const char* symbol = nullptr);

}  // namespace backstep
