#include "engine/timeline/step_store.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace backstep {
namespace {

bool same_place(const Summary& a, const Summary& b) {
    return a.name == b.name && a.version == b.version && a.phase == b.phase && a.rows == b.rows && a.cols == b.cols;
}

// The zeros of what is not whole, and the NaNs of what has no norm.
constexpr std::uint32_t not_counted = std::numeric_limits<std::uint32_t>::max();

// A count beyond 4 billion, of a matrix that would take 34 GB, stays at the largest number there is room for.
std::uint32_t narrow(long count) { return static_cast<std::uint32_t>(std::min<long>(count, not_counted - 1)); }

}  // namespace

// There are two kinds of step in most trainings: the last batch of an epoch is smaller.
std::uint32_t StepStore::kind_of(const std::vector<Summary>& summaries) {
    for (std::uint32_t kind = 0; kind < layouts_.size(); ++kind)
        if (std::equal(layouts_[kind].begin(), layouts_[kind].end(), summaries.begin(), summaries.end(), same_place))
            return kind;
    layouts_.push_back(summaries);
    return static_cast<std::uint32_t>(layouts_.size() - 1);
}

StepStore::Numbers StepStore::narrowed(const Summary& s) {
    return {s.norm, s.min, s.max, s.whole ? narrow(s.zeros) : not_counted, s.has_norm ? narrow(s.nans) : not_counted};
}

void StepStore::append(const StepRecord& record) {
    const Step step{record.hash,    record.loss, record.held_out, numbers_.size(), kind_of(record.summaries),
                    record.measured};
    for (const Summary& summary : record.summaries) numbers_.push_back(narrowed(summary));
    steps_.push_back(step);
    go_on_to_partial();
}

void StepStore::complete(long index, double held_out, const std::vector<Summary>& summaries) {
    if (kind_of(summaries) != at(index).kind) throw std::logic_error("StepStore::complete: a step of another kind");
    Step& step = steps_[static_cast<std::size_t>(index)];
    step.held_out = held_out;
    step.measured = true;
    std::transform(summaries.begin(), summaries.end(), numbers_.begin() + static_cast<long>(step.first), narrowed);
    go_on_to_partial();
}

void StepStore::go_on_to_partial() {
    const auto is_whole = [](const Numbers& numbers) { return numbers.zeros != not_counted; };
    for (; partial_ < size(); ++partial_) {
        const Step& step = at(partial_);
        const auto first = numbers_.begin() + static_cast<long>(step.first);
        if (!step.measured || !std::all_of(first, first + static_cast<long>(layouts_[step.kind].size()), is_whole))
            return;
    }
}

void StepStore::read(long index, StepRecord& record) const {
    const Step& step = at(index);
    record.hash = step.hash;
    record.loss = step.loss;
    record.held_out = step.held_out;
    record.measured = step.measured;
    record.summaries = layouts_[step.kind];
    const Numbers* numbers = numbers_.data() + step.first;
    for (Summary& summary : record.summaries) {
        summary.norm = numbers->norm;
        summary.min = numbers->min;
        summary.max = numbers->max;
        summary.whole = numbers->zeros != not_counted;
        summary.zeros = summary.whole ? static_cast<long>(numbers->zeros) : 0;
        summary.has_norm = numbers->nans != not_counted;
        summary.nans = summary.has_norm ? static_cast<long>(numbers->nans) : 0;
        ++numbers;
    }
}

}  // namespace backstep
