#pragma once
// Kernels that combine a matrix with a column or a row, and sums and maxima along one direction.

#include "engine/math/kernels/elementwise.h"

namespace backstep {
namespace {

void add_column(double* out, const double* a, const double* column, int rows, int cols) {
    for (long c = 0; c < cols; ++c) add(out + c * rows, a + c * rows, column, rows);
}
void subtract_row(double* out, const double* a, const double* row, int rows, int cols) {
    for (long c = 0; c < cols; ++c) add_scalar(out + c * rows, a + c * rows, -row[c], rows);
}
void divide_row(double* out, const double* a, const double* row, int rows, int cols) {
    for (long c = 0; c < cols; ++c) divide_by(out + c * rows, a + c * rows, row[c], rows);
}

// Each sum waits for its last addition, so some columns go side by side. Continues the sums that are in out.
// out may begin where a does: a column's element of out lies before all columns that are still to be read.
template <int side_by_side, class Operation>
BACKSTEP_INLINE void fold_columns(double* out, const double* a, int first, int rows, long step, Operation operation) {
    double sofar[side_by_side];
    for (int k = 0; k < side_by_side; ++k) sofar[k] = out[k];
    for (int i = first; i < rows; ++i)
        for (int k = 0; k < side_by_side; ++k) sofar[k] = operation(sofar[k], a[k * step + i]);
    for (int k = 0; k < side_by_side; ++k) out[k] = sofar[k];
}

BACKSTEP_INLINE double larger_or_nan(double highest, double x) { return x > highest || x != x ? x : highest; }

// The highest of each of `width` columns; NaN if there is one in it. Most columns have none: a sum tells, and without
// NaNs no branch is needed.
template <int width>
BACKSTEP_INLINE void highest_of(double* out, const double* columns, int rows) {
    double highest[width], sums[width];
    for (int k = 0; k < width; ++k) highest[k] = sums[k] = columns[static_cast<long>(k) * rows];
    fold_columns<width>(highest, columns, 1, rows, rows, [](double most, double x) { return x > most ? x : most; });
    fold_columns<width>(sums, columns, 1, rows, rows, [](double sum, double x) { return sum + x; });
    double all_sums = 0;
    for (const double sum : sums) all_sums += sum;
    if (all_sums != all_sums) [[unlikely]] {
        for (int k = 0; k < width; ++k) highest[k] = columns[static_cast<long>(k) * rows];
        fold_columns<width>(highest, columns, 1, rows, rows, larger_or_nan);
    }
    for (int k = 0; k < width; ++k) out[k] = highest[k];
}

void sum_rows(double* out, const double* a, int rows, int cols) {
    constexpr int side_by_side = 8;
    double sums[side_by_side];
    for (int c = 0; c < cols;) {
        const bool many = cols - c >= side_by_side;
        const double* columns = a + static_cast<long>(c) * rows;
        for (double& sum : sums) sum = 0;
        if (many)
            fold_columns<side_by_side>(sums, columns, 0, rows, rows, [](double sum, double x) { return sum + x; });
        else
            fold_columns<1>(sums, columns, 0, rows, rows, [](double sum, double x) { return sum + x; });
        const int done = many ? side_by_side : 1;
        for (int k = 0; k < done; ++k) out[c + k] = sums[k];
        c += done;
    }
}

void max_rows(double* out, const double* a, int rows, int cols) {
    constexpr int side_by_side = 8;
    int c = 0;
    for (; c + side_by_side <= cols; c += side_by_side)
        highest_of<side_by_side>(out + c, a + static_cast<long>(c) * rows, rows);
    for (; c < cols; ++c) highest_of<1>(out + c, a + static_cast<long>(c) * rows, rows);
}

void sum_columns(double* out, const double* a, int rows, int cols) {
    int i = 0;
    for (; i + lanes <= rows; i += lanes) {
        Vector sum{};
        for (long c = 0; c < cols; ++c) sum += load(a + c * rows + i);
        store(out + i, sum);
    }
    for (; i < rows; ++i) {
        double sum = 0;
        for (long c = 0; c < cols; ++c) sum += a[c * rows + i];
        out[i] = sum;
    }
}

}  // namespace
}  // namespace backstep
