#pragma once
// What is remembered of a value. The squares of a column are eight sums, whatever the instruction set, each of every
// eighth row. Extremes and zeros need no order, so they are gathered over all the columns, and two columns go at once.

#include "engine/math/column_summary.h"
#include "engine/math/kernels/instructions.h"

namespace backstep {
namespace {

constexpr int summary_lanes = 8, summary_vectors = summary_lanes / lanes;

struct Extremes {
    Vector min = all<Vector>(__builtin_inf()), max = all<Vector>(-__builtin_inf());
    Mask zeros{};  // how many, a lane
};

BACKSTEP_INLINE void gather(Extremes& seen, Vector x) {
    seen.min = least(x, seen.min);
    seen.max = greatest(x, seen.max);
    seen.zeros = count_zeros(seen.zeros, x);
}

BACKSTEP_INLINE void gather(ColumnSummary& seen, double x) {
    seen.min = x < seen.min ? x : seen.min;
    seen.max = x > seen.max ? x : seen.max;
    seen.zeros += x == 0;
}

BACKSTEP_INLINE void join(ColumnSummary& all_columns, const Extremes& seen) {
    for (int lane = 0; lane < lanes; ++lane) {
        all_columns.min = seen.min[lane] < all_columns.min ? seen.min[lane] : all_columns.min;
        all_columns.max = seen.max[lane] > all_columns.max ? seen.max[lane] : all_columns.max;
        all_columns.zeros += static_cast<long>(seen.zeros[lane]);
    }
}

// A column of which only the eight sums of squares are known.
BACKSTEP_INLINE ColumnSummary of_squares(const double* s) {
    return {((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7])), __builtin_inf(), -__builtin_inf(), 0, 0};
}

// `width` columns of `rows` numbers, which lie one after the other.
template <int width>
BACKSTEP_INLINE void summarise_block(ColumnSummary* out, ColumnSummary& rest, Extremes* seen, const double* a,
                                     int rows) {
    Vector squares[width][summary_vectors] = {};
    int i = 0;
    for (; i + summary_lanes <= rows; i += summary_lanes)
        for (int c = 0; c < width; ++c)
            for (int v = 0; v < summary_vectors; ++v) {
                const Vector x = load(a + static_cast<long>(c) * rows + i + v * lanes);
                squares[c][v] += x * x;
                gather(seen[c], x);
            }
    for (int c = 0; c < width; ++c) {
        double s[summary_lanes];
        for (int v = 0; v < summary_vectors; ++v) store(s + v * lanes, squares[c][v]);
        for (int row = i; row < rows; ++row) {
            const double x = a[static_cast<long>(c) * rows + row];
            s[row - i] += x * x;
            gather(rest, x);
        }
        out[c] = of_squares(s);
    }
}

void summarise_columns(ColumnSummary* out, const double* a, int rows, int cols) {
    if (cols == 0) return;
    ColumnSummary rest{0, __builtin_inf(), -__builtin_inf(), 0, 0};
    Extremes seen[2];
    int c = 0;
    for (; c + 2 <= cols; c += 2) summarise_block<2>(out + c, rest, seen, a + static_cast<long>(c) * rows, rows);
    if (c < cols) summarise_block<1>(out + c, rest, seen, a + static_cast<long>(c) * rows, rows);
    join(rest, seen[0]);
    join(rest, seen[1]);
    // A NaN is in no minimum and no maximum, but in the sum of squares: only then are they counted.
    for (c = 0; c < cols; ++c, a += rows)
        if (out[c].squares != out[c].squares)
            for (int i = 0; i < rows; ++i) rest.nans += a[i] != a[i];
    out[0].min = rest.min + 0.0;  // −0 becomes +0
    out[0].max = rest.max + 0.0;
    out[0].zeros = rest.zeros;
    out[0].nans = rest.nans;
}

}  // namespace
}  // namespace backstep
