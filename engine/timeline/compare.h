#pragma once
// Two timelines, or two recordings of a step, side by side.

#include <optional>
#include <vector>

#include "engine/timeline/timeline.h"

namespace backstep {

// How far apart two values of the same name and version are.
struct ValueDifference {
    int left = -1, right = -1;  // events; −1 where the value is missing
    double largest = 0;         // of |left − right|; NaN if one of them is NaN and the other is not, infinite if the
                                // shapes differ
    long different = 0;         // how many cells differ in any bit
    int row = 0, col = 0;       // of the largest
};

// One for each event of `left` in order, then those only `right` has. Values of different shapes differ everywhere.
std::vector<ValueDifference> compare(const Trace& left, const Trace& right);

// right − left, cell by cell; empty if the shapes differ.
std::optional<Matrix> difference(const Numbers& left, const Numbers& right);

// The first step in which two timelines are not the same; empty if they are the same as far as both have come.
std::optional<long> first_difference(const Timeline& left, const Timeline& right);

// That two trainings are a fair race: the same start and the same images in the same order.
struct Fairness {
    std::uint64_t left_start = 0, right_start = 0, left_order = 0, right_order = 0;  // hashes
    bool same() const { return left_start == right_start && left_order == right_order; }
};
// The orders are compared over the epochs that both have.
Fairness fairness(const Timeline& left, const Timeline& right);

}  // namespace backstep
