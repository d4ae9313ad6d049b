#pragma once
// How large a network may be.

namespace backstep {

inline constexpr int most_layers = 64;  // n_0 … n_L, the inputs counted
inline constexpr int most_units = 100'000;
inline constexpr long most_weights = 100'000'000;

}  // namespace backstep
