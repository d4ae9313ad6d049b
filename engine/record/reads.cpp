#include "engine/record/reads.h"

#include <algorithm>

#include "engine/record/operation.h"

namespace backstep {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void find_reads(const Tape& tape, int node, bool is_top, Reads& reads) {
    const Node& n = tape.nodes[at(node)];
    std::vector<int>& list = n.named && !is_top ? reads.named : reads.unnamed;
    if (std::find(list.begin(), list.end(), node) != list.end()) return;
    if (&list == &reads.unnamed) {
        if (n.left >= 0) find_reads(tape, n.left, false, reads);
        if (n.right >= 0)
            find_reads(tape, reads_through_transpose(tape, n) ? tape.nodes[at(n.right)].left : n.right, false, reads);
    }
    list.push_back(node);
}

}  // namespace

Reads reads_of(const Tape& tape, int node) {
    Reads reads;
    find_reads(tape, node, true, reads);
    return reads;
}

}  // namespace backstep
