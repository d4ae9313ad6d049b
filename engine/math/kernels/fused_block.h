#pragma once
// What the instructions of a fused program do (engine/math/fused.h), on a few vectors.

#include "engine/math/fused.h"
#include "engine/math/kernels/elementwise.h"
#include "engine/math/kernels/summary.h"

namespace backstep {
namespace {

// V vectors of numbers. Each loop is unrolled, so a block never is an array in memory.
template <int V>
struct Block {
    Vector part[V];
};
template <int V>
BACKSTEP_INLINE void store_block(double* to, const Block<V>& x) {
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) store(to + v * lanes, x.part[v]);
}

template <int V>
BACKSTEP_INLINE void gather_squares(Gathered& seen, const Block<V>& x) {
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) gather_square(seen, v % summary_vectors, x.part[v]);
}
template <int V>
BACKSTEP_INLINE void gather_block(Gathered& seen, const Block<V>& x) {
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) gather(seen, v % summary_vectors, x.part[v]);
}
template <int V>
BACKSTEP_INLINE long nans_in(const Block<V>& x) {
    long nans = 0;
    for (const Vector& part : x.part)
        for (int lane = 0; lane < lanes; ++lane) nans += part[lane] != part[lane];
    return nans;
}
template <int V>
BACKSTEP_INLINE void hash_block(HashLanes& seen, const Block<V>& x) {
    for (int part = 0; part < summary_vectors; ++part)
#pragma GCC unroll 8
        for (int v = part; v < V; v += summary_vectors) hash_vector(seen, part, x.part[v]);
}

// Before the first number is gathered, and after `count` of them.
BACKSTEP_INLINE void begin_program(Gathered& seen, const FusedSummary& from, FusedCode code) {
    if (gathers_wholly(code))
        begin(seen, *from.lanes);
    else
        begin_squares(seen);
}
BACKSTEP_INLINE void end_program(const Gathered& seen, const FusedSummary& to, FusedCode code, long count) {
    if (gathers_wholly(code)) end(seen, *to.lanes);
    if (hashes(code)) add_lanes(to.lanes->hash, seen.hash, to.place + count / HashSums::words);
}

// All but store and the summaries. other(v) gives the v-th vector of the operand, s is the scalar.
template <int V, class Other>
BACKSTEP_INLINE void operate(Block<V>& x, FusedCode code, double s, const Other& other) {
    const auto each = [&](const auto& operation) {
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) x.part[v] = operation(x.part[v]);
    };
    const auto with_other = [&](const auto& operation) {
#pragma GCC unroll 8
        for (int v = 0; v < V; ++v) x.part[v] = operation(x.part[v], other(v));
    };
    switch (code) {
        case FusedCode::load:
            return with_other([](Vector, Vector b) { return b; });
        case FusedCode::add:
            return with_other([](Vector a, Vector b) { return a + b; });
        case FusedCode::subtract:
            return with_other([](Vector a, Vector b) { return a - b; });
        case FusedCode::multiply:
            return with_other([](Vector a, Vector b) { return a * b; });
        case FusedCode::divide:
            return with_other([](Vector a, Vector b) { return a / b; });
        case FusedCode::subtract_swapped:
            return with_other([](Vector a, Vector b) { return b - a; });
        case FusedCode::divide_swapped:
            return with_other([](Vector a, Vector b) { return b / a; });
        case FusedCode::add_scaled:
            return with_other([s](Vector a, Vector b) { return a + s * b; });
        case FusedCode::scale:
            return each([s](Vector a) { return s * a; });
        case FusedCode::divide_by:
            if (has_exact_reciprocal(s)) return each([r = 1 / s](Vector a) { return r * a; });
            return each([s](Vector a) { return a / s; });
        case FusedCode::add_scalar:
            return each([s](Vector a) { return a + s; });
        case FusedCode::subtract_from:
            return each([s](Vector a) { return s - a; });
        case FusedCode::negate:
            return each([](Vector a) { return -1.0 * a; });
        case FusedCode::square:
            return each([](Vector a) { return a * a; });
        case FusedCode::square_root:
            return each([](Vector a) { return square_root_of(a); });
        case FusedCode::relu:
            return each([](Vector a) { return choose(a <= 0.0, Vector{}, a); });
        case FusedCode::relu_slope:
            return each([](Vector a) { return choose(a > 0.0, all<Vector>(1), Vector{}); });
        case FusedCode::leaky_relu:
            return each([s](Vector a) { return choose(a <= 0.0, s * a, a); });
        case FusedCode::leaky_relu_slope:
            return each([s](Vector a) { return choose(a > 0.0, all<Vector>(1), all<Vector>(s)); });
        default:
            return;
    }
}

}  // namespace
}  // namespace backstep
