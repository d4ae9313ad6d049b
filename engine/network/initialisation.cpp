#include "engine/network/initialisation.h"

#include <cmath>

#include "engine/math/random.h"
#include "engine/network/names.h"

namespace backstep {
namespace {

Stream weights_of(std::uint64_t seed, int layer) {
    return {seed, Purpose::initial_weights, static_cast<std::uint32_t>(layer) * 2};
}

Stream biases_of(std::uint64_t seed, int layer) {
    return {seed, Purpose::initial_weights, static_cast<std::uint32_t>(layer) * 2 + 1};
}

Matrix normal_matrix(int rows, int cols, Stream stream, double sigma) {
    Matrix result(rows, cols);
    for (std::size_t i = 0; i < result.size(); ++i) result.values[i] = sigma * normal(stream, i);
    return result;
}

// Uniform in [−bound, bound).
Matrix uniform_matrix(int rows, int cols, Stream stream, double bound) {
    Matrix result(rows, cols);
    for (std::size_t i = 0; i < result.size(); ++i) result.values[i] = bound * (2 * uniform(stream, i) - 1);
    return result;
}

constexpr double plain_sigma = 0.1;

}  // namespace

Matrix he(int rows, int cols, std::uint64_t seed, int layer) {
    return normal_matrix(rows, cols, weights_of(seed, layer), std::sqrt(2.0 / cols));
}

Matrix xavier(int rows, int cols, std::uint64_t seed, int layer) {
    return uniform_matrix(rows, cols, weights_of(seed, layer), std::sqrt(6.0 / (rows + cols)));
}

Matrix uniform_half(int rows, int cols, std::uint64_t seed, int layer) {
    return uniform_matrix(rows, cols, weights_of(seed, layer), 0.5);
}

Matrix normal_start(int rows, int cols, std::uint64_t seed, int layer, double sigma) {
    return normal_matrix(rows, cols, weights_of(seed, layer), sigma);
}

Matrix initial_weights(Initialisation kind, int rows, int cols, std::uint64_t seed, int layer) {
    switch (kind) {
        case Initialisation::he:
            return he(rows, cols, seed, layer);
        case Initialisation::xavier:
            return xavier(rows, cols, seed, layer);
        case Initialisation::uniform_half:
            return uniform_half(rows, cols, seed, layer);
        case Initialisation::normal:
            return normal_start(rows, cols, seed, layer, plain_sigma);
        case Initialisation::zeros:
            break;
    }
    return Matrix(rows, cols);
}

Matrix initial_biases(Initialisation kind, int rows, std::uint64_t seed, int layer) {
    if (kind == Initialisation::uniform_half) return uniform_matrix(rows, 1, biases_of(seed, layer), 0.5);
    if (kind == Initialisation::normal) return normal_matrix(rows, 1, biases_of(seed, layer), plain_sigma);
    return Matrix(rows, 1);
}

const std::vector<std::string>& initialisation_names() {
    static const std::vector<std::string> names{"he", "xavier", "uniform_half", "normal", "zeros"};
    return names;
}

Initialisation initialisation_named(std::string_view name) {
    return static_cast<Initialisation>(place_of_name("initialisation", initialisation_names(), name));
}

}  // namespace backstep
