#include "engine/timeline/step_replay.h"

#include <algorithm>

#include "engine/timeline/timeline_shared.h"

namespace backstep {
namespace {

constexpr std::size_t most_kept = 16, most_bytes = 40 * megabyte;

}  // namespace

StepReplay::StepReplay(const Timeline& timeline, Compute& compute) : timeline_(timeline), compute_(compute) {}

StepReplay::~StepReplay() = default;

std::shared_ptr<const Trace> StepReplay::record(long step) {
    timeline_.require(step, timeline_.trained());
    const Timeline* owner = &timeline_;
    while (step < owner->forked_at()) owner = owner->parent().get();
    const bool goes_back = owner == owner_ && step == next_ - 2;
    if (owner != owner_) kept_.clear();
    if ((owner != owner_ || step != next_) && !go_back_to_kept(step))
        runner_ = goes_back ? walk_to(*owner, step) : owner->runner_before(compute_, step);
    owner_ = owner;
    next_ = 0;  // until this step has succeeded
    const std::shared_ptr<const Trace> trace = owner->record_with(*runner_, compute_, step, {});
    next_ = step + 1;
    return trace;
}

bool StepReplay::go_back_to_kept(long step) {
    const auto kept = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.step == step; });
    if (kept == kept_.end()) return false;
    write_numbers(runner_->net(), kept->numbers);
    return true;
}

// Keeps the states before the last few steps on the way.
std::unique_ptr<StepRunner> StepReplay::walk_to(const Timeline& owner, long step) {
    for (Kept& kept : kept_) kept.step = 0;
    kept_.resize(std::clamp<std::size_t>(most_bytes / bytes_of_state(owner.plan().network), 1, most_kept));
    const long first = std::max(owner.forked_at(), step - static_cast<long>(kept_.size()));
    std::unique_ptr<StepRunner> runner = owner.runner_before(compute_, first);
    for (long done = first; done < step; ++done) {
        Kept& kept = kept_[static_cast<std::size_t>(done - first)];
        read_numbers(kept.numbers, runner->net(), compute_);
        kept.step = done;
        owner.run_again(*runner, done);
    }
    return runner;
}

}  // namespace backstep
