#include "engine/record/summary.h"

#include <cmath>
#include <limits>
#include <vector>

namespace backstep {
namespace {

constexpr double nothing = std::numeric_limits<double>::infinity();

}  // namespace

ColumnSummary summarise_column(const double* column, int rows) {
    ColumnSummary summary{0, nothing, -nothing, 0, 0};
    double squares[8] = {};
    for (int row = 0; row < rows; ++row) {
        const double x = column[row];
        squares[row % 8] += x * x;
        summary.min = x < summary.min ? x : summary.min;
        summary.max = x > summary.max ? x : summary.max;
        summary.zeros += x == 0;
        summary.nans += x != x;
    }
    summary.squares = ((squares[0] + squares[1]) + (squares[2] + squares[3])) +
                      ((squares[4] + squares[5]) + (squares[6] + squares[7]));
    summary.min += 0.0;  // −0 becomes +0
    summary.max += 0.0;
    return summary;
}

Summary combine(const ColumnSummary* columns, int rows, int cols) {
    Summary summary;
    summary.rows = rows;
    summary.cols = cols;
    summary.min = nothing;
    summary.max = -nothing;
    double squares = 0;
    for (int col = 0; col < cols; ++col) {
        const ColumnSummary& column = columns[col];
        squares += column.squares;
        summary.min = column.min < summary.min ? column.min : summary.min;
        summary.max = column.max > summary.max ? column.max : summary.max;
        summary.zeros += column.zeros;
        summary.nans += column.nans;
    }
    summary.norm = std::sqrt(squares);
    if (summary.nans == summary.size()) summary.min = summary.max = std::numeric_limits<double>::quiet_NaN();
    return summary;
}

Summary summarise(const Numbers& value) {
    std::vector<ColumnSummary> columns(static_cast<std::size_t>(value.cols));
    std::vector<double> room;
    for (int col = 0; col < value.cols; ++col)
        columns[static_cast<std::size_t>(col)] = summarise_column(value.column(col, room), value.rows);
    return combine(columns.data(), value.rows, value.cols);
}

}  // namespace backstep
