#pragma once
// A fingerprint of numbers: eight lanes, each a sum of products that no other lane waits for.

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

constexpr int hash_lanes = 8, hash_vectors = hash_lanes / lanes;

// Of each word, the low half times the high half: one instruction, which compilers do not find by themselves.
BACKSTEP_INLINE Words product_of_halves(Words x) {
#if defined(__AVX512F__)
    const __m512i low = reinterpret_cast<__m512i>(x), high = reinterpret_cast<__m512i>(x >> 32);
    return reinterpret_cast<Words>(_mm512_maskz_mul_epu32(0xff, low, high));  // the plain one warns in GCC 12
#elif defined(__AVX2__)
    return reinterpret_cast<Words>(_mm256_mul_epu32(reinterpret_cast<__m256i>(x), reinterpret_cast<__m256i>(x >> 32)));
#elif defined(__SSE2__)
    return reinterpret_cast<Words>(_mm_mul_epu32(reinterpret_cast<__m128i>(x), reinterpret_cast<__m128i>(x >> 32)));
#else
    return (x & 0xffffffffu) * (x >> 32);
#endif
}

// The keys of a place are different from those of any other place, so that numbers that change places change the hash.
struct HashState {
    Words keys[hash_vectors], sums[hash_vectors];
    Mask nans[hash_vectors];
};

// Each lane adds the word itself, so that none is lost in a product with zero, and the product of its halves, mixed
// with the key of its place. Eight numbers.
template <bool with_nans>
BACKSTEP_INLINE void mix(HashState& state, const double* a) {
    const Words step = Words{} + 0x9E3779B97F4A7C15u;  // the golden ratio
    for (int v = 0; v < hash_vectors; ++v) {
        Vector x = load(a + v * lanes);
        if (with_nans)
            x = choose(x == x, x, from_bits<Vector>(Words{} + 0x7ff8000000000000u));
        else
            state.nans[v] |= x != x;
        const Words word = bits_of(x);
        state.sums[v] += word + product_of_halves(word ^ state.keys[v]);
        state.keys[v] += step;
    }
}

template <bool with_nans>
BACKSTEP_INLINE std::uint64_t hash_of(const double* a, long n, bool& found_nan) {
    // Fractional parts of the roots of the first primes, as in SHA-512.
    const std::uint64_t keys[hash_lanes] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                            0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                            0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    HashState state{};
    for (int lane = 0; lane < hash_lanes; ++lane) state.keys[lane / lanes][lane % lanes] = keys[lane];
    long i = 0;
    for (; i + hash_lanes <= n; i += hash_lanes) mix<with_nans>(state, a + i);
    double rest[hash_lanes] = {};
    for (long k = 0; i + k < n; ++k) rest[k] = a[i + k];
    mix<with_nans>(state, rest);

    std::uint64_t result = static_cast<std::uint64_t>(n);
    for (int lane = 0; lane < hash_lanes; ++lane) {
        found_nan = found_nan || state.nans[lane / lanes][lane % lanes] != 0;
        result = (result ^ state.sums[lane / lanes][lane % lanes]) * 0x9E3779B97F4A7C15u;
        result ^= result >> 32;
    }
    return result;
}

// NaNs are rare: only when one was met, all is done again with each NaN replaced by the same one.
std::uint64_t hash(const double* a, long n) {
    bool found_nan = false;
    const std::uint64_t result = hash_of<false>(a, n, found_nan);
    return found_nan ? hash_of<true>(a, n, found_nan) : result;
}

}  // namespace
}  // namespace backstep
