#pragma once
// What weights and biases are before the first step. Each number is a pure function of (seed, layer, place in the
// matrix), so the same seed gives the same start whatever ran before. The fan-in of a layer is its number of columns.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

enum class Initialisation { he, xavier, uniform_half, normal, zeros };

// Normal with variance 2 / cols: He, Zhang, Ren, Sun, "Delving deep into rectifiers", 2015, section 2.2.
Matrix he(int rows, int cols, std::uint64_t seed, int layer);
// Uniform with variance 2 / (rows + cols): Glorot and Bengio, "Understanding the difficulty of training deep
// feedforward neural networks", 2010, equation 16.
Matrix xavier(int rows, int cols, std::uint64_t seed, int layer);
// Uniform in [−½, ½).
Matrix uniform_half(int rows, int cols, std::uint64_t seed, int layer);
// Normal with standard deviation σ.
Matrix normal_start(int rows, int cols, std::uint64_t seed, int layer, double sigma = 0.1);

// The weights of a layer. The plain normal start has σ = 0.1.
Matrix initial_weights(Initialisation kind, int rows, int cols, std::uint64_t seed, int layer);
// The biases (rows×1), from a stream of their own: zeros for he, xavier and zeros, otherwise like the weights.
Matrix initial_biases(Initialisation kind, int rows, std::uint64_t seed, int layer);

// "he", "xavier" …: as they are typed, in the order of the enum.
const std::vector<std::string>& initialisation_names();
// Throws InputError, which lists the names, if there is none such.
Initialisation initialisation_named(std::string_view name);

}  // namespace backstep
