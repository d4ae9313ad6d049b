#pragma once
// The sums of engine/math/hash_sums.h: eight of them, of which none waits for another.

#include "engine/math/hash_sums.h"
#include "engine/math/kernels/instructions.h"

namespace backstep {
namespace {

constexpr int hash_vectors = HashSums::words / lanes;

// What the words of a vector at a place with these keys add.
BACKSTEP_INLINE Words mixed(Vector x, Words keys) { return bits_of(x) + product_of_halves(bits_of(x) ^ keys); }

// The keys of the words from `first` on, at a place.
BACKSTEP_INLINE Words keys_at(long place, int first) {
    return load_words(HashSums::roots + first) + HashSums::golden * static_cast<std::uint64_t>(place);
}

// Gives false, and adds nothing of use, if there is a NaN that was not replaced.
template <bool replace_nans>
BACKSTEP_INLINE bool add_places(HashSums& sums, const double* a, long n, long place) {
    Words keys[hash_vectors], sum[hash_vectors];
    Mask nans{};
    for (int v = 0; v < hash_vectors; ++v) {
        keys[v] = keys_at(place, v * lanes);
        sum[v] = load_words(sums.sums + v * lanes);
    }
    const auto add_place = [&](const double* numbers) {
        for (int v = 0; v < hash_vectors; ++v) {
            Vector x = load(numbers + v * lanes);
            if (replace_nans)
                x = choose(x == x, x, from_bits<Vector>(Words{} + 0x7ff8000000000000u));
            else
                nans |= x != x;
            sum[v] += mixed(x, keys[v]);
            keys[v] += HashSums::golden;
        }
    };
    long i = 0;
    for (; i + HashSums::words <= n; i += HashSums::words) add_place(a + i);
    if (i < n) {
        double rest[HashSums::words] = {};
        for (long k = 0; i + k < n; ++k) rest[k] = a[i + k];
        add_place(rest);
    }
    for (int lane = 0; lane < lanes; ++lane)
        if (nans[lane] != 0) return false;
    for (int v = 0; v < hash_vectors; ++v) store_words(sums.sums + v * lanes, sum[v]);
    return true;
}

// NaNs are rare: only when one was met, all is done again with each NaN replaced by the same one.
void hash(HashSums& sums, const double* a, long n, long place) {
    if (!add_places<false>(sums, a, n, place)) add_places<true>(sums, a, n, place);
}

}  // namespace
}  // namespace backstep
