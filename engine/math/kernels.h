#pragma once
// The arithmetic. One source file is compiled once per instruction set into a table of functions; all tables give the
// same bits: each output element is one sum in increasing index that starts at 0, every product is rounded before it
// is added, and SIMD lanes hold different outputs. Matrices are column by column (engine/math/matrix.h), so `rows`
// numbers make a column. `n` is a number of elements. No pointer needs alignment, and nothing outside the named
// elements is read or written. Unless it says otherwise, out may be the same array as an input, never overlap it.

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/math/fused.h"
#include "engine/math/summary_lanes.h"

namespace backstep {

// A few images without their zeros, pixel by pixel: for each group of four neighbouring pixels a list of the examples
// in which it is not all 0 (engine/math/pixel_groups.h makes them).
struct PixelLists {
    const std::uint32_t* starts;   // the list of group g is entries[starts[g]] … entries[starts[g + 1] − 1]
    const std::uint64_t* entries;  // example << 32 | four bytes, the first pixel's lowest; examples increasing
    int pixels;                    // of an image; bytes beyond the last are 0
};
// The pixels first … last − 1; first is a multiple of four.
struct PixelRange {
    int first, last;
};

struct Kernels {
    const char* name;  // "baseline", "avx2", "avx512"

    // Element by element.
    void (*add)(double* out, const double* a, const double* b, long n);
    void (*subtract)(double* out, const double* a, const double* b, long n);
    void (*multiply)(double* out, const double* a, const double* b, long n);
    void (*divide)(double* out, const double* a, const double* b, long n);
    void (*scale)(double* out, const double* a, double s, long n);          // s · a
    void (*divide_by)(double* out, const double* a, double s, long n);      // a / s
    void (*add_scalar)(double* out, const double* a, double s, long n);     // a + s
    void (*subtract_from)(double* out, const double* a, double s, long n);  // s − a
    void (*square_root)(double* out, const double* a, long n);
    void (*exponential)(double* out, const double* a, long n);  // engine/math/functions.h
    void (*logarithm)(double* out, const double* a, long n);
    void (*hyperbolic_tangent)(double* out, const double* a, long n);
    void (*sigmoid)(double* out, const double* a, long n);                     // 1 / (1 + e^(−a))
    void (*relu)(double* out, const double* a, long n);                        // a if not a ≤ 0 (NaN stays), else +0
    void (*relu_slope)(double* out, const double* a, long n);                  // 1 if a > 0, else 0
    void (*leaky_relu)(double* out, const double* a, double s, long n);        // a if not a ≤ 0, else s · a
    void (*leaky_relu_slope)(double* out, const double* a, double s, long n);  // 1 if a > 0, else s
    bool (*all_finite)(const double* a, long n);                               // no NaN, no infinity
    // Adds n numbers that begin at the place-th eight (engine/math/hash_sums.h).
    void (*hash)(HashSums& sums, const double* a, long n, long place);

    // A column (rows×1) or a row (1×cols) against each column of a (rows×cols).
    void (*add_column)(double* out, const double* a, const double* column, int rows, int cols);
    void (*subtract_row)(double* out, const double* a, const double* row, int rows, int cols);
    void (*divide_row)(double* out, const double* a, const double* row, int rows, int cols);

    // Down each column: out is 1×cols. The maximum is the first element, replaced by each later one that is greater,
    // or is NaN: a column with a NaN has the maximum NaN.
    void (*sum_rows)(double* out, const double* a, int rows, int cols);
    void (*max_rows)(double* out, const double* a, int rows, int cols);
    // Along each row, over the columns in order: out is rows×1 and is not a.
    void (*sum_columns)(double* out, const double* a, int rows, int cols);

    // Each column z of a: highest = max z; e_i = exp(z_i − highest); out_i = e_i / Σ e, the sum in order of i.
    void (*softmax)(double* out, const double* a, int rows, int cols);
    // Each column z of logits a, y of labels: out (1×cols, not an input) = Σ over the i with y_i ≠ 0, in order, of
    // y_i · (log Σ_j exp(z_j − highest) − (z_i − highest)). One-hot y: minus the log of the label's softmax.
    void (*cross_entropy)(double* out, const double* a, const double* y, int rows, int cols);
    // Both of the same logits, with one exponential of each. out is not a.
    void (*softmax_and_cross_entropy)(double* out, double* losses, const double* a, const double* y, int rows,
                                      int cols);

    // out(i, c) = Σ_p left(i, p) · right(p, c), p increasing: out is rows×cols, left rows×inner column by column, and
    // right(p, c) is right[p * step_inner + c * step_col], so that right may be read as it lies (step_inner 1) or
    // transposed. out is no input. A product 0 · NaN is NaN: no term is left out.
    void (*product)(double* out, const double* left, const double* right, int rows, int inner, int cols,
                    long step_inner, long step_col);

    // A program of element-wise operations, on n numbers (engine/math/fused.h).
    void (*fused)(const FusedInstruction* program, int count, long n);
    // The same on cols columns of rows numbers, a multiple of SummaryLanes::lanes; it may summarise.
    void (*fused_columns)(const FusedInstruction* program, int count, int rows, int cols);

    // Products with images without their zeros; level has 256 numbers, of which level[0] is 0, and left is finite.
    // Column e of out, rows×examples, = Σ over the pixels p, increasing, of left's column p · level[byte of p in e].
    void (*pixel_product)(double* out, const double* left, int rows, int examples, const PixelLists& lists,
                          const double* level);
    // out has a column for each pixel of the range. Column p = Σ over the examples e, increasing, of left's column e ·
    // level[byte of p in e]. With `resume` the sums go on from out.
    void (*pixel_product_transposed)(double* out, const double* left, int rows, const PixelLists& lists,
                                     PixelRange range, const double* level, bool resume);

    // Gathers a (rows×cols), and gives the sum of the squares of each column. Hashes nothing.
    void (*summarise_columns)(SummaryLanes& to, double* squares, const double* a, int rows, int cols);
    // Only the sums of the squares.
    void (*square_columns)(double* squares, const double* a, int rows, int cols);
};

// The tables this machine can run, best first; the last is always "baseline".
std::vector<const Kernels*> available_kernels();

// The table of that name. Throws InputError if there is none, or this machine cannot run it; the text lists the names.
const Kernels& kernels_named(std::string_view name);

}  // namespace backstep
