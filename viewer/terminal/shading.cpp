#include "viewer/terminal/shading.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

double largest_finite(const Matrix& matrix) {
    double largest = 0;
    for (const double number : matrix.values)
        if (std::isfinite(number)) largest = std::max(largest, std::abs(number));
    return largest;
}

// The first cell of part `part` of `parts`.
int begin_of(int part, int parts, int count) { return static_cast<int>(static_cast<long>(part) * count / parts); }

const char* shade(double share) {
    const char* shades[] = {" ", "░", "▒", "▓", "█"};
    // Nothing but zero is blank.
    const int shade = share == 0 ? 0 : std::clamp(static_cast<int>(std::ceil(share * 4)), 1, 4);
    return shades[shade];
}

}  // namespace

std::vector<std::string> shading(const Matrix& matrix, int most_rows, int most_cols) {
    const double largest = largest_finite(matrix);
    const int rows = std::min(matrix.rows, most_rows), cols = std::min(matrix.cols, most_cols);
    std::vector<std::string> lines;
    for (int r = 0; r < rows; ++r) {
        std::string line;
        for (int c = 0; c < cols; ++c) {
            double size = 0;
            bool finite = true;
            for (int row = begin_of(r, rows, matrix.rows); row < begin_of(r + 1, rows, matrix.rows); ++row)
                for (int col = begin_of(c, cols, matrix.cols); col < begin_of(c + 1, cols, matrix.cols); ++col) {
                    finite = finite && std::isfinite(matrix(row, col));
                    size = std::max(size, std::abs(matrix(row, col)));
                }
            line += !finite ? "!" : shade(largest > 0 ? size / largest : 0);
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace backstep
