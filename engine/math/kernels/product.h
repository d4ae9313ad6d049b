#pragma once
// The matrix product, cut so that what the tiles read lies in the caches. A sum that is cut goes on from the result
// matrix where it stopped: its terms are added in the same order, and a stored number is exact.

#include "engine/math/kernels/product_tile.h"

namespace backstep {
namespace {

// A block of the left factor is at most so many rows and so many terms: 200 KB with AVX, 32 KB on the baseline. The
// columns of right that meet it tile after tile stay in the first cache, the block in the second.
constexpr int block_vectors = lanes == 4 ? 32 : 16, block_rows = block_vectors * lanes;
constexpr int block_terms = lanes == 2 ? 128 : 200;

// A right factor of more numbers, whose rows lie together, is copied before tiles read it, each time wide columns. A
// tile needs one or two cache lines from each row, far apart; of fewer rows and columns they are in the second cache,
// and the wide tiles of AVX-512 have time to wait for that.
constexpr long near_numbers = lanes == 8 ? 1 << 17 : 1 << 14;

// A panel of some rows of a block: how many vectors high it is, how many lanes the last of them has, and how many of
// its rows the matrix has.
struct Panel {
    int vectors, last_lanes, rows;
    constexpr int height() const { return (vectors - 1) * lanes + last_lanes; }
};

// Tiles go down a block in panels. The last panel is never less than a vector high, unless the whole matrix is.
Panel next_panel(int rows_left) {
    int vectors = (rows_left + lanes - 1) / lanes;
    if (vectors >= 5)
        vectors = tall;
    else if (vectors == 4)
        vectors = 2;
    const int rows = rows_left < vectors * lanes ? rows_left : vectors * lanes;
    return {vectors, rows <= (vectors - 1) * lanes + half_lanes ? half_lanes : lanes, rows};
}

// A copy of a panel without gaps. In the matrix its columns may lie so far apart that each is on another page, and that
// they get into each other's way in the cache.
void pack_left(double* packed, const Terms& terms, Panel panel) {
    const double* left = terms.left;
    const int height = panel.height();
    if (panel.rows < lanes) {
        for (int p = 0; p < terms.inner; ++p, left += terms.left_step, packed += height)
            for (int i = 0; i < height; ++i) packed[i] = i < panel.rows ? left[i] : 0;
        return;
    }
    const int last = height - panel.last_lanes, last_left = panel.rows - panel.last_lanes;
    for (int p = 0; p < terms.inner; ++p, left += terms.left_step, packed += height) {
        for (int i = 0; i < last; i += lanes) store(packed + i, load(left + i));
        if (panel.last_lanes == lanes)
            store(packed + last, load(left + last_left));
        else
            store_lanes<half_lanes>(packed + last, load_lanes<half_lanes>(left + last_left));
    }
}

// A matrix with fewer rows than a vector has lanes: the tile is worked on in a buffer.
void product_of_few_rows(double* out, const Terms& terms, Panel panel, int cols, bool resume) {
    alignas(64) double tile[lanes * wide] = {};
    const int height = panel.last_lanes, rows = panel.rows;
    if (resume)
        for (int c = 0; c < cols; ++c)
            for (int i = 0; i < rows; ++i) tile[c * height + i] = out[c * rows + i];
    product_tile_of(1, height, cols, {tile, height, 0, 0}, terms, resume);
    for (int c = 0; c < cols; ++c)
        for (int i = 0; i < rows; ++i) out[c * rows + i] = tile[c * height + i];
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
void product_of_block(double* out, int out_rows, const Terms& block, int rows, int cols, bool pack_right, bool resume) {
    alignas(64) double packed_left[block_rows * block_terms];
    alignas(64) double packed_right[wide * block_terms];
    const bool pack = cols > wide || rows < lanes;
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
            terms.left_step = pack ? panel.height() : block.left_step;
            const int last = panel.rows - panel.last_lanes, last_left = pack ? (panel.vectors - 1) * lanes : last;
            if (panel.rows < lanes)
                product_of_few_rows(column, terms, panel, width, resume);
            else
                product_tile_of(panel.vectors, panel.last_lanes, width, {column + i, out_rows, last, last_left}, terms,
                                resume);
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
    const bool pack_right = step_col == 1 && rows > tall * lanes && static_cast<long>(inner) * cols > near_numbers;
    for (long piece = 0; piece < pieces; ++piece) {
        const long p = inner * piece / pieces, p_end = inner * (piece + 1) / pieces;
        for (long cut = 0; cut < cuts; ++cut) {
            const long i = vectors * cut / cuts * lanes, i_end = vectors * (cut + 1) / cuts * lanes;
            const Terms block{left + p * rows + i, rows,     right + p * step_inner,
                              step_inner,          step_col, static_cast<int>(p_end - p)};
            product_of_block(out + i, rows, block, static_cast<int>((i_end < rows ? i_end : rows) - i), cols,
                             pack_right, piece > 0);
        }
    }
}

}  // namespace
}  // namespace backstep
