#pragma once
// The sums of engine/math/hash_sums.h. The weights need no multiplication: a sum that takes in each new sum of x counts
// the first x as often as there are places, the last once. What is missing follows at the end from where they are.

#include "engine/math/hash_sums.h"
#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

constexpr int hash_vectors = HashSums::words / lanes;

// The sums of some neighbouring places.
struct HashLanes {
    Words sums[hash_vectors] = {}, sums_of_sums[hash_vectors] = {};
};

// The next place, or a part of it.
BACKSTEP_INLINE void hash_vector(HashLanes& seen, int part, Vector x) {
    seen.sums[part] += bits_of(x) << 1 | bits_of(x) >> 63;
    seen.sums_of_sums[part] += seen.sums[part];
}

// Of the places up to `end`: one of them, p, is in sums_of_sums end − p times, and belongs in p + 1 times.
BACKSTEP_INLINE void add_lanes(HashSums& sums, const HashLanes& seen, long end) {
    for (int word = 0; word < HashSums::words; ++word) {
        const std::uint64_t sum = seen.sums[word / lanes][word % lanes];
        sums.sums[word] += sum;
        sums.weighted[word] +=
            (static_cast<std::uint64_t>(end) + 1) * sum - seen.sums_of_sums[word / lanes][word % lanes];
    }
}

// Gives false, and adds nothing, if there is a NaN that was not replaced.
template <bool replace_nans>
BACKSTEP_INLINE bool add_places(HashSums& sums, const double* a, long n, long place) {
    HashLanes seen;
    Mask nans{};
    const auto add_place = [&](const double* numbers) {
        for (int part = 0; part < hash_vectors; ++part) {
            Vector x = load(numbers + part * lanes);
            if (replace_nans)
                x = choose(x == x, x, from_bits<Vector>(Words{} + 0x7ff8000000000000u));
            else
                nans |= x != x;
            hash_vector(seen, part, x);
        }
    };
    long i = 0;
    for (; i + HashSums::words <= n; i += HashSums::words, ++place) add_place(a + i);
    if (i < n) {
        double rest[HashSums::words] = {};
        for (long k = 0; i + k < n; ++k) rest[k] = a[i + k];
        add_place(rest);
        ++place;
    }
    for (int lane = 0; lane < lanes; ++lane)
        if (nans[lane] != 0) return false;
    add_lanes(sums, seen, place);
    return true;
}

// NaNs are rare: only when one was met, all is done again with each NaN replaced by the same one.
void hash(HashSums& sums, const double* a, long n, long place) {
    if (!add_places<false>(sums, a, n, place)) add_places<true>(sums, a, n, place);
}

}  // namespace
}  // namespace backstep
