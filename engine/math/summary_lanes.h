#pragma once
// What is gathered of a value while its columns go by, in any order: extremes and counts of all of them, in eight
// lanes, since row i of a column is in lane i mod 8 of whatever vectors there are.
// The squares of a column are summed by themselves, in eight sums: of rows 0, 8, 16 …, of rows 1, 9, 17 … and so on;
// then ((0+1)+(2+3)) + ((4+5)+(6+7)).

#include <cstdint>
#include <limits>

#include "engine/math/hash_sums.h"

namespace backstep {

// How much is gathered of a value.
enum class Summarised : int {
    no,
    by_norm,  // only the squares: a fifth of the work. Of averages that a fused program computes (FusedCode::hash) not
              // even those.
    wholly,
};

struct SummaryLanes {
    static constexpr int lanes = 8;

    double min[lanes], max[lanes];  // of the numbers that are not NaN; +inf and −inf if there is none
    std::uint64_t zeros[lanes];     // how many numbers are 0 or −0
    long nans = 0;
    HashSums hash;  // of those that were gathered to be hashed; of no use if there are NaNs

    SummaryLanes() {
        for (int lane = 0; lane < lanes; ++lane) {
            min[lane] = std::numeric_limits<double>::infinity();
            max[lane] = -min[lane];
            zeros[lane] = 0;
        }
    }
    // Whether all that was gathered is finite.
    bool finite() const {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        bool all = nans == 0;
        for (int lane = 0; lane < lanes; ++lane) all = all && min[lane] != -infinity && max[lane] != infinity;
        return all;
    }
    // Takes in what was gathered of other columns.
    void add(const SummaryLanes& other) {
        for (int lane = 0; lane < lanes; ++lane) {
            min[lane] = other.min[lane] < min[lane] ? other.min[lane] : min[lane];
            max[lane] = other.max[lane] > max[lane] ? other.max[lane] : max[lane];
            zeros[lane] += other.zeros[lane];
        }
        nans += other.nans;
        hash.add(other.hash);
    }
};

}  // namespace backstep
