#pragma once
// Activations, each beside its slope: what forward propagation applies to Z and what backpropagation multiplies by.
// Sigmoid and tanh write their slope with A, which is known already: σ′ = A⊙(1−A), tanh′ = 1−A².

#include <string>
#include <string_view>
#include <vector>

#include "engine/record/expression.h"

namespace backstep {

enum class Activation { relu, leaky_relu, sigmoid, tanh, softmax };

// What leaky ReLU multiplies negative numbers by.
inline constexpr double leak = 0.01;

// A = g(Z), the shape of Z.
Expression activate(Activation kind, Expression Z);
// g′(Z), the shape of Z; A is g(Z). ReLU's slope at 0 is 0, leaky ReLU's is its leak.
// Throws std::logic_error for softmax, whose numbers each depend on their whole column: with cross-entropy, its dZ is
// A − Y at once (engine/notation.h).
Expression slope(Activation kind, Expression Z, Expression A);

// "relu", "leaky_relu", "sigmoid", "tanh": those with a slope, for hidden layers, in the order of the enum.
const std::vector<std::string>& activation_names();
// Throws InputError, which lists the names, if there is none such.
Activation activation_named(std::string_view name);

}  // namespace backstep
