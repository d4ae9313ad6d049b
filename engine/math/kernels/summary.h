#pragma once
// What is remembered of a value: eight lanes, whatever the instruction set, each for every eighth row.

#include "engine/math/column_summary.h"
#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

constexpr int summary_lanes = 8, summary_vectors = summary_lanes / lanes;

struct SummaryLanes {
    double squares[summary_lanes], min[summary_lanes], max[summary_lanes], zeros[summary_lanes];
};

BACKSTEP_INLINE void add_to_lane(SummaryLanes& all, int lane, double x) {
    all.squares[lane] += x * x;
    all.min[lane] = x < all.min[lane] ? x : all.min[lane];
    all.max[lane] = x > all.max[lane] ? x : all.max[lane];
    all.zeros[lane] += x == 0 ? 1.0 : 0.0;
}

BACKSTEP_INLINE void summarise_lanes(SummaryLanes& all, const double* column, int rows) {
    Vector squares[summary_vectors] = {}, zeros[summary_vectors] = {}, min[summary_vectors], max[summary_vectors];
    for (int v = 0; v < summary_vectors; ++v) {
        min[v] = ::backstep::all<Vector>(__builtin_inf());
        max[v] = -min[v];
    }
    int i = 0;
    for (; i + summary_lanes <= rows; i += summary_lanes)
        for (int v = 0; v < summary_vectors; ++v) {
            const Vector x = load(column + i + v * lanes);
            squares[v] += x * x;
            min[v] = choose(x < min[v], x, min[v]);
            max[v] = choose(x > max[v], x, max[v]);
            zeros[v] += choose(x == 0.0, ::backstep::all<Vector>(1), Vector{});
        }
    for (int v = 0; v < summary_vectors; ++v) {
        store(all.squares + v * lanes, squares[v]);
        store(all.min + v * lanes, min[v]);
        store(all.max + v * lanes, max[v]);
        store(all.zeros + v * lanes, zeros[v]);
    }
    for (int lane = 0; i < rows; ++i, ++lane) add_to_lane(all, lane, column[i]);
}

// A NaN is in no minimum and no maximum, but in the sum of squares: only then are they counted.
void summarise_columns(ColumnSummary* out, const double* a, int rows, int cols) {
    for (int c = 0; c < cols; ++c, a += rows) {
        SummaryLanes all;
        summarise_lanes(all, a, rows);
        const double* s = all.squares;
        ColumnSummary summary{((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7])), all.min[0], all.max[0],
                              0, 0};
        double zeros = 0;
        for (int lane = 0; lane < summary_lanes; ++lane) {
            summary.min = all.min[lane] < summary.min ? all.min[lane] : summary.min;
            summary.max = all.max[lane] > summary.max ? all.max[lane] : summary.max;
            zeros += all.zeros[lane];
        }
        summary.min += 0.0;
        summary.max += 0.0;
        summary.zeros = static_cast<long>(zeros);
        if (summary.squares != summary.squares)
            for (int i = 0; i < rows; ++i) summary.nans += a[i] != a[i];
        out[c] = summary;
    }
}

}  // namespace
}  // namespace backstep
