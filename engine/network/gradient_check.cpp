#include "engine/network/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/math/error.h"

namespace backstep {
namespace {

bool any_sign_differs(const std::vector<double>& a, const std::vector<double>& b) {
    return !std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) { return (x > 0) == (y > 0); });
}

}  // namespace

Probe probe(const Matrix& at, const Matrix& gradient, int row, int col,
            const std::function<ProbedLoss(const Matrix&)>& loss, double factor, double h) {
    if (at.rows != gradient.rows || at.cols != gradient.cols || !at.contains(row, col))
        throw ShapeError("probe of cell (" + std::to_string(row) + "," + std::to_string(col) + ") of a (" +
                         shape_text(at.rows, at.cols) + ") with a gradient (" +
                         shape_text(gradient.rows, gradient.cols) + "): both must have the same shape and the cell");
    Matrix nudged = at;
    const double w = at(row, col);
    nudged(row, col) = w + h;
    const ProbedLoss above = loss(nudged);
    nudged(row, col) = w - h;
    const ProbedLoss below = loss(nudged);

    Probe result;
    result.above = above.value;
    result.below = below.value;
    result.numeric = factor * (above.value - below.value) / (2 * h);
    result.recorded = gradient(row, col);
    const double size = std::max(std::abs(result.numeric), std::abs(result.recorded));
    result.relative_error = size == 0 ? 0 : std::abs(result.numeric - result.recorded) / size;
    result.crosses_kink = any_sign_differs(above.at_kinks, below.at_kinks);
    return result;
}

CellPlace largest(const Matrix& gradient) {
    CellPlace best;
    for (int col = 0; col < gradient.cols; ++col)
        for (int row = 0; row < gradient.rows; ++row)
            if (std::abs(gradient(row, col)) > std::abs(gradient(best.row, best.col))) best = {row, col};
    return best;
}

Matrix nudge(int rows, int cols, CellPlace place, double h) {
    Matrix result(rows, cols);
    if (!result.contains(place.row, place.col))
        throw ShapeError("nudge: a (" + shape_text(rows, cols) + ") has no cell (" + std::to_string(place.row) + "," +
                         std::to_string(place.col) + ")");
    result(place.row, place.col) = h;
    return result;
}

}  // namespace backstep
