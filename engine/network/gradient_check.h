#pragma once
// Is a gradient right? Nudge one number w by ±h, compute the loss again, and compare (L(w+h) − L(w−h)) / 2h with what
// backpropagation says. A gradient of the batch mean J (dW, db) compares directly; dZ is per example, m·∂J/∂Z, so its
// factor is m (engine/notation.h).

#include <functional>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

inline constexpr double nudge_size = 1e-5;  // h: in double, the two kinds of error are then about equally small

// A loss, and the numbers whose sign decides which side of a kink was taken: Z[1] of a ReLU network. Empty if smooth.
struct ProbedLoss {
    double value = 0;
    std::vector<double> at_kinks;
};

struct Probe {
    double above = 0, below = 0;  // L(w+h), L(w−h)
    double numeric = 0;           // factor · (L(w+h) − L(w−h)) / 2h
    double recorded = 0;          // what backpropagation says
    double relative_error = 0;    // |numeric − recorded| / max(|numeric|, |recorded|), 0 if both are 0
    bool crosses_kink = false;    // a sign changed between the two: the quotient says nothing, reject the probe
};

// Probes the cell (row, col) of `at`, whose recorded gradient has the same shape. `loss` gets the nudged matrix.
// Throws ShapeError if the shapes differ or there is no such cell.
Probe probe(const Matrix& at, const Matrix& gradient, int row, int col,
            const std::function<ProbedLoss(const Matrix&)>& loss, double factor = 1, double h = nudge_size);

struct CellPlace {
    int row = 0, col = 0;
};

// Where the number farthest from 0 is: the first such column by column. Its gradient is the easiest to measure.
CellPlace largest(const Matrix& gradient);

// A matrix with h in that place and 0 elsewhere: W + nudge is W with one number moved by h.
Matrix nudge(int rows, int cols, CellPlace place, double h = nudge_size);

}  // namespace backstep
