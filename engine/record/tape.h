#pragma once
// A step is a tape: one small node for each operation, in the order in which the lesson wrote them. An expression is
// the number of a node; `W1 * X + b1` appends two nodes and computes nothing. Nodes are plain integers, and scalars
// lie beside them, so that "the same formulas as in the step before" is a comparison of memory.

#include <vector>

#include "engine/math/matrix.h"
#include "engine/math/summary_lanes.h"
#include "engine/record/name.h"

namespace backstep {

// What a node does. The operands are its left and right node; s is its scalar.
// clang-format off
enum class Op : int {
    input, state, pixels,                                         // given: a matrix, a parameter or moment, images
    add, subtract, multiply, divide,                              // element by element, left and right alike
    negate, square, scale, divide_by, add_scalar, subtract_from,  // −L, L², s·L, L/s, L+s, s−L
    square_root, exponential, logarithm, hyperbolic_tangent,      // of each element
    sigmoid, relu, relu_slope, leaky_relu, leaky_relu_slope,
    at_least, divide_into,                                        // max(L, s), s/L
    add_column, subtract_row, divide_row,                         // the right operand against each column
    scale_by,                                                     // L, which is 1×1, times each element of R
    softmax, cross_entropy, sum_rows, max_rows,                   // down each column
    sum_columns,                                                  // along each row: over the examples
    product, transpose,
    one_hot, flatten,                                             // labels to columns, an image to one column
};
// clang-format on

struct Node {
    Op op = Op::input;
    int left = -1, right = -1;               // operands: numbers of nodes
    int scalar = -1;                         // place in Tape::scalars
    int rows = 0, cols = 0;                  // of the result
    int updates = -1;                        // the state node that takes this value when the step ends
    int named = 0;                           // 1: the lesson gave it a name, so formulas stop at it
    int wanted = 0;                          // 1: somebody reads it after the step
    Summarised summarised = Summarised::no;  // somebody reads its summary after the step
};

// A number in a formula and how it is written there: Scalar{"α", 0.1}. Without a symbol it is written as a number.
struct Scalar {
    const char* symbol = nullptr;
    double value = 0;
    constexpr Scalar(double number) : value(number) {}
    constexpr Scalar(const char* symbol_, double number) : symbol(symbol_), value(number) {}
};

// A parameter or an optimizer's moment: what lives on from one step to the next.
struct State {
    Matrix matrix;
    // Known to hold no NaN and no infinity. Whoever writes into the matrix sets it to false; steps keep it up to date.
    bool finite = false;
};

struct Tape {
    std::vector<Node> nodes;
    std::vector<Name> names;  // one a node; empty for what has no name
    std::vector<int> events;  // one a node: the event that recorded it, or −1
    std::vector<Scalar> scalars;

    // Where the new node is, to be filled in; until the next one is appended.
    Node& append() {
        names.emplace_back();
        events.push_back(-1);
        return nodes.emplace_back();
    }
    int append(const Node& node) {
        append() = node;
        return newest();
    }
    int append_scalar(const Scalar& scalar) {
        scalars.push_back(scalar);
        return static_cast<int>(scalars.size()) - 1;
    }
    int newest() const { return static_cast<int>(nodes.size()) - 1; }
    void clear();  // keeps its memory
};

inline bool is_given(Op op) { return op == Op::input || op == Op::state || op == Op::pixels; }

}  // namespace backstep
