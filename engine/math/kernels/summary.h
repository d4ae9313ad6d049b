#pragma once
// How values are gathered (engine/math/summary_lanes.h): in registers, while some of their columns go by.

#include <type_traits>

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
BACKSTEP_INLINE void begin_with_nothing(Gathered& seen) {
    for (int part = 0; part < summary_vectors; ++part) {
        seen.min[part] = all<Vector>(__builtin_inf());
        seen.max[part] = all<Vector>(-__builtin_inf());
        seen.zeros[part] = Mask{};
    }
    begin_squares(seen);
}
BACKSTEP_INLINE void join(Gathered& seen, const Gathered& other) {
    for (int part = 0; part < summary_vectors; ++part) {
        seen.min[part] = least(other.min[part], seen.min[part]);
        seen.max[part] = greatest(other.max[part], seen.max[part]);
        seen.zeros[part] += other.zeros[part];
    }
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

// The last numbers of a column, fewer than the lanes: visit(part, vector, how many are in it).
template <class Visit>
BACKSTEP_INLINE void visit_rest(const double* a, int count, const Visit& visit) {
    for (int part = 0, first = 0; first < count; ++part, first += lanes) {
        const int n = count - first < lanes ? count - first : lanes;
        visit(part, load_first(a + first, n), n);
    }
}
BACKSTEP_INLINE void gather_first(Gathered& seen, int part, Vector x, int n) {
    const Mask there = first_lanes(n);
    gather_square(seen, part, x);
    seen.min[part] = least(choose(there, x, all<Vector>(__builtin_inf())), seen.min[part]);
    seen.max[part] = greatest(choose(there, x, all<Vector>(-__builtin_inf())), seen.max[part]);
    seen.zeros[part] = count_zeros(seen.zeros[part], choose(there, x, all<Vector>(1)));
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

// Columns that go by together: one sum of squares waits for the addition before, so each alone would be slow.
constexpr int columns_together = summary_vectors < 4 ? 4 / summary_vectors : 1;

// Of `count` columns: gather_at(column, part, vector), and for the last numbers of each, which fill no vector,
// gather_last(column, part, vector, how many).
template <int count, class GatherAt, class GatherLast>
BACKSTEP_INLINE void gather_columns(const double* a, int rows, const GatherAt& gather_at,
                                    const GatherLast& gather_last) {
    int row = 0;
    for (; row + SummaryLanes::lanes <= rows; row += SummaryLanes::lanes)
#pragma GCC unroll 4
        for (int k = 0; k < count; ++k)
            for (int part = 0; part < summary_vectors; ++part)
                gather_at(k, part, load(a + static_cast<long>(k) * rows + row + part * lanes));
    if (row == rows) return;
#pragma GCC unroll 4
    for (int k = 0; k < count; ++k)
        visit_rest(a + static_cast<long>(k) * rows + row, rows - row,
                   [&](int part, Vector x, int n) { gather_last(k, part, x, n); });
}

// visit(first column, how many) for all columns, as many together as there are.
template <class Visit>
BACKSTEP_INLINE void visit_columns(int cols, const Visit& visit) {
    int col = 0;
    for (; col + columns_together <= cols; col += columns_together)
        visit(col, std::integral_constant<int, columns_together>());
    for (; col < cols; ++col) visit(col, std::integral_constant<int, 1>());
}

void summarise_columns(SummaryLanes& to, double* squares, const double* a, int rows, int cols) {
    Gathered seen[columns_together];
    begin(seen[0], to);
    for (int k = 1; k < columns_together; ++k) begin_with_nothing(seen[k]);
    visit_columns(cols, [&]<int count>(int col, std::integral_constant<int, count>) {
        const auto gather_at = [&](int k, int part, Vector x) { gather(seen[k], part, x); };
        const auto gather_last = [&](int k, int part, Vector x, int n) { gather_first(seen[k], part, x, n); };
        gather_columns<count>(a + static_cast<long>(col) * rows, rows, gather_at, gather_last);
        for (int k = 0; k < count; ++k) squares[col + k] = end_column(seen[k]);
    });
    for (int k = 1; k < columns_together; ++k) join(seen[0], seen[k]);
    end(seen[0], to);
    // A NaN is in no minimum and no maximum, but in the sum of squares: only then are they counted.
    for (int col = 0; col < cols; ++col, a += rows)
        if (squares[col] != squares[col])
            for (int row = 0; row < rows; ++row) to.nans += a[row] != a[row];
}

void square_columns(double* squares, const double* a, int rows, int cols) {
    Gathered seen[columns_together];
    for (Gathered& each : seen) begin_squares(each);
    visit_columns(cols, [&]<int count>(int col, std::integral_constant<int, count>) {
        const auto gather_at = [&](int k, int part, Vector x) { gather_square(seen[k], part, x); };
        const auto gather_last = [&](int k, int part, Vector x, int) { gather_square(seen[k], part, x); };
        gather_columns<count>(a + static_cast<long>(col) * rows, rows, gather_at, gather_last);
        for (int k = 0; k < count; ++k) squares[col + k] = end_column(seen[k]);
    });
}

}  // namespace
}  // namespace backstep
