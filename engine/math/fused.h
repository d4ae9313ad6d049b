#pragma once
// Several element-wise operations in one go. A program works on an accumulator of a few vectors, so that what lies
// between two operations stays in registers: {load dW} {scale 1−β₁} {add_scaled β₁ m} {store m}.
// Each number goes through the operations one by one as it would alone, so no bit depends on what is fused.

#include <cstdint>

#include "engine/math/column_summary.h"
#include "engine/math/hash_sums.h"

namespace backstep {

// What happens to the accumulator x. `other` is the instruction's operand, s its scalar.
// clang-format off
enum class FusedCode : int {
    none,                                            // not an instruction: what cannot be fused
    load, store,                                     // x = other; other = x
    add, subtract, multiply, divide,                 // x ∘ other
    subtract_swapped, divide_swapped,                // other ∘ x
    add_scaled,                                      // x + s·other; the product is rounded first
    scale, divide_by, add_scalar, subtract_from,     // s·x, x/s, x+s, s−x
    negate, square, square_root,
    relu, relu_slope, leaky_relu, leaky_relu_slope,  // engine/math/kernels.h
    summarise,                                       // x stays as it is; only in programs that run column by column
};
// clang-format on

struct FusedSummary;

struct FusedInstruction {
    FusedCode code = FusedCode::none;
    int temporary = -1;        // other is this temporary, 0 … fused_temporaries − 1, or, if −1, memory
    double* memory = nullptr;  // n numbers; load and the operations only read them
    double scalar = 0;
    FusedSummary* summary = nullptr;  // of summarise
};

// What is gathered of a value while it is computed: of whole columns, whose rows are a multiple of its eight lanes.
struct FusedSummary {
    static constexpr int lanes = 8;
    ColumnSummary* columns = nullptr;  // one a column of the program's; filled in as summarise_columns does
    HashSums* hash = nullptr;  // or null; the numbers, which begin at `place`, are added, of no use if there are NaNs
    long place = 0;

    // The kernel's own.
    alignas(64) double squares[lanes];  // of the column
    alignas(64) double min[lanes], max[lanes];
    alignas(64) std::uint64_t zeros[lanes];
    alignas(64) std::uint64_t keys[lanes];
    long nans;
};

inline constexpr int fused_temporaries = 8;
inline constexpr int longest_program = 96;  // instructions
inline constexpr int most_summaries = 32;   // in a program

}  // namespace backstep
