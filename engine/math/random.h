#pragma once
// Random numbers without a state: number `index` of a stream is a pure function of (seed, purpose, index), so any
// position of a training can be computed again on its own. The generator is Philox4x32-10: Salmon, Moraes, Dror, Shaw,
// "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The conversions are our own, for those of the standard
// library differ between libraries.

#include <array>
#include <cstdint>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// What a stream is for: two purposes never share numbers, whatever the seed.
enum class Purpose : std::uint32_t { initial_weights = 1, shuffle = 2, dropout = 3, digits = 4, noise = 5 };

struct Stream {
    std::uint64_t seed = 1;
    Purpose purpose = Purpose::initial_weights;
    std::uint32_t part = 0;  // a stream of its own for each part: the layer, the epoch, the image …
};

// One block of the generator, as in the paper: four words from a counter of four and a key of two.
std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

std::uint64_t random_bits(Stream stream, std::uint64_t index);
// Uniform in [0, 1), a multiple of 2^-53.
double uniform(Stream stream, std::uint64_t index);
// Uniform in {0, …, count − 1} without bias; count ≥ 1.
std::uint32_t uniform_below(Stream stream, std::uint64_t index, std::uint32_t count);
// Normal with mean 0 and standard deviation 1.
double normal(Stream stream, std::uint64_t index);
// 0 … count − 1 in random order (Fisher and Yates).
std::vector<int> shuffled(Stream stream, int count);

}  // namespace backstep
