#pragma once
// A fingerprint of numbers that can be put together from parts in any order. Number i is word i mod 8 of place ⌊i/8⌋;
// the last place is filled up with zeros. Word w of a place p, whose bits turned left by one are x, adds
//
//     x to sum w,  (p + 1) · x to weighted sum w,  modulo 2⁶⁴.
//
// The first tells that a number is another one, the second that it is elsewhere. A weight that is a multiple of 2ᵏ
// loses the k highest bits: turned, those are of the exponent, and with such a bit a number is 2¹⁰²⁴, 2⁵¹² … times as
// large. All NaNs have the bits 7ff8000000000000.

#include <cstdint>

namespace backstep {

struct HashSums {
    static constexpr int words = 8;
    static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;  // 2⁶⁴ divided by the golden ratio

    std::uint64_t sums[words] = {}, weighted[words] = {};

    void add(const HashSums& other) {
        for (int word = 0; word < words; ++word) {
            sums[word] += other.sums[word];
            weighted[word] += other.weighted[word];
        }
    }
    // The hash of n numbers, once all of them have been added.
    std::uint64_t of(long n) const {
        std::uint64_t result = static_cast<std::uint64_t>(n);
        for (int word = 0; word < words; ++word) result = joined(joined(result, sums[word]), weighted[word]);
        return result;
    }
    static std::uint64_t joined(std::uint64_t first, std::uint64_t second) {
        first = (first ^ second) * golden;
        return first ^ first >> 32;
    }
};

}  // namespace backstep
