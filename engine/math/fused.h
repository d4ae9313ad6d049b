#pragma once
// Several element-wise operations in one go. A program works on an accumulator of a few vectors, so that what lies
// between two operations stays in registers: {load dW} {scale 1−β₁} {add_scaled β₁ m} {store m}.
// Each number goes through the operations one by one as it would alone, so no bit depends on what is fused.

#include "engine/math/summary_lanes.h"

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
    // x stays as it is; only in programs that run column by column
    hash,                                            // Summarised::by_norm, of an average
    sum_squares, sum_squares_and_hash,               // Summarised::by_norm
    summarise, summarise_and_hash,                   // Summarised::wholly
};
// clang-format on

constexpr bool gathers(FusedCode code) { return code >= FusedCode::hash; }
constexpr bool sums_squares(FusedCode code) { return code >= FusedCode::sum_squares; }
constexpr bool gathers_wholly(FusedCode code) { return code >= FusedCode::summarise; }
constexpr bool hashes(FusedCode code) {
    return code == FusedCode::hash || code == FusedCode::sum_squares_and_hash || code == FusedCode::summarise_and_hash;
}
// average: the value is the new one of a state, and one that is corrected before it is used (engine/record/summary.h).
constexpr FusedCode gathering(Summarised how, bool hashes, bool average = false) {
    if (how == Summarised::wholly) return hashes ? FusedCode::summarise_and_hash : FusedCode::summarise;
    if (average) return FusedCode::hash;
    return hashes ? FusedCode::sum_squares_and_hash : FusedCode::sum_squares;
}

// Where goes what is gathered of x.
struct FusedSummary {
    SummaryLanes* lanes = nullptr;  // all that the program works on is added
    double* squares = nullptr;      // one a column
    long place = 0;                 // of its first number, to be hashed
};

struct FusedInstruction {
    FusedCode code = FusedCode::none;
    int temporary = -1;        // other is this temporary, 0 … fused_temporaries − 1, or, if −1, memory
    double* memory = nullptr;  // n numbers; load and the operations only read them
    double scalar = 0;
    const FusedSummary* summary = nullptr;  // of those that gather
};

inline constexpr int fused_temporaries = 8;
inline constexpr int longest_program = 96;  // instructions
inline constexpr int most_summaries = 32;   // in a program

}  // namespace backstep
