#pragma once
// Programs that most steps of a training run, written down so that they can be compiled. What is not among them is
// interpreted: the same operations in the same order, more slowly.

#include "engine/math/fused.h"

namespace backstep {

struct KnownStep {
    FusedCode code = FusedCode::none;
    int temporary = -1;    // as in FusedInstruction
    bool average = false;  // of those that gather: as in gathering()
};

// Where these summarise, a program may also gather what it does by norm, or nothing. If one of the values that they
// summarise is NaN, so is the last.
// clang-format off
inline constexpr KnownStep adam_update[] = {
    {FusedCode::load}, {FusedCode::divide_by}, {FusedCode::summarise}, {FusedCode::store, 0},                    // dW
    {FusedCode::scale}, {FusedCode::add_scaled}, {FusedCode::summarise_and_hash, -1, true}, {FusedCode::store},  // m
    {FusedCode::load, 0}, {FusedCode::square}, {FusedCode::scale}, {FusedCode::add_scaled},
    {FusedCode::summarise_and_hash, -1, true}, {FusedCode::store},                                               // v
    {FusedCode::scale}, {FusedCode::square_root}, {FusedCode::add_scalar}, {FusedCode::store, 0},                // √v̂ + ε
    {FusedCode::load}, {FusedCode::scale}, {FusedCode::scale}, {FusedCode::divide, 0}, {FusedCode::summarise},   // Δ
    {FusedCode::add}, {FusedCode::summarise_and_hash}, {FusedCode::store},                                       // W
};
// dZ = dA ⊙ relu′(Z): of Z, by dA.
inline constexpr KnownStep relu_backward[] = {
    {FusedCode::load}, {FusedCode::relu_slope}, {FusedCode::multiply}, {FusedCode::summarise}, {FusedCode::store},
};
// clang-format on

}  // namespace backstep
