#pragma once
// Several element-wise operations in one go. A program works on an accumulator of a few vectors, so that what lies
// between two operations stays in registers: {load m} {scale β₁} {store t} {load dW} {scale 1−β₁} {add t} {store m}.
// Each number goes through the operations one by one as it would alone, so no bit depends on what is fused.

namespace backstep {

// What happens to the accumulator x. `other` is the instruction's operand, s its scalar.
// clang-format off
enum class FusedCode : int {
    none,                                            // not an instruction: what cannot be fused
    load, store,                                     // x = other; other = x
    add, subtract, multiply, divide,                 // x ∘ other
    subtract_swapped, divide_swapped,                // other ∘ x
    scale, divide_by, add_scalar, subtract_from,     // s·x, x/s, x+s, s−x
    negate, square, square_root,
    relu, relu_slope, leaky_relu, leaky_relu_slope,  // engine/math/kernels.h
};
// clang-format on

struct FusedInstruction {
    FusedCode code = FusedCode::none;
    int temporary = -1;        // other is this temporary, 0 … fused_temporaries − 1, or, if −1, memory
    double* memory = nullptr;  // n numbers; load and the operations only read them
    double scalar = 0;
};

inline constexpr int fused_temporaries = 8;

}  // namespace backstep
