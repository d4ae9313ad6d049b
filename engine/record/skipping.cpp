#include "engine/record/skipping.h"

#include <cmath>

namespace backstep {
namespace {

const Node& node_at(const Tape& tape, int node) { return tape.nodes[static_cast<std::size_t>(node)]; }

}  // namespace

bool may_keep_state(const Tape& tape, int update, int product) {
    const Node& n = node_at(tape, update);
    if ((n.op != Op::subtract && n.op != Op::add) || n.left != n.updates) return false;
    for (int i = n.right; i != product; i = node_at(tape, i).left) {
        const Op op = node_at(tape, i).op;
        if (op != Op::scale && op != Op::divide_by && op != Op::negate) return false;
    }
    return true;
}

// W − 0 is W, and so is W + (−0), whatever W is; −0 − (−0) would be +0. A scalar turns the sign of the zero, and makes
// NaN of it if the scalar is infinite, or 0 and divides.
bool keeps_state_where_zero(const Tape& tape, int update, int product) {
    bool negative = false;
    for (int i = node_at(tape, update).right; i != product; i = node_at(tape, i).left) {
        const Node& node = node_at(tape, i);
        const double scalar = node.op == Op::negate ? -1 : tape.scalars[static_cast<std::size_t>(node.scalar)].value;
        if (std::isnan(scalar)) return false;
        if (node.op == Op::divide_by ? scalar == 0 : std::isinf(scalar)) return false;
        negative ^= std::signbit(scalar);
    }
    return negative == (node_at(tape, update).op == Op::add);
}

}  // namespace backstep
