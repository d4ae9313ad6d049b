#pragma once
// A matrix is its numbers in column order: columns are examples, so one example lies together, and so do the weights
// of one pixel. Element (row, col) is values[col * rows + row].

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

namespace backstep {

struct Matrix {
    int rows = 0, cols = 0;
    std::vector<double> values;

    Matrix() = default;
    // A rows×cols matrix of zeros.
    Matrix(int rows_, int cols_)
        : rows(rows_), cols(cols_), values(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_)) {}

    std::size_t size() const { return values.size(); }
    std::size_t index(int row, int col) const {
        return static_cast<std::size_t>(col) * static_cast<std::size_t>(rows) + static_cast<std::size_t>(row);
    }
    bool contains(int row, int col) const { return row >= 0 && row < rows && col >= 0 && col < cols; }
    double& operator()(int row, int col) { return values[index(row, col)]; }
    double operator()(int row, int col) const { return values[index(row, col)]; }
    double* column(int col) { return values.data() + index(0, col); }
    const double* column(int col) const { return values.data() + index(0, col); }

    friend bool operator==(const Matrix&, const Matrix&) = default;
};

// A matrix from rows as they are written on paper: matrix_of({{1, 2, 3}, {4, 5, 6}}) is 2×3.
// Throws ShapeError if the rows differ in length.
Matrix matrix_of(std::initializer_list<std::initializer_list<double>> rows);

// "10×784", as shapes are written everywhere.
std::string shape_text(int rows, int cols);

}  // namespace backstep
