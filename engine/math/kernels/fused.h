#pragma once
// The interpreter of fused element-wise programs (engine/math/fused.h). A block of several vectors goes through the
// whole program before the next one: enough independent numbers to hide the latency of each operation, few enough to
// stay in registers.

#include "engine/math/fused.h"
#include "engine/math/kernels/elementwise.h"
#include "engine/math/kernels/hash.h"
#include "engine/math/kernels/summary.h"

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

// The squares of a column are eight sums, a row after the other. A NaN makes its sum NaN, so NaNs need not be looked
// for as long as no sum is NaN.
template <int V>
BACKSTEP_INLINE void gather(FusedSummary& seen, const Block<V>& x) {
    for (int part = 0; part < summary_vectors; ++part) {
        const int lane = part * lanes;
        Vector squares = load(seen.squares + lane), min = load(seen.min + lane), max = load(seen.max + lane);
        Mask zeros = reinterpret_cast<Mask>(load_words(seen.zeros + lane));
#pragma GCC unroll 8
        for (int v = part; v < V; v += summary_vectors) {
            squares += x.part[v] * x.part[v];
            min = least(x.part[v], min);
            max = greatest(x.part[v], max);
            zeros = count_zeros(zeros, x.part[v]);
        }
        store(seen.squares + lane, squares);
        store(seen.min + lane, min);
        store(seen.max + lane, max);
        store_words(seen.zeros + lane, reinterpret_cast<Words>(zeros));
        if (has_nan(squares)) [[unlikely]]
            for (int v = part; v < V; v += summary_vectors)
                for (int k = 0; k < lanes; ++k) seen.nans += x.part[v][k] != x.part[v][k];
    }
    if (!seen.hash) return;
    for (int part = 0; part < summary_vectors; ++part) {
        const int lane = part * lanes;
        Words sums = load_words(seen.hash->sums + lane), keys = load_words(seen.keys + lane);
#pragma GCC unroll 8
        for (int v = part; v < V; v += summary_vectors) {
            sums += mixed(x.part[v], keys);
            keys += HashSums::golden;
        }
        store_words(seen.hash->sums + lane, sums);
        store_words(seen.keys + lane, keys);
    }
}

template <int V>
BACKSTEP_INLINE void run_scalar(Block<V>& x, FusedCode code, double s) {
    switch (code) {
        case FusedCode::divide_by:
            if (has_exact_reciprocal(s)) return each(x, [r = 1 / s](Vector a) { return r * a; });
            return each(x, [s](Vector a) { return a / s; });
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
        case FusedCode::add_scaled:
            return each(x, other, [s = what.scalar](Vector a, Vector b) { return a + s * b; });
        case FusedCode::scale:
            return each(x, [s = what.scalar](Vector a) { return s * a; });
        case FusedCode::add_scalar:
            return each(x, [s = what.scalar](Vector a) { return a + s; });
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
        case FusedCode::summarise:
            if constexpr (V % summary_vectors == 0) gather(*what.summary, x);
            return;
        default:
            return run_scalar(x, what.code, what.scalar);
    }
}

// Where an instruction finds its other operand: `start`, and beyond it as many numbers as the block is away from the
// first if `moves` is −1, none if it is 0.
struct Operand {
    double* start;
    long moves;
};
BACKSTEP_INLINE void find_operands(Operand* operands, const FusedInstruction* program, int count, double* temporaries) {
    for (int k = 0; k < count; ++k)
        operands[k] = program[k].temporary >= 0
                          ? Operand{temporaries + program[k].temporary * block_of_vectors * lanes, 0}
                          : Operand{program[k].memory, program[k].memory ? -1 : 0};
}

// The numbers [first, first + V · lanes) of every array.
template <int V>
BACKSTEP_INLINE void run_block(const FusedInstruction* program, const Operand* operands, int count, long first) {
    Block<V> x{};
    for (int k = 0; k < count; ++k) run_instruction(x, program[k], operands[k].start + (operands[k].moves & first));
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

void begin(FusedSummary& seen) {
    for (int lane = 0; lane < FusedSummary::lanes; ++lane) {
        seen.squares[lane] = 0;
        seen.min[lane] = __builtin_inf();
        seen.max[lane] = -__builtin_inf();
        seen.zeros[lane] = 0;
        seen.keys[lane] = HashSums::roots[lane] + HashSums::golden * static_cast<std::uint64_t>(seen.place);
    }
    seen.nans = 0;
}

BACKSTEP_INLINE void end_column(FusedSummary& seen, int col) {
    seen.columns[col] = of_squares(seen.squares);
    for (double& sum : seen.squares) sum = 0;
}

void end(FusedSummary& seen) {
    ColumnSummary& all_columns = seen.columns[0];
    for (int lane = 0; lane < FusedSummary::lanes; ++lane) {
        all_columns.min = seen.min[lane] < all_columns.min ? seen.min[lane] : all_columns.min;
        all_columns.max = seen.max[lane] > all_columns.max ? seen.max[lane] : all_columns.max;
        all_columns.zeros += static_cast<long>(seen.zeros[lane]);
    }
    all_columns.min += 0.0;  // −0 becomes +0
    all_columns.max += 0.0;
    all_columns.nans = seen.nans;
}

void fused_columns(const FusedInstruction* program, int count, int rows, int cols) {
    alignas(64) double temporaries[fused_temporaries * block_of_vectors * lanes];
    Operand operands[longest_program];
    find_operands(operands, program, count, temporaries);
    FusedSummary* summaries[most_summaries];
    int summarised = 0;
    for (int k = 0; k < count; ++k)
        if (program[k].code == FusedCode::summarise) summaries[summarised++] = program[k].summary;
    for (int s = 0; s < summarised; ++s) begin(*summaries[s]);
    for (int col = 0; col < cols; ++col) {
        const long first = static_cast<long>(col) * rows;
        int i = 0;
        for (; i + block_of_vectors * lanes <= rows; i += block_of_vectors * lanes)
            run_block<block_of_vectors>(program, operands, count, first + i);
        for (; i < rows; i += FusedSummary::lanes) run_block<summary_vectors>(program, operands, count, first + i);
        for (int s = 0; s < summarised; ++s) end_column(*summaries[s], col);
    }
    for (int s = 0; s < summarised; ++s) end(*summaries[s]);
}

void fused(const FusedInstruction* program, int count, long n) {
    alignas(64) double temporaries[fused_temporaries * block_of_vectors * lanes];
    Operand operands[longest_program];
    find_operands(operands, program, count, temporaries);
    long i = 0;
    for (; i + block_of_vectors * lanes <= n; i += block_of_vectors * lanes)
        run_block<block_of_vectors>(program, operands, count, i);
    for (; i + lanes <= n; i += lanes) run_block<1>(program, operands, count, i);
    if (i < n) run_rest(program, count, i, n - i, temporaries);
}

}  // namespace
}  // namespace backstep
