#include "engine/record/plan.h"

#include <cstring>

#include "engine/record/operation.h"
#include "engine/record/run_node.h"

namespace backstep {
namespace {

std::size_t at(int node) { return static_cast<std::size_t>(node); }

}  // namespace

Plan::Plan(const Tape& tape) : tape_(tape), uses_(tape.nodes.size(), 0), memory_of_(tape.nodes.size(), -1) {
    find_uses();
    give_memory();
}

bool Plan::fits(const Tape& tape) const {
    return tape.nodes.size() == tape_.nodes.size() &&
           std::memcmp(tape.nodes.data(), tape_.nodes.data(), sizeof(Node) * tape.nodes.size()) == 0;
}

// What a node reads: a transposed right factor is read at its source.
template <class Visit>
void Plan::operands(int node, const Visit& visit) const {
    const Node& n = tape_.nodes[at(node)];
    if (is_given(n.op)) return;
    if (n.left >= 0) visit(n.left);
    if (n.right >= 0) visit(reads_through_transpose(tape_, n) ? tape_.nodes[at(n.right)].left : n.right);
}

void Plan::find_uses() {
    for (int i = static_cast<int>(tape_.nodes.size()) - 1; i >= 0; --i) {
        const Node& n = tape_.nodes[at(i)];
        if (n.wanted || n.updates >= 0) ++uses_[at(i)];
        if (is_live(i)) operands(i, [&](int operand) { ++uses_[at(operand)]; });
    }
}

// A buffer whose last reader is done serves the next node of the same shape. Kept results are never given away.
void Plan::give_memory() {
    std::vector<int> uses_left = uses_;
    std::vector<int> free;
    for (int i = 0; i < static_cast<int>(tape_.nodes.size()); ++i) {
        const Node& n = tape_.nodes[at(i)];
        if (!is_live(i) || is_given(n.op)) continue;
        const auto same_shape = [&](int buffer) {
            return memory_[at(buffer)]->rows == n.rows && memory_[at(buffer)]->cols == n.cols;
        };
        for (std::size_t f = 0; f < free.size() && memory_of_[at(i)] < 0; ++f)
            if (same_shape(free[f])) {
                memory_of_[at(i)] = free[f];
                free.erase(free.begin() + static_cast<long>(f));
            }
        if (memory_of_[at(i)] < 0) {
            memory_of_[at(i)] = static_cast<int>(memory_.size());
            memory_.push_back(std::make_unique<Matrix>(n.rows, n.cols));
        }
        operands(i, [&](int operand) {
            if (--uses_left[at(operand)] == 0 && memory_of_[at(operand)] >= 0) free.push_back(memory_of_[at(operand)]);
        });
    }
}

void Plan::run(Compute& compute, const Tape& tape, const std::vector<const Matrix*>& given) {
    const auto numbers = [&](int node) -> const double* {
        if (node < 0) return nullptr;
        if (is_given(tape_.nodes[at(node)].op)) return given[at(node)]->values.data();
        return memory_[at(memory_of_[at(node)])]->values.data();
    };
    for (int i = 0; i < static_cast<int>(tape_.nodes.size()); ++i) {
        const Node& n = tape_.nodes[at(i)];
        if (!is_live(i) || is_given(n.op)) continue;
        const int right = n.right >= 0 && reads_through_transpose(tape_, n) ? tape_.nodes[at(n.right)].left : n.right;
        run_node(compute, tape, i, memory_[at(memory_of_[at(i)])]->values.data(), numbers(n.left), numbers(right));
    }
}

Matrix* Plan::result(int node) {
    const Node& n = tape_.nodes[at(node)];
    if (is_given(n.op) || !(n.wanted || n.updates >= 0)) return nullptr;
    return memory_[at(memory_of_[at(node)])].get();
}

}  // namespace backstep
