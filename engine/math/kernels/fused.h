#pragma once
// The interpreter of fused element-wise programs (engine/math/fused.h). A block of several vectors goes through the
// whole program before the next one: enough independent numbers to hide the latency of each operation, few enough to
// stay in registers.

#include "engine/math/fused.h"
#include "engine/math/kernels/elementwise.h"

namespace backstep {
namespace {

constexpr int block_of_vectors = lanes == 8 ? 8 : 4;

// V vectors of numbers. Each loop is unrolled, so the accumulator never is an array in memory.
template <int V>
struct Block {
    Vector part[V];
};
template <int V, class Operation>
BACKSTEP_INLINE void each(Block<V>& x, Operation operation) {
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) x.part[v] = operation(x.part[v]);
}
template <int V, class Operation>
BACKSTEP_INLINE void each(Block<V>& x, const double* other, Operation operation) {
#pragma GCC unroll 8
    for (int v = 0; v < V; ++v) x.part[v] = operation(x.part[v], load(other + v * lanes));
}

template <int V>
BACKSTEP_INLINE void run_scalar(Block<V>& x, FusedCode code, double s) {
    switch (code) {
        case FusedCode::scale:
            return each(x, [s](Vector a) { return s * a; });
        case FusedCode::divide_by:
            if (has_exact_reciprocal(s)) return each(x, [r = 1 / s](Vector a) { return r * a; });
            return each(x, [s](Vector a) { return a / s; });
        case FusedCode::add_scalar:
            return each(x, [s](Vector a) { return a + s; });
        case FusedCode::subtract_from:
            return each(x, [s](Vector a) { return s - a; });
        case FusedCode::leaky_relu:
            return each(x, [s](Vector a) { return choose(a <= 0.0, s * a, a); });
        case FusedCode::leaky_relu_slope:
            return each(x, [s](Vector a) { return choose(a > 0.0, all<Vector>(1), all<Vector>(s)); });
        default:
            return;
    }
}

template <int V>
BACKSTEP_INLINE void run_instruction(Block<V>& x, const FusedInstruction& what, double* other) {
    switch (what.code) {
        case FusedCode::load:
            return each(x, other, [](Vector, Vector b) { return b; });
        case FusedCode::store:
#pragma GCC unroll 8
            for (int v = 0; v < V; ++v) store(other + v * lanes, x.part[v]);
            return;
        case FusedCode::add:
            return each(x, other, [](Vector a, Vector b) { return a + b; });
        case FusedCode::subtract:
            return each(x, other, [](Vector a, Vector b) { return a - b; });
        case FusedCode::multiply:
            return each(x, other, [](Vector a, Vector b) { return a * b; });
        case FusedCode::divide:
            return each(x, other, [](Vector a, Vector b) { return a / b; });
        case FusedCode::subtract_swapped:
            return each(x, other, [](Vector a, Vector b) { return b - a; });
        case FusedCode::divide_swapped:
            return each(x, other, [](Vector a, Vector b) { return b / a; });
        case FusedCode::negate:
            return each(x, [](Vector a) { return -1.0 * a; });
        case FusedCode::square:
            return each(x, [](Vector a) { return a * a; });
        case FusedCode::square_root:
            return each(x, square_root_of);
        case FusedCode::relu:
            return each(x, [](Vector a) { return choose(a <= 0.0, Vector{}, a); });
        case FusedCode::relu_slope:
            return each(x, [](Vector a) { return choose(a > 0.0, all<Vector>(1), Vector{}); });
        default:
            return run_scalar(x, what.code, what.scalar);
    }
}

// The numbers [first, first + V · lanes) of every array.
template <int V>
BACKSTEP_INLINE void run_block(const FusedInstruction* program, int count, long first, double* temporaries) {
    Block<V> x{};
    for (int k = 0; k < count; ++k) {
        const FusedInstruction& what = program[k];
        double* const other = what.temporary >= 0 ? temporaries + what.temporary * block_of_vectors * lanes
                              : what.memory       ? what.memory + first
                                                  : nullptr;
        run_instruction(x, what, other);
    }
}

// The last numbers, fewer than a vector. They are copied out of memory and back, so that nothing outside is touched.
void run_rest(const FusedInstruction* program, int count, long first, long rest, double* temporaries) {
    Block<1> x{};
    for (int k = 0; k < count; ++k) {
        const FusedInstruction& what = program[k];
        double copy[lanes] = {};
        double* const memory = what.memory ? what.memory + first : nullptr;
        if (what.temporary >= 0) {
            run_instruction(x, what, temporaries + what.temporary * block_of_vectors * lanes);
        } else {
            if (memory && what.code != FusedCode::store) store(copy, load_first(memory, rest));
            run_instruction(x, what, copy);
            if (what.code == FusedCode::store) store_first(memory, x.part[0], rest);
        }
    }
}

void fused(const FusedInstruction* program, int count, long n) {
    alignas(64) double temporaries[fused_temporaries * block_of_vectors * lanes];
    long i = 0;
    for (; i + block_of_vectors * lanes <= n; i += block_of_vectors * lanes)
        run_block<block_of_vectors>(program, count, i, temporaries);
    for (; i + lanes <= n; i += lanes) run_block<1>(program, count, i, temporaries);
    if (i < n) run_rest(program, count, i, n - i, temporaries);
}

}  // namespace
}  // namespace backstep
