#include "engine/math/matrix.h"

#include "engine/math/error.h"

namespace backstep {

Matrix matrix_of(std::initializer_list<std::initializer_list<double>> rows) {
    const std::size_t cols = rows.size() == 0 ? 0 : rows.begin()->size();
    Matrix matrix(static_cast<int>(rows.size()), static_cast<int>(cols));
    int row = 0;
    for (const auto& numbers : rows) {
        if (numbers.size() != cols)
            throw ShapeError("matrix_of: row 0 has " + std::to_string(cols) + " numbers, but row " +
                             std::to_string(row) + " has " + std::to_string(numbers.size()) +
                             "; all rows need equally many");
        int col = 0;
        for (const double number : numbers) matrix(row, col++) = number;
        ++row;
    }
    return matrix;
}

std::string shape_text(int rows, int cols) { return std::to_string(rows) + "×" + std::to_string(cols); }

}  // namespace backstep
