#pragma once
// Products with images whose zeros are left out (engine/math/pixel_groups.h). Four neighbouring pixels go together: a
// column that was loaded serves all four. Rows are worked on in strips, of which four columns fit in registers. The
// last vector of a strip ends with its last row: it may overlap the one before it, and then some numbers are computed
// twice, from the same numbers.

#include "engine/math/kernels.h"
#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

// The highest strips: AVX-512 has 32 registers, the others 16.
// Strips are cut as equal as whole vectors can be, so the last one is never lower than a vector.
constexpr int strip_vectors = lanes == 8 ? 4 : 2, pixels_together = 4;

template <int V>
BACKSTEP_INLINE int row_of(int v, int rows) {
    return v < V - 1 ? v * lanes : rows - lanes;
}

template <int V>
BACKSTEP_INLINE void load_strip(Vector* to, const double* from, int rows) {
    for (int v = 0; v < V; ++v) to[v] = load(from + row_of<V>(v, rows));
}
template <int V>
BACKSTEP_INLINE void store_strip(double* to, const Vector* from, int rows) {
    for (int v = 0; v < V; ++v) store(to + row_of<V>(v, rows), from[v]);
}

struct PixelStrip {
    double* out;
    const double* left;
    long step;  // between columns, of out and of left
    int rows;   // of the strip
};

// left · images: the columns of left that belong to four pixels stay in registers, the sums of an image come and go.
template <int V>
[[gnu::noinline]] void image_strip(const PixelStrip& strip, const PixelLists& lists, const double* level) {
    double* const out = strip.out;
    const long step = strip.step;
    const int rows = strip.rows;
    for (int pixel = 0, group = 0; pixel < lists.pixels; pixel += pixels_together, ++group) {
        std::uint32_t e = lists.starts[group];
        const std::uint32_t end = lists.starts[group + 1];
        if (e == end) continue;
        Vector weights[pixels_together][V];
        // Beyond the last pixel every byte is 0, so that any column will do.
        for (int k = 0; k < pixels_together; ++k)
            load_strip<V>(weights[k], strip.left + (pixel + k < lists.pixels ? pixel + k : 0) * step, rows);
        for (; e < end; ++e) {
            const std::uint64_t entry = lists.entries[e];
            double* const column = out + static_cast<long>(entry >> 32) * step;
            Vector sums[V];
            load_strip<V>(sums, column, rows);
            for (int k = 0; k < pixels_together; ++k) {
                const double x = level[entry >> 8 * k & 255];
                for (int v = 0; v < V; ++v) sums[v] += weights[k][v] * x;
            }
            store_strip<V>(column, sums, rows);
        }
    }
}

// left · imagesᵀ: the sums of four pixels stay in registers, the columns of left come and go.
template <int V>
[[gnu::noinline]] void group_strip(const PixelStrip& strip, const PixelLists& lists, PixelRange range,
                                   const double* level, bool resume) {
    const double* const left = strip.left;
    const long step = strip.step;
    const int rows = strip.rows;
    for (int pixel = range.first; pixel < range.last; pixel += pixels_together) {
        double* const out = strip.out + (pixel - range.first) * step;
        const int cols = range.last - pixel < pixels_together ? range.last - pixel : pixels_together;
        const std::uint32_t* const starts = lists.starts + pixel / pixels_together;
        // Loops of constant length, or the sums would live in memory.
        Vector sums[pixels_together][V];
        for (int k = 0; k < pixels_together; ++k)
            if (resume && k < cols)
                load_strip<V>(sums[k], out + k * step, rows);
            else
                for (int v = 0; v < V; ++v) sums[k][v] = Vector{};
        for (std::uint32_t e = starts[0]; e < starts[1]; ++e) {
            const std::uint64_t entry = lists.entries[e];
            Vector errors[V];
            load_strip<V>(errors, left + static_cast<long>(entry >> 32) * step, rows);
            for (int k = 0; k < pixels_together; ++k) {
                const double x = level[entry >> 8 * k & 255];
                for (int v = 0; v < V; ++v) sums[k][v] += errors[v] * x;
            }
        }
        for (int k = 0; k < pixels_together; ++k)
            if (k < cols) store_strip<V>(out + k * step, sums[k], rows);
    }
}

// Calls run(number of vectors as a constant, first row, rows) for each strip.
template <int V, class Run>
BACKSTEP_INLINE void with_vectors(int vectors, int first, int rows, const Run& run) {
    if constexpr (V > 1)
        if (vectors < V) return with_vectors<V - 1>(vectors, first, rows, run);
    run.template strip<V>(first, rows);
}
template <class Run>
BACKSTEP_INLINE void each_strip(int rows, const Run& run) {
    const int vectors = (rows + lanes - 1) / lanes;
    const int strips = (vectors + strip_vectors - 1) / strip_vectors;
    for (int s = 0; s < strips; ++s) {
        const int first = vectors * s / strips * lanes, next = vectors * (s + 1) / strips * lanes;
        const int height = (next < rows ? next : rows) - first;
        with_vectors<strip_vectors>((height + lanes - 1) / lanes, first, height, run);
    }
}

struct RunImages {
    double* out;
    const double* left;
    int step;
    const PixelLists& lists;
    const double* level;
    template <int V>
    BACKSTEP_INLINE void strip(int first, int rows) const {
        image_strip<V>({out + first, left + first, step, rows}, lists, level);
    }
};
struct RunGroups {
    double* out;
    const double* left;
    int step;
    const PixelLists& lists;
    PixelRange range;
    const double* level;
    bool resume;
    template <int V>
    BACKSTEP_INLINE void strip(int first, int rows) const {
        group_strip<V>({out + first, left + first, step, rows}, lists, range, level, resume);
    }
};

// The same for fewer rows than a vector has: pixel by pixel, out += left's column · x. With `transposed` the columns of
// left are those of the examples, else those of the pixels.
template <bool transposed>
void few_rows(double* out, const double* left, int rows, const PixelLists& lists, PixelRange range,
              const double* level) {
    for (int pixel = range.first; pixel < range.last; ++pixel) {
        const int group = pixel / pixels_together, shift = 8 * (pixel % pixels_together);
        for (std::uint32_t e = lists.starts[group]; e < lists.starts[group + 1]; ++e) {
            const long example = static_cast<long>(lists.entries[e] >> 32);
            const double x = level[lists.entries[e] >> shift & 255];
            double* const sums = out + (transposed ? pixel - range.first : example) * rows;
            const double* const column = left + (transposed ? example : pixel) * rows;
            for (int i = 0; i < rows; ++i) sums[i] += column[i] * x;
        }
    }
}

void pixel_product(double* out, const double* left, int rows, int examples, const PixelLists& lists,
                   const double* level) {
    const long size = static_cast<long>(rows) * examples;
    for (long k = 0; k < size; ++k) out[k] = 0;
    if (rows < lanes) return few_rows<false>(out, left, rows, lists, {0, lists.pixels}, level);
    each_strip(rows, RunImages{out, left, rows, lists, level});
}

void pixel_product_transposed(double* out, const double* left, int rows, const PixelLists& lists, PixelRange range,
                              const double* level, bool resume) {
    if (rows >= lanes) return each_strip(rows, RunGroups{out, left, rows, lists, range, level, resume});
    for (long k = 0; !resume && k < static_cast<long>(rows) * (range.last - range.first); ++k) out[k] = 0;
    few_rows<true>(out, left, rows, lists, range, level);
}

}  // namespace
}  // namespace backstep
