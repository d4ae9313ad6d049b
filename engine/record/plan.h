#pragma once
// With recording off: how the nodes of one kind of step are computed, and in which memory. Made once for each kind of
// step and used again whenever the tape is the same, number for number.

#include <memory>
#include <vector>

#include "engine/math/compute.h"
#include "engine/record/tape.h"

namespace backstep {

class Plan {
public:
    // Plans what the updates and the wanted nodes of the tape need, and nothing else.
    explicit Plan(const Tape& tape);

    bool fits(const Tape& tape) const;
    // Computes. given[node] is what an input or a state reads.
    void run(Compute& compute, const Tape& tape, const std::vector<const Matrix*>& given);
    // The result of a node that is wanted or updates a state, after run(); null for any other.
    Matrix* result(int node);

private:
    bool is_live(int node) const { return uses_[static_cast<std::size_t>(node)] > 0; }
    void find_uses();
    void give_memory();
    template <class Visit>
    void operands(int node, const Visit& visit) const;

    Tape tape_;                   // the formulas this plan is for
    std::vector<int> uses_;       // one a node: how many live nodes read it, plus one if it is kept
    std::vector<int> memory_of_;  // one a node: place in memory_, or −1
    std::vector<std::unique_ptr<Matrix>> memory_;
};

}  // namespace backstep
