#include "viewer/model/term_count.h"

namespace backstep {
namespace {

const Node& node_at(const Tape& tape, int node) { return tape.nodes[static_cast<std::size_t>(node)]; }

double count_of(const Tape& tape, int index, bool is_top) {
    if (index < 0) return 0;
    const Node& node = node_at(tape, index);
    if (is_given(node.op) || (node.named && !is_top)) return 1;
    const double left = count_of(tape, node.left, false), right = count_of(tape, node.right, false);
    const double left_rows = node.left < 0 ? 0 : node_at(tape, node.left).rows;
    const double left_cols = node.left < 0 ? 0 : node_at(tape, node.left).cols;
    // A maximum of the column stands in each of its powers.
    const double power = left + left_rows * left + 2;
    switch (node.op) {
        case Op::product:
            return left_cols * (left + right + 1);
        case Op::sum_columns:
            return left_cols * left;
        case Op::sum_rows:
        case Op::max_rows:
            return left_rows * left;
        case Op::softmax:
            return (left_rows + 1) * power;
        case Op::cross_entropy:
            return left_rows * (power + right) + power;
        case Op::square:
            return 2 * left + 1;
        default:
            return left + right + 2;
    }
}

}  // namespace

double term_count(const Tape& tape, int node) { return count_of(tape, node, true); }

}  // namespace backstep
