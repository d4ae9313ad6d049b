#pragma once
// A fingerprint of numbers that can be put together from parts in any order. Number i is word i mod 8 of place ⌊i/8⌋;
// the last place is filled up with zeros. Word w of a place p, with the bits x, adds
//
//     x + low(x ^ k) · high(x ^ k)        with the key k = root_w + p · golden
//
// to sum w: the halves of 32 bits, all else modulo 2⁶⁴. A number in another place meets another key, and x itself is
// added so that none is lost in a product with 0. All NaNs have the bits 7ff8000000000000.

#include <cstdint>

namespace backstep {

struct HashSums {
    static constexpr int words = 8;
    static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15u;  // 2⁶⁴ divided by the golden ratio
    // Fractional parts of the square roots of the first primes, as in SHA-512.
    static constexpr std::uint64_t roots[words] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                                   0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                                   0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

    std::uint64_t sums[words] = {};

    void add(const HashSums& other) {
        for (int word = 0; word < words; ++word) sums[word] += other.sums[word];
    }
    // The hash of n numbers, once all of them have been added.
    std::uint64_t of(long n) const {
        std::uint64_t result = static_cast<std::uint64_t>(n);
        for (const std::uint64_t sum : sums) result = joined(result, sum);
        return result;
    }
    static std::uint64_t joined(std::uint64_t first, std::uint64_t second) {
        first = (first ^ second) * golden;
        return first ^ first >> 32;
    }
};

}  // namespace backstep
