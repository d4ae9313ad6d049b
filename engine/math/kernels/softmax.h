#pragma once
// Softmax and the cross-entropy of logits, column by column.

#include "engine/math/kernels/columns.h"
#include "engine/math/kernels/instructions.h"

namespace backstep {
namespace {

// Columns that are worked on together, so that the exponentials of short columns fill whole vectors.
constexpr int together = 64;

// visit(first column, how many, their maxima, their sums of exponentials) before each few columns are divided.
template <class Visit>
BACKSTEP_INLINE void softmax_with(double* out, const double* a, int rows, int cols, const Visit& visit) {
    double highest[together], sums[together];
    for (int c = 0; c < cols; c += together) {
        const int count = cols - c < together ? cols - c : together;
        const long start = static_cast<long>(c) * rows;
        max_rows(highest, a + start, rows, count);
        subtract_row(out + start, a + start, highest, rows, count);
        exponential(out + start, out + start, static_cast<long>(rows) * count);
        sum_rows(sums, out + start, rows, count);
        visit(c, count, highest, sums);
        divide_row(out + start, out + start, sums, rows, count);
    }
}

void softmax(double* out, const double* a, int rows, int cols) {
    softmax_with(out, a, rows, cols, [](int, int, const double*, const double*) {});
}

// Σ exp(z_i − highest) in the order of i, for a column that is longer than the buffer.
double sum_of_exponentials(double* buffer, int size, const double* z, double highest, int rows) {
    double sum = 0;
    for (int start = 0; start < rows; start += size) {
        const int count = rows - start < size ? rows - start : size;
        add_scalar(buffer, z + start, -highest, count);
        exponential(buffer, buffer, count);
        for (int i = 0; i < count; ++i) sum += buffer[i];
    }
    return sum;
}

// Σ y_i · (log_sum − (z_i − highest)) over the y_i that are not 0. Mostly one is, where nobody can foresee it: so whole
// vectors of zeros are passed over, and in the others no branch asks for the place.
double loss_of(const double* z, const double* y, int rows, double highest, double log_sum) {
    double loss = 0;
    const auto add = [&](int i) { loss += y[i] * (log_sum - (z[i] - highest)); };
    int i = 0;
    for (; i + lanes <= rows; i += lanes)
        for (unsigned places = places_other_than_zero(load(y + i)); places != 0; places &= places - 1)
            add(i + __builtin_ctz(places));
    for (; i < rows; ++i)
        if (y[i] != 0) add(i);
    return loss;
}

// Of some columns of logits with their labels.
BACKSTEP_INLINE void losses_of(double* out, const double* z, const double* y, int rows, int cols, const double* highest,
                               const double* sums) {
    double log_sums[together];
    logarithm(log_sums, sums, cols);
    for (int k = 0; k < cols; ++k) {
        const long column = static_cast<long>(k) * rows;
        out[k] = loss_of(z + column, y + column, rows, highest[k], log_sums[k]);
    }
}

void cross_entropy(double* out, const double* a, const double* y, int rows, int cols) {
    constexpr int size = 1024;
    double buffer[size], highest[together], sums[together];
    const int fitting = rows > 0 ? size / rows : 1;
    const int group = fitting < 1 ? 1 : fitting < together ? fitting : together;
    for (int c = 0; c < cols; c += group) {
        const int count = cols - c < group ? cols - c : group;
        const double* const z = a + static_cast<long>(c) * rows;
        max_rows(highest, z, rows, count);
        if (fitting >= 1) {
            subtract_row(buffer, z, highest, rows, count);
            exponential(buffer, buffer, static_cast<long>(rows) * count);
            sum_rows(sums, buffer, rows, count);
        } else {
            sums[0] = sum_of_exponentials(buffer, size, z, highest[0], rows);
        }
        losses_of(out + c, z, y + static_cast<long>(c) * rows, rows, count, highest, sums);
    }
}

void softmax_and_cross_entropy(double* out, double* losses, const double* a, const double* y, int rows, int cols) {
    softmax_with(out, a, rows, cols, [&](int c, int count, const double* highest, const double* sums) {
        const long start = static_cast<long>(c) * rows;
        losses_of(losses + c, a + start, y + start, rows, count, highest, sums);
    });
}

}  // namespace
}  // namespace backstep
