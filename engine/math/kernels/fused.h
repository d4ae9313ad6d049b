#pragma once
// The interpreter of fused element-wise programs (engine/math/fused.h). A block of several vectors goes through the
// whole program before the next one: enough independent numbers to hide the latency of each operation, few enough to
// stay in registers. Programs that are known (engine/math/known_programs.h) are not interpreted.

#include <type_traits>

#include "engine/math/kernels/fused_block.h"
#include "engine/math/kernels/known_programs.h"

namespace backstep {
namespace {

constexpr int block_of_vectors = lanes == 8 ? 8 : 4;

// Where an instruction finds its other operand: `start`, and beyond it as many numbers as the block is away from the
// first if `moves` is −1, none if it is 0. Or where it gathers.
struct Operand {
    double* start;
    long moves;
    Gathered* seen;
};
BACKSTEP_INLINE void find_operands(Operand* operands, const FusedInstruction* program, int count, double* temporaries,
                                   Gathered* seen) {
    for (int k = 0; k < count; ++k) {
        const FusedInstruction& what = program[k];
        operands[k] = what.temporary >= 0 ? Operand{temporaries + what.temporary * block_of_vectors * lanes, 0, nullptr}
                                          : Operand{what.memory, what.memory ? -1 : 0, nullptr};
        if (gathers(what.code)) operands[k].seen = seen++;
    }
}

// seen: where it gathers, if it does.
template <int V, class Seen>
BACKSTEP_INLINE void run_instruction(Block<V>& x, const FusedInstruction& what, double* other, Seen seen) {
    switch (what.code) {
        case FusedCode::store:
            return store_block(other, x);
        case FusedCode::hash:
        case FusedCode::sum_squares:
        case FusedCode::sum_squares_and_hash:
            if constexpr (V % summary_vectors == 0 && std::is_same_v<Seen, Gathered*>) {
                if (sums_squares(what.code)) gather_squares(*seen, x);
                if (hashes(what.code)) hash_block(seen->hash, x);
            }
            return;
        case FusedCode::summarise:
        case FusedCode::summarise_and_hash:
            if constexpr (V % summary_vectors == 0 && std::is_same_v<Seen, Gathered*>) {
                gather_block(*seen, x);
                // A NaN makes the column's sum of squares NaN.
                for (const Vector& squares : seen->squares)
                    if (has_nan(squares)) [[unlikely]] {
                        what.summary->lanes->nans += nans_in(x);
                        break;
                    }
                if (hashes(what.code)) hash_block(seen->hash, x);
            }
            return;
        default:
            return operate(x, what.code, what.scalar, [other](int v) { return load(other + v * lanes); });
    }
}

// The numbers [first, first + V · lanes) of every array.
template <int V>
BACKSTEP_INLINE void run_block(const FusedInstruction* program, const Operand* operands, int count, long first) {
    Block<V> x{};
    for (int k = 0; k < count; ++k)
        run_instruction(x, program[k], operands[k].start + (operands[k].moves & first), operands[k].seen);
}

// The last numbers, fewer than a vector. They are copied out of memory and back, so that nothing outside is touched.
void run_rest(const FusedInstruction* program, int count, long first, long rest, double* temporaries) {
    Block<1> x{};
    for (int k = 0; k < count; ++k) {
        const FusedInstruction& what = program[k];
        double copy[lanes] = {};
        double* const memory = what.memory ? what.memory + first : nullptr;
        if (what.temporary >= 0) {
            run_instruction(x, what, temporaries + what.temporary * block_of_vectors * lanes, nullptr);
        } else {
            if (memory && what.code != FusedCode::store) store(copy, load_first(memory, rest));
            run_instruction(x, what, copy, nullptr);
            if (what.code == FusedCode::store) store_first(memory, x.part[0], rest);
        }
    }
}

void fused_columns(const FusedInstruction* program, int count, int rows, int cols) {
    if (run_known_columns(program, count, rows, cols)) return;
    alignas(64) double temporaries[fused_temporaries * block_of_vectors * lanes];
    Operand operands[longest_program];
    Gathered seen[most_summaries];
    find_operands(operands, program, count, temporaries, seen);
    for (int k = 0; k < count; ++k)
        if (operands[k].seen) begin_program(*operands[k].seen, *program[k].summary, program[k].code);
    for (int col = 0; col < cols; ++col) {
        const long first = static_cast<long>(col) * rows;
        int i = 0;
        for (; i + block_of_vectors * lanes <= rows; i += block_of_vectors * lanes)
            run_block<block_of_vectors>(program, operands, count, first + i);
        for (; i < rows; i += SummaryLanes::lanes) run_block<summary_vectors>(program, operands, count, first + i);
        for (int k = 0; k < count; ++k)
            if (operands[k].seen && sums_squares(program[k].code))
                program[k].summary->squares[col] = end_column(*operands[k].seen);
    }
    for (int k = 0; k < count; ++k)
        if (operands[k].seen)
            end_program(*operands[k].seen, *program[k].summary, program[k].code, static_cast<long>(rows) * cols);
}

void fused(const FusedInstruction* program, int count, long n) {
    alignas(64) double temporaries[fused_temporaries * block_of_vectors * lanes];
    Operand operands[longest_program];
    long i = run_known(program, count, n);
    if (i == n) return;
    find_operands(operands, program, count, temporaries, nullptr);
    for (; i + block_of_vectors * lanes <= n; i += block_of_vectors * lanes)
        run_block<block_of_vectors>(program, operands, count, i);
    for (; i + lanes <= n; i += lanes) run_block<1>(program, operands, count, i);
    if (i < n) run_rest(program, count, i, n - i, temporaries);
}

}  // namespace
}  // namespace backstep
