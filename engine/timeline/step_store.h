#pragma once
// The records of many steps in little memory: 32 bytes a summary. What the summaries of steps have in common (names,
// versions, phases, shapes) is kept once for each kind of step.

#include <cstdint>
#include <vector>

#include "engine/timeline/history.h"

namespace backstep {

class StepStore {
public:
    // Keeps all of the record.
    void append(const StepRecord& record);
    // Puts whole summaries of a step, and the accuracy after it, in the place of those it has.
    void complete(long index, double held_out, const std::vector<Summary>& summaries);
    // The first step with a summary that is not whole, or that was not measured; size() if there is none.
    long partial() const { return partial_; }
    long size() const { return static_cast<long>(steps_.size()); }
    // Of the steps appended, 0 … size() − 1.
    std::uint64_t hash(long index) const { return at(index).hash; }
    double loss(long index) const { return at(index).loss; }
    double held_out(long index) const { return at(index).held_out; }
    bool measured(long index) const { return at(index).measured; }
    void read(long index, StepRecord& record) const;  // allocates nothing if `record` had as many summaries before

private:
    struct Numbers {
        double norm, min, max;
        std::uint32_t zeros, nans;
    };
    struct Step {
        std::uint64_t hash;
        double loss, held_out;
        std::size_t first;   // of its numbers
        std::uint32_t kind;  // its layout
        bool measured;
    };
    using Layout = std::vector<Summary>;  // whose numbers are not used

    const Step& at(long index) const { return steps_.at(static_cast<std::size_t>(index)); }
    std::uint32_t kind_of(const std::vector<Summary>& summaries);
    static Numbers narrowed(const Summary& summary);
    void go_on_to_partial();

    std::vector<Layout> layouts_;
    std::vector<Step> steps_;
    std::vector<Numbers> numbers_;
    long partial_ = 0;
};

}  // namespace backstep
