#pragma once
// Products with images whose zeros are left out (engine/math/pixels.h). Rows are worked on in strips, whose sums stay
// in registers. The last vector of a strip ends with the last row: it may overlap the one before it, and then computes
// some numbers twice.

#include "engine/math/kernels.h"
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
    long step;  // between columns, of left and of out
    int rows;   // of the strip
};

// Adds an entry to the sums of its image.
template <int V>
BACKSTEP_INLINE void add_pixel(Vector* sums, const ImageStrip& strip, std::uint32_t entry, const double* level) {
    const double x = level[entry & 255];
    const double* const weights = strip.left + static_cast<long>(entry >> 8) * strip.step;
    for (int v = 0; v < V - 1; ++v) sums[v] += load(weights + v * lanes) * x;
    sums[V - 1] += load(weights + strip.rows - lanes) * x;
}

// The sums of `images` images, 1 or 2. A sum waits for its last addition, so where a strip is low two images go side by
// side, as long as both have entries.
template <int V, int images>
[[gnu::noinline]] void image_strip(const ImageStrip& place, const PixelList* lists, const double* level) {
    const ImageStrip strip = place;  // not changed by what is stored
    Vector sums[images][V] = {};
    long together = lists[0].count;
    for (int k = 1; k < images; ++k) together = lists[k].count < together ? lists[k].count : together;
    for (long e = 0; e < together; ++e)
        for (int k = 0; k < images; ++k) add_pixel<V>(sums[k], strip, lists[k].entries[e], level);
    for (int k = 0; k < images; ++k)
        for (long e = together; e < lists[k].count; ++e) add_pixel<V>(sums[k], strip, lists[k].entries[e], level);
    for (int k = 0; k < images; ++k)
        for (int v = 0; v < V; ++v) store(strip.out + k * strip.step + row_of<V>(v, strip.rows), sums[k][v]);
}

template <int V>
void image_strips_of(int vectors, ImageStrip strip, const PixelList* lists, int cols, const double* level) {
    if (vectors < V) {
        if constexpr (V > 1) image_strips_of<V - 1>(vectors, strip, lists, cols, level);
        return;
    }
    constexpr int images = V <= strip_vectors / 4 ? 2 : 1;
    for (; cols >= images; cols -= images, lists += images, strip.out += images * strip.step)
        image_strip<V, images>(strip, lists, level);
    if (cols > 0) image_strip<V, 1>(strip, lists, level);
}

void pixel_product_of_few_rows(double* out, const double* left, int rows, const PixelList* lists, int cols,
                               const double* level) {
    for (int k = 0; k < cols; ++k, out += rows) {
        double sums[lanes] = {};
        for (long e = 0; e < lists[k].count; ++e) {
            const std::uint32_t entry = lists[k].entries[e];
            const double* const weights = left + static_cast<long>(entry >> 8) * rows;
            for (int i = 0; i < rows; ++i) sums[i] += weights[i] * level[entry & 255];
        }
        for (int i = 0; i < rows; ++i) out[i] = sums[i];
    }
}

void pixel_product(double* out, const double* left, int rows, const PixelList* lists, int cols, const double* level) {
    if (rows < lanes) return pixel_product_of_few_rows(out, left, rows, lists, cols, level);
    const int vectors = (rows + lanes - 1) / lanes;
    const int strips = (vectors + strip_vectors - 1) / strip_vectors;
    for (int s = 0; s < strips; ++s) {
        const int i = vectors * s / strips * lanes, next = vectors * (s + 1) / strips * lanes;
        const int height = (next < rows ? next : rows) - i;
        image_strips_of<strip_vectors>((height + lanes - 1) / lanes, {out + i, left + i, rows, height}, lists, cols,
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

void pixel_product_transposed(double* out, const double* left, int rows, int cols, const std::uint64_t* entries,
                              long count, const double* level, bool resume) {
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
