#pragma once
// How values are gathered (engine/math/summary_lanes.h): in registers, while some of their columns go by.

#include "engine/math/kernels/hash.h"
#include "engine/math/kernels/instructions.h"
#include "engine/math/summary_lanes.h"

namespace backstep {
namespace {

constexpr int summary_vectors = SummaryLanes::lanes / lanes;

struct Gathered {
    Vector min[summary_vectors], max[summary_vectors];
    Mask zeros[summary_vectors];
    Vector squares[summary_vectors];  // of the column
    HashLanes hash;
};

BACKSTEP_INLINE void begin_squares(Gathered& seen) {
    for (Vector& squares : seen.squares) squares = Vector{};
    seen.hash = {};
}
BACKSTEP_INLINE void begin(Gathered& seen, const SummaryLanes& from) {
    for (int part = 0; part < summary_vectors; ++part) {
        seen.min[part] = load(from.min + part * lanes);
        seen.max[part] = load(from.max + part * lanes);
        seen.zeros[part] = reinterpret_cast<Mask>(load_words(from.zeros + part * lanes));
    }
    begin_squares(seen);
}
BACKSTEP_INLINE void end(const Gathered& seen, SummaryLanes& to) {
    for (int part = 0; part < summary_vectors; ++part) {
        store(to.min + part * lanes, seen.min[part]);
        store(to.max + part * lanes, seen.max[part]);
        store_words(to.zeros + part * lanes, reinterpret_cast<Words>(seen.zeros[part]));
    }
}

// The next vector of a column: its numbers are in the lanes of that part.
BACKSTEP_INLINE void gather_square(Gathered& seen, int part, Vector x) { seen.squares[part] += x * x; }
BACKSTEP_INLINE void gather(Gathered& seen, int part, Vector x) {
    gather_square(seen, part, x);
    seen.min[part] = least(x, seen.min[part]);
    seen.max[part] = greatest(x, seen.max[part]);
    seen.zeros[part] = count_zeros(seen.zeros[part], x);
}

// The last numbers of a column, fewer than the lanes.
BACKSTEP_INLINE void gather_rest(Gathered& seen, const double* a, int count) {
    for (int part = 0; part < summary_vectors; ++part) {
        Vector x{};
        Mask there{};
        for (int lane = 0; lane < lanes && part * lanes + lane < count; ++lane) {
            x[lane] = a[part * lanes + lane];
            there[lane] = -1;
        }
        seen.squares[part] += x * x;
        seen.min[part] = least(choose(there, x, all<Vector>(__builtin_inf())), seen.min[part]);
        seen.max[part] = greatest(choose(there, x, all<Vector>(-__builtin_inf())), seen.max[part]);
        seen.zeros[part] = count_zeros(seen.zeros[part], choose(there, x, all<Vector>(1)));
    }
}

// Gives the sum of the column's squares. The next column begins.
BACKSTEP_INLINE double end_column(Gathered& seen) {
    double sums[summary_vectors];
    for (int part = 0; part < summary_vectors; ++part) sums[part] = sum_of_lanes(seen.squares[part]);
    for (int by = 1; by < summary_vectors; by *= 2)
        for (int part = 0; part < summary_vectors; part += 2 * by) sums[part] += sums[part + by];
    const double sum = sums[0];
    for (Vector& squares : seen.squares) squares = Vector{};
    return sum;
}

void summarise_columns(SummaryLanes& to, double* squares, const double* a, int rows, int cols) {
    Gathered seen;
    begin(seen, to);
    for (int col = 0; col < cols; ++col, a += rows) {
        int row = 0;
        for (; row + SummaryLanes::lanes <= rows; row += SummaryLanes::lanes)
            for (int part = 0; part < summary_vectors; ++part) gather(seen, part, load(a + row + part * lanes));
        if (row < rows) gather_rest(seen, a + row, rows - row);
        squares[col] = end_column(seen);
        // A NaN is in no minimum and no maximum, but in the sum of squares: only then are they counted.
        if (squares[col] != squares[col])
            for (row = 0; row < rows; ++row) to.nans += a[row] != a[row];
    }
    end(seen, to);
}

}  // namespace
}  // namespace backstep
