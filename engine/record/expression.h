#pragma once
// Formulas as a lesson writes them: `W1 * X + b1`. Each operator appends a node to the tape and computes nothing.
// Operands of different shapes throw a ShapeError that names the operation, both operands and both shapes; operands of
// different recorders throw std::logic_error.

#include "engine/record/tape.h"

namespace backstep {

struct Expression {
    Tape* tape = nullptr;
    int node = -1;
    int rows() const { return tape->nodes[static_cast<std::size_t>(node)].rows; }
    int cols() const { return tape->nodes[static_cast<std::size_t>(node)].cols; }
};

// An expression that a recorder has given a name: what record() returns.
struct Value {
    Tape* tape = nullptr;
    int node = -1;
    operator Expression() const { return {tape, node}; }
    int rows() const { return Expression(*this).rows(); }
    int cols() const { return Expression(*this).cols(); }
};

// Matrices alike, element by element. A right operand of one column is added to each column of the left one; a right
// operand of one row is subtracted from, or divides, each row of the left one.
Expression operator+(Expression left, Expression right);
Expression operator-(Expression left, Expression right);
Expression operator/(Expression left, Expression right);
Expression hadamard(Expression left, Expression right);  // ⊙: left and right multiplied element by element

// The matrix product: (rows×inner)·(inner×cols) → rows×cols.
Expression operator*(Expression left, Expression right);
Expression transpose(Expression x);

Expression operator-(Expression x);
Expression operator*(Scalar s, Expression x);
Expression operator/(Expression x, Scalar s);
Expression operator+(Expression x, Scalar s);
Expression operator-(Scalar s, Expression x);
Expression operator/(Scalar s, Expression x);     // s divided by each element
Expression at_least(Expression x, Scalar s);      // each element that is less than s becomes s; NaN stays
Expression scale_by(Expression s, Expression x);  // each element of x times s, which is 1×1

// Functions of each element.
Expression square(Expression x);
Expression sqrt(Expression x);
Expression exp(Expression x);
Expression log(Expression x);
Expression tanh(Expression x);
Expression sigmoid(Expression z);                   // 1 / (1 + e^(−z))
Expression relu(Expression z);                      // z where z > 0, else 0
Expression relu_slope(Expression z);                // 1 where z > 0, else 0 (also at 0)
Expression leaky_relu(Expression z, Scalar slope);  // z where z > 0, else slope·z
Expression leaky_relu_slope(Expression z, Scalar slope);

// Each column of logits Z becomes probabilities: e^(z − max z) / Σ e^(z − max z). n×m → n×m.
Expression softmax(Expression Z);
// The loss of each example: −log softmax(Z) at the label, computed without ever forming a probability that could be 0.
// Z n×m, Y n×m one-hot → 1×m.
Expression cross_entropy(Expression Z, Expression Y);

Expression sum_rows(Expression x);     // down each column: n×m → 1×m
Expression max_rows(Expression x);     // the largest of each column: n×m → 1×m
Expression sum_columns(Expression x);  // over the examples: n×m → n×1

// Labels 0 … classes−1 in a row (1×m) become columns with a single 1: classes×m.
Expression one_hot(Expression labels, int classes);
// An image, row after row, becomes one column: (h×w) → (h·w)×1. Pixel (r, c) lands in row r·w + c.
Expression flatten(Expression image);

}  // namespace backstep
