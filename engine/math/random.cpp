#include "engine/math/random.h"

#include <cmath>
#include <stdexcept>
#include <utility>

#include "engine/math/functions.h"

namespace backstep {
namespace {

using Words = std::array<std::uint32_t, 4>;

std::uint64_t joined(std::uint32_t low, std::uint32_t high) { return std::uint64_t{high} << 32 | low; }

// The counter tells index, part, purpose and attempt apart, and the key is the seed: two different questions never
// share a block. An attempt is what a method that rejects numbers takes next.
Words block(const Stream& stream, std::uint64_t index, std::uint32_t attempt) {
    const std::uint32_t last = static_cast<std::uint32_t>(stream.purpose) << 24 | attempt;
    return philox4x32_10(
        {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), stream.part, last},
        {static_cast<std::uint32_t>(stream.seed), static_cast<std::uint32_t>(stream.seed >> 32)});
}

double uniform_of(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

}  // namespace

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t even = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t odd = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(odd >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(odd),
                   static_cast<std::uint32_t>(even >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(even)};
        key[0] += 0x9E3779B9;  // the golden ratio
        key[1] += 0xBB67AE85;  // √3 − 1
    }
    return counter;
}

std::uint64_t random_bits(Stream stream, std::uint64_t index) {
    const Words words = block(stream, index, 0);
    return joined(words[0], words[1]);
}

double uniform(Stream stream, std::uint64_t index) { return uniform_of(random_bits(stream, index)); }

// Lemire, "Fast random integer generation in an interval", 2019: the high word of word · count, unless the low word is
// one of the 2^32 mod count lowest, which would make some results likelier than others.
std::uint32_t uniform_below(Stream stream, std::uint64_t index, std::uint32_t count) {
    if (count == 0) throw std::invalid_argument("uniform_below: count is 0, expected at least 1");
    const std::uint32_t surplus = (0u - count) % count;
    for (std::uint32_t attempt = 0;; ++attempt)
        for (const std::uint32_t word : block(stream, index, attempt)) {
            const std::uint64_t product = std::uint64_t{word} * count;
            if (static_cast<std::uint32_t>(product) >= surplus) return static_cast<std::uint32_t>(product >> 32);
        }
}

// Marsaglia's polar method: (u, v) uniform in the unit circle, s = u² + v²; then u √(−2 log s / s) is normal.
double normal(Stream stream, std::uint64_t index) {
    for (std::uint32_t attempt = 0;; ++attempt) {
        const Words words = block(stream, index, attempt);
        const double u = 2 * uniform_of(joined(words[0], words[1])) - 1;
        const double v = 2 * uniform_of(joined(words[2], words[3])) - 1;
        const double s = u * u + v * v;
        if (s > 0 && s < 1) return u * std::sqrt(-2 * logarithm(s) / s);
    }
}

std::vector<int> shuffled(Stream stream, int count) {
    if (count < 0) throw std::invalid_argument("shuffled: count is " + std::to_string(count) + ", expected at least 0");
    std::vector<int> order(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[uniform_below(stream, i, static_cast<std::uint32_t>(i))]);
    return order;
}

}  // namespace backstep
