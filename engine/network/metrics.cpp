#include "engine/network/metrics.h"

#include <cmath>
#include <string>

#include "engine/math/error.h"

namespace backstep {

std::vector<int> predictions(const Matrix& A) {
    std::vector<int> result;
    for (int col = 0; col < A.cols; ++col) {
        int best = 0;
        for (int row = 1; row < A.rows; ++row)
            if (A(row, col) > A(best, col) || (std::isnan(A(best, col)) && !std::isnan(A(row, col)))) best = row;
        result.push_back(best);
    }
    return result;
}

double accuracy(const Matrix& A, std::span<const std::uint8_t> labels) {
    if (labels.size() != static_cast<std::size_t>(A.cols))
        throw ShapeError("accuracy: " + std::to_string(labels.size()) + " labels for A (" + shape_text(A.rows, A.cols) +
                         "); give one label for each column");
    if (A.cols == 0) return 0;
    const std::vector<int> predicted = predictions(A);
    int right = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) right += predicted[i] == labels[i] ? 1 : 0;
    return static_cast<double>(right) / A.cols;
}

}  // namespace backstep
