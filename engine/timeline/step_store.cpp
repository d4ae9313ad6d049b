#include "engine/timeline/step_store.h"

#include <algorithm>
#include <limits>

namespace backstep {
namespace {

bool same_place(const Summary& a, const Summary& b) {
    return a.name == b.name && a.version == b.version && a.phase == b.phase && a.rows == b.rows && a.cols == b.cols;
}

// A count beyond 4 billion, of a matrix that would take 34 GB, stays at the largest number there is room for.
std::uint32_t narrow(long count) {
    return static_cast<std::uint32_t>(std::min<long>(count, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

// There are two kinds of step in most trainings: the last batch of an epoch is smaller.
std::size_t StepStore::kind_of(const std::vector<Summary>& summaries) {
    for (std::size_t kind = 0; kind < layouts_.size(); ++kind)
        if (std::equal(layouts_[kind].begin(), layouts_[kind].end(), summaries.begin(), summaries.end(), same_place))
            return kind;
    layouts_.push_back(summaries);
    return layouts_.size() - 1;
}

void StepStore::append(std::uint64_t hash, double loss, double held_out, const std::vector<Summary>& summaries) {
    const Step step{hash, loss, held_out, kind_of(summaries), numbers_.size()};
    for (const Summary& s : summaries) numbers_.push_back({s.norm, s.min, s.max, narrow(s.zeros), narrow(s.nans)});
    steps_.push_back(step);
}

void StepStore::read(long index, StepRecord& record) const {
    const Step& step = at(index);
    record.hash = step.hash;
    record.loss = step.loss;
    record.held_out = step.held_out;
    record.summaries = layouts_[step.kind];
    const Numbers* numbers = numbers_.data() + step.first;
    for (Summary& summary : record.summaries) {
        summary.norm = numbers->norm;
        summary.min = numbers->min;
        summary.max = numbers->max;
        summary.zeros = static_cast<long>(numbers->zeros);
        summary.nans = static_cast<long>(numbers->nans);
        ++numbers;
    }
}

}  // namespace backstep
