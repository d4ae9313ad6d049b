// A matrix with more cells than pixels: each pixel is the mean of the cells that it covers, weighted by area.
#include <algorithm>
#include <cmath>

#include "viewer/widgets/heatmap.h"

namespace backstep {

namespace {

// Which of `count` cells the pixel `pixel` of `pixels` covers, and by how much.
struct Cover {
    int first = 0, last = 0;  // last included
    double low = 0, high = 0;

    Cover(int pixel, int pixels, int count)
        : low(static_cast<double>(pixel) * count / pixels), high(static_cast<double>(pixel + 1) * count / pixels) {
        first = std::min(static_cast<int>(low), count - 1);
        last = std::clamp(static_cast<int>(std::ceil(high)) - 1, first, count - 1);
    }
    double weight(int cell) const { return std::min(high, cell + 1.0) - std::max(low, static_cast<double>(cell)); }
};

// The rows of each column first, then the columns: two passes over memory in its own order.
Matrix shrink_rows(const Matrix& matrix, int height) {
    if (height == matrix.rows) return matrix;
    Matrix result(height, matrix.cols);
    for (int row = 0; row < height; ++row) {
        const Cover cover(row, height, matrix.rows);
        for (int col = 0; col < matrix.cols; ++col) {
            const double* from = matrix.column(col);
            double sum = 0;
            for (int cell = cover.first; cell <= cover.last; ++cell) sum += cover.weight(cell) * from[cell];
            result(row, col) = sum / (cover.high - cover.low);
        }
    }
    return result;
}

Matrix shrink_cols(const Matrix& matrix, int width) {
    if (width == matrix.cols) return matrix;
    Matrix result(matrix.rows, width);
    for (int col = 0; col < width; ++col) {
        const Cover cover(col, width, matrix.cols);
        double* to = result.column(col);
        for (int cell = cover.first; cell <= cover.last; ++cell) {
            const double weight = cover.weight(cell) / (cover.high - cover.low);
            const double* from = matrix.column(cell);
            for (int row = 0; row < matrix.rows; ++row) to[row] += weight * from[row];
        }
    }
    return result;
}

}  // namespace

Matrix resample(const Matrix& matrix, int height, int width) {
    if (matrix.size() == 0 || height < 1 || width < 1) return Matrix(std::max(0, height), std::max(0, width));
    return shrink_cols(shrink_rows(matrix, height), width);
}

double largest_magnitude(const Matrix& matrix) {
    double largest = 0;
    for (double value : matrix.values) {
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    return largest;
}

}  // namespace backstep
