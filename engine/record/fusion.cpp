#include "engine/record/fusion.h"

#include <algorithm>

namespace backstep {
namespace {

FusedCode swapped(FusedCode code) {
    if (code == FusedCode::subtract) return FusedCode::subtract_swapped;
    if (code == FusedCode::divide) return FusedCode::divide_swapped;
    return code;
}

// Every value is computed when it is needed, so that mostly it is used where it is: in the accumulator.
class Writer {
public:
    Writer(const Tape& tape, std::span<const int> nodes, const std::vector<char>& has_home,
           const std::vector<FusedCode>& gathered)
        : tape_(tape),
          nodes_(nodes),
          has_home_(has_home),
          gathered_(gathered),
          readers_(tape.nodes.size(), 0),
          done_(tape.nodes.size(), 1),
          temporaries_(fused_temporaries, -1) {
        for (const int index : nodes) {
            done_[at(index)] = 0;
            for (const int operand : {node(index).left, node(index).right})
                if (operand >= 0) ++readers_[at(operand)];
        }
    }

    std::vector<FusedStep> write() {
        for (const int index : nodes_) {
            if (done_[at(index)] || (readers_[at(index)] > 0 && !has_home_[at(index)])) continue;
            if (node(index).updates >= 0) read_before(index);
            compute(index);
        }
        return full_ || steps_.size() > std::size_t{longest_program} ? std::vector<FusedStep>{} : std::move(steps_);
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }
    const Node& node(int index) const { return tape_.nodes[at(index)]; }
    int temporary_of(int index) const {
        const auto held = std::find(temporaries_.begin(), temporaries_.end(), index);
        return held == temporaries_.end() ? -1 : static_cast<int>(held - temporaries_.begin());
    }
    // Can an instruction read it?
    bool in_memory(int index) const {
        const bool in_group = std::find(nodes_.begin(), nodes_.end(), index) != nodes_.end();
        return done_[at(index)] && (!in_group || has_home_[at(index)] || temporary_of(index) >= 0);
    }

    // An update may be written over the state it updates. Whoever reads the old state, and is not needed for the update
    // itself, reads it first.
    void read_before(int update) {
        for (const int reader : nodes_) {
            if (done_[at(reader)] || reader >= update || needs(update, reader)) continue;
            if (node(reader).left != node(update).updates && node(reader).right != node(update).updates) continue;
            compute(reader);
            keep(reader);
        }
    }
    // Is `other` it, or read on the way to it? Operands have smaller numbers.
    bool needs(int index, int other) const {
        if (index == other) return true;
        if (index < other || done_[at(index)]) return false;
        const Node& n = node(index);
        return (n.left >= 0 && needs(n.left, other)) || (n.right >= 0 && needs(n.right, other));
    }

    void compute(int index) {
        const Node& n = node(index);
        const FusedCode code = operation(n.op).fused;
        if (n.right < 0) {
            to_accumulator(n.left);
            steps_.push_back({code, -1, -1, n.scalar});
        } else if (const int scaled = foldable(n); scaled >= 0) {
            to_accumulator(scaled == n.left ? n.right : n.left);
            push_reading(FusedCode::add_scaled, node(scaled).left, node(scaled).scalar);
            done_[at(scaled)] = 1;
        } else {
            const bool right_first = n.left != n.right && begins_right(n);
            const int first = right_first ? n.right : n.left, second = right_first ? n.left : n.right;
            if (!in_memory(second)) {
                if (accumulator_ != second) compute(second);
                keep(second);
            }
            to_accumulator(first);
            push_reading(right_first ? swapped(code) : code, second, -1);
        }
        finish(index);
    }

    // The accumulator should take the operand that an instruction cannot read, or that it holds. Of two that are still
    // to be computed, the one that begins with what it holds now is computed first, and put aside.
    bool begins_right(const Node& n) const {
        if (in_memory(n.left) != in_memory(n.right)) return in_memory(n.left);
        if (in_memory(n.left)) return accumulator_ == n.right;
        return accumulator_ >= 0 && needs(n.left, accumulator_);
    }

    // Of L + R, a side s·o which nothing else needs, with an o that can be read: one instruction adds it. Or −1.
    int foldable(const Node& n) const {
        if (n.op != Op::add || n.left == n.right) return -1;
        for (const int side : {n.left, n.right})
            if (node(side).op == Op::scale && !done_[at(side)] && readers_[at(side)] == 1 && !has_home_[at(side)] &&
                !gathers(gathered_[at(side)]) && in_memory(node(side).left))
                return side;
        return -1;
    }

    void to_accumulator(int index) {
        if (accumulator_ == index)
            read(index);
        else if (in_memory(index))
            push_reading(FusedCode::load, index, -1);
        else
            compute(index), read(index);
    }

    // One reader less: a temporary that nobody will read is free.
    void read(int index) {
        if (--readers_[at(index)] == 0)
            if (const int place = temporary_of(index); place >= 0) temporaries_[at(place)] = -1;
    }
    void push_reading(FusedCode code, int index, int scalar) {
        const int place = temporary_of(index);
        steps_.push_back({code, place, place >= 0 ? -1 : index, scalar});
        read(index);
    }

    void finish(int index) {
        accumulator_ = index;
        done_[at(index)] = 1;
        if (gathers(gathered_[at(index)])) steps_.push_back({gathered_[at(index)], -1, index, -1});
        if (has_home_[at(index)])
            steps_.push_back({FusedCode::store, -1, index, -1});
        else if (readers_[at(index)] > 1)
            keep(index);
    }

    // Puts the accumulator aside, unless it can be read already.
    void keep(int index) {
        if (in_memory(index)) return;
        const auto free = std::find(temporaries_.begin(), temporaries_.end(), -1);
        if (free == temporaries_.end()) {
            full_ = true;
            return;
        }
        *free = index;
        steps_.push_back({FusedCode::store, static_cast<int>(free - temporaries_.begin()), -1, -1});
    }

    const Tape& tape_;
    std::span<const int> nodes_;
    const std::vector<char>& has_home_;
    const std::vector<FusedCode>& gathered_;
    std::vector<int> readers_;      // one a node: how many operands of the group it still has to be
    std::vector<char> done_;        // one a node: whether it has been computed, or is none of the group
    std::vector<int> temporaries_;  // which node each one holds, or −1
    int accumulator_ = -1;          // which node it holds, or −1
    std::vector<FusedStep> steps_;
    bool full_ = false;
};

}  // namespace

std::vector<FusedStep> fused_program(const Tape& tape, std::span<const int> nodes, const std::vector<char>& has_home,
                                     const std::vector<FusedCode>& gathered) {
    return Writer(tape, nodes, has_home, gathered).write();
}

}  // namespace backstep
