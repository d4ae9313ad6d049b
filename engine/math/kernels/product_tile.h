#pragma once
// The innermost part of the matrix product: a tile of the result, some vectors
// high and some columns wide, stays in registers while the inner index runs.

#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

// The highest and widest tile. AVX-512 has 32 registers, the others 16; a few
// are for the factors.
constexpr int tall = lanes == 8 ? 3 : 2;
constexpr int wide = lanes == 8 ? 8 : 4;

// A part of the product: `inner` terms of each sum. left(i, p) is left[p *
// left_step + i]; right(p, c) is right[p * step_inner + c * step_col].
struct Terms {
    const double* left;
    long left_step;
    const double* right;
    long step_inner, step_col;
    int inner;
};

// Where a tile is: columns step apart. Its last vector begins `last` rows below
// its first: it may overlap the one before it, and then computes some numbers
// twice. The last vector of the left factor has a place of its own, for a
// packed factor has no overlap.
struct Place {
    double* out;
    long step;
    int last, last_left;
};

// Adds the terms to the tile's sums, which begin at 0 or at what is in out.
template <int V, int C>
[[gnu::noinline]] void product_tile(const Place& place, const Terms& terms, bool resume) {
    Vector sums[C][V] = {};
    double* const out = place.out;
    const long out_step = place.step, out_last = place.last, left_last = place.last_left;
    if (resume)
        for (int c = 0; c < C; ++c)
            for (int v = 0; v < V; ++v) sums[c][v] = load(out + c * out_step + (v < V - 1 ? v * lanes : out_last));
    const double* left = terms.left;
    const double* right = terms.right;
    const long step_inner = terms.step_inner, step_col = terms.step_col, left_step = terms.left_step;
    for (int p = terms.inner; p > 0; --p) {
        Vector column[V];
        for (int v = 0; v < V; ++v) column[v] = load(left + (v < V - 1 ? v * lanes : left_last));
        for (int c = 0; c < C; ++c)
            for (int v = 0; v < V; ++v) sums[c][v] += column[v] * right[c * step_col];
        left += left_step;
        right += step_inner;
    }
    for (int c = 0; c < C; ++c)
        for (int v = 0; v < V; ++v) store(out + c * out_step + (v < V - 1 ? v * lanes : out_last), sums[c][v]);
}

// A tile of V vectors and up to C columns.
template <int V, int C>
void tile_of_height(int cols, const Place& place, const Terms& terms, bool resume) {
    if (cols >= C) return product_tile<V, C>(place, terms, resume);
    if constexpr (C > 1) tile_of_height<V, C - 1>(cols, place, terms, resume);
}

void product_tile_of(int vectors, int cols, const Place& place, const Terms& terms, bool resume) {
    if (vectors == 3) return tile_of_height<3, wide>(cols, place, terms, resume);
    if (vectors == 2) return tile_of_height<2, wide>(cols, place, terms, resume);
    tile_of_height<1, wide>(cols, place, terms, resume);
}

}  // namespace
}  // namespace backstep
