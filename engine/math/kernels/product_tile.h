#pragma once
// The innermost part of the matrix product: a tile of the result, some vectors high and some columns wide, stays in
// registers while the inner index runs.

#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

// The highest and widest tile. AVX-512 has 32 registers, the others 16; a few are for the factors.
constexpr int tall = lanes == 2 ? 2 : 3;
constexpr int wide = lanes == 8 ? 8 : 4;

// A tile's last vector may be narrower than the others: on processors that work on 512 bits in two halves, half a
// vector takes half the time.
constexpr int half_lanes = lanes == 8 ? 4 : lanes;

template <int L>
struct VectorOf {
    typedef double Type __attribute__((vector_size(L * 8)));
    typedef double Unaligned __attribute__((vector_size(L * 8), aligned(8), may_alias));
};
template <int L>
BACKSTEP_INLINE typename VectorOf<L>::Type load_lanes(const double* from) {
    return *reinterpret_cast<const typename VectorOf<L>::Unaligned*>(from);
}
template <int L>
BACKSTEP_INLINE void store_lanes(double* to, typename VectorOf<L>::Type v) {
    *reinterpret_cast<typename VectorOf<L>::Unaligned*>(to) = v;
}

// A part of the product: `inner` terms of each sum. left(i, p) is left[p * left_step + i]; right(p, c) is
// right[p * step_inner + c * step_col].
struct Terms {
    const double* left;
    long left_step;
    const double* right;
    long step_inner, step_col;
    int inner;
};

// Where a tile is: columns step apart. Its last vector begins `last` rows below its first: it may overlap the one
// before it, and then computes some numbers twice. The last vector of the left factor has a place of its own, for a
// packed factor has no overlap.
struct Place {
    double* out;
    long step;
    int last, last_left;
};

// Makes the compiler read again what it has read from there. A multiplication takes one factor from memory as fast as
// from a register, with AVX-512 also one number for all lanes; spreading it over a register first would cost time, and
// keeping a vector that is read again would cost a register.
BACKSTEP_INLINE void read_again(const double*& from) { asm("" : "+r"(from)); }

// Adds the terms to the tile's sums, which begin at 0 or at what is in out. The tile is V vectors and one of L lanes
// high.
template <int V, int L, int C>
[[gnu::noinline]] void product_tile(const Place& place, const Terms& terms, bool resume) {
    Vector sums[C][V + 1];
    typename VectorOf<L>::Type last_sums[C];
    double* out = place.out;
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c, out += place.step) {
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) sums[c][v] = resume ? load(out + v * lanes) : Vector{};
        last_sums[c] = resume ? load_lanes<L>(out + place.last) : typename VectorOf<L>::Type{};
    }
    const double *left = terms.left, *right = terms.right;
    const long step_col = terms.step_col, last_left = place.last_left;
    for (int p = terms.inner; p > 0; --p, left += terms.left_step, right += terms.step_inner) {
        Vector column[V + 1];
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) column[v] = load(left + v * lanes);
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c) {
#pragma GCC unroll 8
            for (int v = 0; v < V; ++v) {
                sums[c][v] += column[v] * right[c * step_col];
                if (lanes == 8) read_again(right);
            }
            if (lanes == 4 && V == 2) read_again(left);
            last_sums[c] += load_lanes<L>(left + last_left) * right[c * step_col];
            if (lanes == 8) read_again(right);
        }
    }
    out = place.out;
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c, out += place.step) {
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) store(out + v * lanes, sums[c][v]);
        store_lanes<L>(out + place.last, last_sums[c]);
    }
}

// A tile of up to C columns.
template <int V, int L, int C>
void tile_of_height(int cols, const Place& place, const Terms& terms, bool resume) {
    if (cols >= C) return product_tile<V, L, C>(place, terms, resume);
    if constexpr (C > 1) tile_of_height<V, L, C - 1>(cols, place, terms, resume);
}

template <int L>
void tile_of_last(int vectors, int cols, const Place& place, const Terms& terms, bool resume) {
    if (vectors == 3) return tile_of_height<2, L, wide>(cols, place, terms, resume);
    if (vectors == 2) return tile_of_height<1, L, wide>(cols, place, terms, resume);
    tile_of_height<0, L, wide>(cols, place, terms, resume);
}

void product_tile_of(int vectors, int last_lanes, int cols, const Place& place, const Terms& terms, bool resume) {
    if (last_lanes == lanes) return tile_of_last<lanes>(vectors, cols, place, terms, resume);
    tile_of_last<half_lanes>(vectors, cols, place, terms, resume);
}

}  // namespace
}  // namespace backstep
