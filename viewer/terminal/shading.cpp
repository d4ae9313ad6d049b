#include "viewer/terminal/shading.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace backstep {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The first cell of part `part` of `parts`.
int begin_of(int part, int parts, int count) { return static_cast<int>(static_cast<long>(part) * count / parts); }

const char* shade(double share) {
    const char* shades[] = {" ", "░", "▒", "▓", "█"};
    // Nothing but zero is blank.
    const int shade = share == 0 ? 0 : std::clamp(static_cast<int>(std::ceil(share * 4)), 1, 4);
    return shades[shade];
}

// The largest |value| of each part, rows×cols of them; infinite where one is not finite.
Matrix largest_of_parts(const Numbers& numbers, int rows, int cols) {
    Matrix parts(rows, cols);
    std::vector<double> room;
    for (int c = 0; c < cols; ++c)
        for (int col = begin_of(c, cols, numbers.cols); col < begin_of(c + 1, cols, numbers.cols); ++col) {
            const double* column = numbers.column(col, room);
            for (int r = 0; r < rows; ++r)
                for (int row = begin_of(r, rows, numbers.rows); row < begin_of(r + 1, rows, numbers.rows); ++row) {
                    const double size = std::isfinite(column[row]) ? std::abs(column[row]) : infinity;
                    parts(r, c) = std::max(parts(r, c), size);
                }
        }
    return parts;
}

}  // namespace

std::vector<std::string> shading(const Numbers& numbers, int most_rows, int most_cols) {
    const double largest = largest_finite(numbers);
    const Matrix parts =
        largest_of_parts(numbers, std::min(numbers.rows, most_rows), std::min(numbers.cols, most_cols));
    std::vector<std::string> lines;
    for (int row = 0; row < parts.rows; ++row) {
        std::string line;
        for (int col = 0; col < parts.cols; ++col) {
            const double size = parts(row, col);
            line += size == infinity ? "!" : shade(largest > 0 ? size / largest : 0);
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace backstep
