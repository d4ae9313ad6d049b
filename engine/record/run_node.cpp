#include "engine/record/run_node.h"

#include <algorithm>

namespace backstep {
namespace {

const Node& node_at(const Tape& tape, int node) { return tape.nodes[static_cast<std::size_t>(node)]; }

int number_of_tiles(const Node& node, const Node* left, int threads) {
    const long inner = node.op == Op::product ? left->cols : node.op == Op::softmax ? 20 : 1;
    const long work = static_cast<long>(node.rows) * node.cols * inner;
    if (threads == 1 || work < worth_sharing) return 1;
    return std::min(node.cols, 4 * threads);
}

}  // namespace

Tile tile_of(const Tape& tape, int index) {
    const Node& node = node_at(tape, index);
    const Node* left = node.left >= 0 ? &node_at(tape, node.left) : nullptr;
    const Node* right = node.right >= 0 ? &node_at(tape, node.right) : nullptr;
    const bool through = reads_through_transpose(tape, node);
    Tile tile;
    tile.scalar = node.scalar >= 0 ? tape.scalars[static_cast<std::size_t>(node.scalar)].value : 0;
    tile.rows = node.rows;
    tile.left_rows = left ? left->rows : 0;
    tile.left_cols = left ? left->cols : 0;
    tile.right_transposed = through;
    tile.right_rows = through ? right->cols : right ? right->rows : 0;
    return tile;
}

void run_node(Compute& compute, const Tape& tape, int index, double* out, const double* left, const double* right) {
    const Node& node = node_at(tape, index);
    const Operation& what = operation(node.op);
    const Node* left_node = node.left >= 0 ? &node_at(tape, node.left) : nullptr;
    const Node* right_node = node.right >= 0 ? &node_at(tape, node.right) : nullptr;
    const bool through = reads_through_transpose(tape, node);
    if (node.rows == 0 || node.cols == 0) return;
    const Tile whole = tile_of(tape, index);

    const int tiles = number_of_tiles(node, left_node, compute.pool.threads());
    compute.pool.run(tiles, [&](int tile_index, int) {
        Tile tile = whole;
        tile.first = static_cast<int>(static_cast<long>(node.cols) * tile_index / tiles);
        tile.last = static_cast<int>(static_cast<long>(node.cols) * (tile_index + 1) / tiles);
        const auto columns = [&](const double* operand, int rows, Reach reach) {
            return reach == Reach::column ? operand + static_cast<long>(tile.first) * rows : operand;
        };
        tile.out = out + static_cast<long>(tile.first) * node.rows;
        tile.left = left_node ? columns(left, left_node->rows, what.left) : nullptr;
        tile.right = right_node ? columns(right, right_node->rows, through ? Reach::whole : what.right) : nullptr;
        what.run(compute.kernels, tile);
    });
}

}  // namespace backstep
