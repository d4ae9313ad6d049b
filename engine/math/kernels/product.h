#pragma once
// The matrix product, cut so that what the tiles read lies in the caches. A sum that is cut goes on from the result
// matrix where it stopped: its terms are added in the same order, and a stored number is exact.

#include "engine/math/kernels/product_tile.h"

namespace backstep {
namespace {

// A block of the left factor is at most so many rows and so many terms: 128 KB with AVX-512, 32 KB on the baseline. A
// panel of it, one tile high, and the columns of right that meet it are together in the first cache.
constexpr int block_vectors = 16, block_rows = block_vectors * lanes, block_terms = 128;

// A panel of some rows of a block: how many vectors high it is, and how many of its rows the matrix has.
struct Panel {
    int vectors, rows;
};

// Tiles go down a block in panels. The last panel is never less than a vector high, unless the whole matrix is.
Panel next_panel(int rows_left) {
    int vectors = (rows_left + lanes - 1) / lanes;
    if (vectors >= 5)
        vectors = tall;
    else if (vectors == 4)
        vectors = 2;
    return {vectors, rows_left < vectors * lanes ? rows_left : vectors * lanes};
}

// A copy of a panel without gaps. In the matrix its columns may lie so far apart that each is on another page, and that
// they get into each other's way in the cache.
void pack_left(double* packed, const Terms& terms, Panel panel) {
    const double* left = terms.left;
    if (panel.rows < lanes) {
        for (int p = 0; p < terms.inner; ++p, left += terms.left_step, packed += lanes)
            for (int i = 0; i < lanes; ++i) packed[i] = i < panel.rows ? left[i] : 0;
        return;
    }
    for (int p = 0; p < terms.inner; ++p, left += terms.left_step, packed += lanes) {
        for (int v = 0; v < panel.vectors - 1; ++v, packed += lanes) store(packed, load(left + v * lanes));
        store(packed, load(left + panel.rows - lanes));
    }
}

// A matrix with fewer rows than a vector has lanes: the tile is worked on in a buffer.
void product_of_few_rows(double* out, const Terms& terms, int rows, int cols, bool resume) {
    alignas(64) double tile[lanes * wide] = {};
    if (resume)
        for (int c = 0; c < cols; ++c)
            for (int i = 0; i < rows; ++i) tile[c * lanes + i] = out[c * rows + i];
    product_tile_of(1, cols, {tile, lanes, 0, 0}, terms, resume);
    for (int c = 0; c < cols; ++c)
        for (int i = 0; i < rows; ++i) out[c * rows + i] = tile[c * lanes + i];
}

// Copies the columns of right that a tile reads, when each of their rows lies together, and asks for the next ones if
// there are more.
Terms with_packed_right(double* buffer, Terms terms, bool more) {
    const double* right = terms.right;
    for (int p = 0; p < terms.inner; ++p, right += terms.step_inner) {
        if (more) __builtin_prefetch(right + wide);
        for (int c = 0; c < wide; c += lanes) store(buffer + p * wide + c, load(right + c));
    }
    terms.right = buffer;
    terms.step_inner = wide;
    return terms;
}

// A copy of the block, panel after panel.
void pack_block(double* packed, const Terms& block, int rows) {
    for (int i = 0; i < rows;) {
        const Panel panel = next_panel(rows - i);
        Terms terms = block;
        terms.left += i;
        pack_left(packed + static_cast<long>(i) * block.inner, terms, panel);
        i += panel.rows;
    }
}

// One block of left, `rows` of the `out_rows` rows of the matrix, against all columns of right. Packing pays when the
// copy is read more than once.
void product_of_block(double* out, int out_rows, const Terms& block, int rows, int cols, bool resume) {
    alignas(64) double packed_left[block_rows * block_terms];
    alignas(64) double packed_right[wide * block_terms];
    const bool pack = cols > wide || rows < lanes;
    const bool pack_right = block.step_col == 1 && rows > tall * lanes;
    if (pack) pack_block(packed_left, block, rows);
    for (int c = 0; c < cols; c += wide) {
        const int width = cols - c < wide ? cols - c : wide;
        Terms terms = block;
        terms.right += c * block.step_col;
        if (pack_right && width == wide) terms = with_packed_right(packed_right, terms, c + wide < cols);
        double* const column = out + static_cast<long>(c) * out_rows;
        for (int i = 0; i < rows;) {
            const Panel panel = next_panel(rows - i);
            terms.left = pack ? packed_left + static_cast<long>(i) * block.inner : block.left + i;
            terms.left_step = pack ? panel.vectors * lanes : block.left_step;
            const int last = panel.rows - lanes, last_left = pack ? (panel.vectors - 1) * lanes : last;
            if (panel.rows < lanes)
                product_of_few_rows(column, terms, panel.rows, width, resume);
            else
                product_tile_of(panel.vectors, width, {column + i, out_rows, last, last_left}, terms, resume);
            i += panel.rows;
        }
    }
}

void product(double* out, const double* left, const double* right, int rows, int inner, int cols, long step_inner,
             long step_col) {
    if (inner == 0) {
        for (long k = 0; k < static_cast<long>(rows) * cols; ++k) out[k] = 0;
        return;
    }
    // Blocks of nearly equal size.
    const long vectors = (rows + lanes - 1) / lanes;
    const long cuts = (vectors + block_vectors - 1) / block_vectors;
    const long pieces = (inner + block_terms - 1) / block_terms;
    for (long piece = 0; piece < pieces; ++piece) {
        const long p = inner * piece / pieces, p_end = inner * (piece + 1) / pieces;
        for (long cut = 0; cut < cuts; ++cut) {
            const long i = vectors * cut / cuts * lanes, i_end = vectors * (cut + 1) / cuts * lanes;
            const Terms block{left + p * rows + i, rows,     right + p * step_inner,
                              step_inner,          step_col, static_cast<int>(p_end - p)};
            product_of_block(out + i, rows, block, static_cast<int>((i_end < rows ? i_end : rows) - i), cols,
                             piece > 0);
        }
    }
}

}  // namespace
}  // namespace backstep
