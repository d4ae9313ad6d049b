#pragma once
// Products with images whose zeros are left out (engine/math/pixels.h). Rows are worked on in strips, whose sums stay
// in registers. The last vector of a strip ends with the last row: it may overlap the one before it, and then computes
// some numbers twice.

#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

// The highest strips: AVX-512 has 32 registers, the others 16. A transposed strip holds four columns of sums.
// Strips are cut as equal as whole vectors can be, so the last one is never lower than a vector.
constexpr int strip_vectors = lanes == 8 ? 16 : 8, transposed_strip_vectors = lanes == 8 ? 4 : 2;

template <int V>
BACKSTEP_INLINE int row_of(int v, int rows) {
    return v < V - 1 ? v * lanes : rows - lanes;
}

struct ImageStrip {
    double* out;
    const double* left;
    long step;  // between columns of left
    int rows;   // of the strip
};

template <int V>
[[gnu::noinline]] void image_strip(const ImageStrip& strip, const std::uint32_t* nonzero, long count,
                                   const double* level) {
    Vector sums[V] = {};
    const double* const left = strip.left;
    const long step = strip.step;
    const int last = strip.rows - lanes;
    for (long e = 0; e < count; ++e) {
        const std::uint32_t entry = nonzero[e];
        const double x = level[entry & 255];
        const double* const weights = left + static_cast<long>(entry >> 8) * step;
        for (int v = 0; v < V - 1; ++v) sums[v] += load(weights + v * lanes) * x;
        sums[V - 1] += load(weights + last) * x;
    }
    for (int v = 0; v < V; ++v) store(strip.out + row_of<V>(v, strip.rows), sums[v]);
}

template <int V>
void image_strip_of(int vectors, const ImageStrip& strip, const std::uint32_t* nonzero, long count,
                    const double* level) {
    if (vectors >= V) return image_strip<V>(strip, nonzero, count, level);
    if constexpr (V > 1) image_strip_of<V - 1>(vectors, strip, nonzero, count, level);
}

void image_product(double* out, const double* left, int rows, const std::uint32_t* nonzero, long count,
                   const double* level) {
    if (rows < lanes) {
        double sums[lanes] = {};
        for (long e = 0; e < count; ++e) {
            const double x = level[nonzero[e] & 255];
            const double* const weights = left + static_cast<long>(nonzero[e] >> 8) * rows;
            for (int i = 0; i < rows; ++i) sums[i] += weights[i] * x;
        }
        for (int i = 0; i < rows; ++i) out[i] = sums[i];
        return;
    }
    const int vectors = (rows + lanes - 1) / lanes;
    const int strips = (vectors + strip_vectors - 1) / strip_vectors;
    for (int s = 0; s < strips; ++s) {
        const int i = vectors * s / strips * lanes, next = vectors * (s + 1) / strips * lanes;
        const int height = (next < rows ? next : rows) - i;
        image_strip_of<strip_vectors>((height + lanes - 1) / lanes, {out + i, left + i, rows, height}, nonzero, count,
                                      level);
    }
}

// Four columns of left · imagesᵀ, for neighbouring pixels.
struct GroupStrip {
    double* out;
    const double* left;
    long step;  // between columns, of out and of left
    int rows, cols;
    bool resume;
};

template <int V>
[[gnu::noinline]] void group_strip(const GroupStrip& strip, const std::uint64_t* entries, long count,
                                   const double* level) {
    Vector sums[4][V] = {};
    const double* const left = strip.left;
    const long step = strip.step;
    const int last = strip.rows - lanes;
    if (strip.resume)
        for (int c = 0; c < strip.cols; ++c)
            for (int v = 0; v < V; ++v) sums[c][v] = load(strip.out + c * step + row_of<V>(v, strip.rows));
    for (long e = 0; e < count; ++e) {
        const std::uint64_t entry = entries[e];
        const double* const column = left + static_cast<long>(entry >> 32) * step;
        Vector errors[V];
        for (int v = 0; v < V - 1; ++v) errors[v] = load(column + v * lanes);
        errors[V - 1] = load(column + last);
        for (int c = 0; c < 4; ++c) {
            const double x = level[entry >> 8 * c & 255];
            for (int v = 0; v < V; ++v) sums[c][v] += errors[v] * x;
        }
    }
    for (int c = 0; c < strip.cols; ++c)
        for (int v = 0; v < V; ++v) store(strip.out + c * step + row_of<V>(v, strip.rows), sums[c][v]);
}

template <int V>
void group_strip_of(int vectors, const GroupStrip& strip, const std::uint64_t* entries, long count,
                    const double* level) {
    if (vectors >= V) return group_strip<V>(strip, entries, count, level);
    if constexpr (V > 1) group_strip_of<V - 1>(vectors, strip, entries, count, level);
}

void images_product(double* out, const double* left, int rows, int cols, const std::uint64_t* entries, long count,
                    const double* level, bool resume) {
    if (rows < lanes) {
        for (long k = 0; k < static_cast<long>(rows) * cols && !resume; ++k) out[k] = 0;
        for (long e = 0; e < count; ++e) {
            const double* const column = left + static_cast<long>(entries[e] >> 32) * rows;
            for (int c = 0; c < cols; ++c)
                for (int i = 0; i < rows; ++i) out[c * rows + i] += column[i] * level[entries[e] >> 8 * c & 255];
        }
        return;
    }
    const int vectors = (rows + lanes - 1) / lanes;
    const int strips = (vectors + transposed_strip_vectors - 1) / transposed_strip_vectors;
    for (int s = 0; s < strips; ++s) {
        const int i = vectors * s / strips * lanes, next = vectors * (s + 1) / strips * lanes;
        const int height = (next < rows ? next : rows) - i;
        group_strip_of<transposed_strip_vectors>(
            (height + lanes - 1) / lanes, {out + i, left + i, rows, height, cols, resume}, entries, count, level);
    }
}

}  // namespace
}  // namespace backstep
