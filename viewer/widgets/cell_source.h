#pragma once
// What a heatmap shows: numbers in rows and columns, wherever they lie.

#include <concepts>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// Reads like a matrix, but may have to work its columns out: column(col, room) gives where the numbers of a column lie,
// and may have written them into `room`.
template <class T>
concept ReadsByColumn = requires(const T& numbers, std::vector<double>& room) {
    { numbers.column(0, room) } -> std::same_as<const double*>;
    { numbers(0, 0) } -> std::same_as<double>;
};

// Refers to what it was made of, which must outlive it.
class CellSource {
public:
    CellSource(const Matrix& matrix)
        : rows(matrix.rows),
          cols(matrix.cols),
          from_(&matrix),
          at_([](const void* from, int row, int col) { return (*static_cast<const Matrix*>(from))(row, col); }),
          column_([](const void* from, int col, std::vector<double>&) {
              return static_cast<const Matrix*>(from)->column(col);
          }) {}
    template <ReadsByColumn T>
    CellSource(const T& numbers)
        : rows(numbers.rows),
          cols(numbers.cols),
          from_(&numbers),
          at_([](const void* from, int row, int col) { return (*static_cast<const T*>(from))(row, col); }),
          column_([](const void* from, int col, std::vector<double>& room) {
              return static_cast<const T*>(from)->column(col, room);
          }) {}

    int rows = 0, cols = 0;
    std::size_t size() const { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols); }
    bool contains(int row, int col) const { return row >= 0 && row < rows && col >= 0 && col < cols; }
    double operator()(int row, int col) const { return at_(from_, row, col); }
    const double* column(int col, std::vector<double>& room) const { return column_(from_, col, room); }

    // Calls visit(number) for each, column by column.
    template <class Visit>
    void visit(const Visit& visit) const {
        std::vector<double> room;
        for (int col = 0; col < cols; ++col) {
            const double* const numbers = column(col, room);
            for (int row = 0; row < rows; ++row) visit(numbers[row]);
        }
    }

private:
    const void* from_;
    double (*at_)(const void* from, int row, int col);
    const double* (*column_)(const void* from, int col, std::vector<double>& room);
};

}  // namespace backstep
