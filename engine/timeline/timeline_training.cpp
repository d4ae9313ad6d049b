// How a timeline grows.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/math/error.h"
#include "engine/timeline/evaluation.h"
#include "engine/timeline/timeline_shared.h"

namespace backstep {
namespace {

using Clock = std::chrono::steady_clock;

// The memory of a checkpoint is new, and that takes about as long as some steps. So there are no more than it takes to
// be anywhere in this time; how long a step takes is seen in the first ones. Where all is slow they are as close as the
// copies, which are slow then, too, let them be.
constexpr double longest_way = 0.02;        // seconds from one checkpoint to the next
constexpr long widest_spacing = 128;        // for steps so short that the network is small
constexpr long narrowest_spacing = 48;      // of steps with few images
constexpr long images_between = 48L * 128;  // of steps with many
constexpr long timed_steps = 24;

long spacing_for(const TrainingPlan& plan, double seconds_a_step) {
    const long narrowest = std::clamp(images_between / plan.batch_size, 1L, narrowest_spacing);
    const double by_time = std::min(longest_way / seconds_a_step, 1.0 * widest_spacing);
    return std::max(narrowest, static_cast<long>(by_time));
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Larger numbers may have squares that are infinite, or whose sum is.
constexpr double surely_small = 1e150;

// Every part of the state is a value that an update gave, and so its norm tells. One that has no norm is an average: it
// is finite as long as what it takes in is, a gradient or its square, and of that the norm tells.
bool is_finite(const Compute& compute, StepRunner& runner) {
    const auto is_small = [](const Summary& summary) {
        return summary.phase == Phase::forward || !summary.has_norm || summary.norm < surely_small;
    };
    const std::vector<Summary>& all = runner.summaries();
    if (!std::isfinite(runner.loss())) return false;
    return std::all_of(all.begin(), all.end(), is_small) || state_is_finite(runner.net(), compute.kernels);
}

// Has validation not got better for `patience` epochs?
bool patience_is_over(const std::vector<EpochRecord>& epochs, int patience) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < epochs.size(); ++i)
        if (epochs[i].validation > epochs[best].validation) best = i;
    return patience > 0 && epochs.size() - 1 - best >= static_cast<std::size_t>(patience);
}

void require_all(const std::vector<Edit>& edits, const Trace& trace, long step) {
    if (trace.edits.size() < edits.size())
        throw InputError("edit",
                         fmt::format("{} of {} cells to be set in step {} do not come to be",
                                     edits.size() - trace.edits.size(), edits.size(), step),
                         "name events and cells of this step as it is with the plan of the fork");
}

}  // namespace

void Timeline::advance(Compute& compute, long steps) {
    const std::atomic<bool> never{false};
    advance(compute, steps, never);
}

void Timeline::advance(Compute& compute, long steps, const std::atomic<bool>& stop) {
    try {
        prepare(compute);
        finish_epoch(compute, stop);
        for (long i = 0; i < steps && !stop && !finished(); ++i) {
            train_one(compute, false);
            finish_epoch(compute, stop);
        }
    } catch (...) {
        shared_->runner.reset();  // its network may be in the middle of a step
        throw;
    }
}

std::shared_ptr<const Trace> Timeline::advance_recorded(Compute& compute, const std::atomic<bool>& stop) {
    try {
        prepare(compute);
        finish_epoch(compute, stop);
        if (stop || finished()) return nullptr;
        const std::shared_ptr<const Trace> trace = train_one(compute, true);
        finish_epoch(compute, stop);
        return trace;
    } catch (...) {
        shared_->runner.reset();
        throw;
    }
}

void Timeline::summarise(Summarised how) { shared_->summarised = how; }
void Timeline::measure_each_step(bool each) { shared_->measure_each_step = each; }

// The network stays between calls, with all that is planned for its steps.
void Timeline::prepare(Compute& compute) {
    Shared& s = *shared_;
    if (s.runner && s.runner->computes_with(compute)) return s.runner->summarise(s.summarised);
    s.runner.reset();
    s.held_out.reset();
    s.runner = runner_before(compute, trained() + 1);
    s.runner->summarise(s.summarised);
    s.held_out = std::make_unique<HeldOut>(compute, s.plan);
    if (trained() == s.forked_at - 1 && s.checkpoints->wants(s.forked_at - 1))
        s.checkpoints->keep(s.forked_at - 1, numbers_of(s.runner->net(), compute));
}

// Between two measurements the last one stands.
void Timeline::measure_held_out(StepRecord& record, long step) {
    Shared& s = *shared_;
    const HeldOutSample& sample = s.held_out->sample();
    record.measured = sample.images.empty() || sample.is_measured(step) || s.measure_each_step;
    record.held_out = record.measured ? s.held_out->accuracy(s.runner->net()) : held_out(step - 1);
}

void Timeline::space_checkpoints(long own_steps, double seconds) {
    Shared& s = *shared_;
    if (own_steps > timed_steps) return;
    s.fastest_step = std::min(s.fastest_step, seconds);
    if (own_steps == timed_steps) s.checkpoints->widen(spacing_for(s.plan, s.fastest_step));
}

std::shared_ptr<const Trace> Timeline::train_one(Compute& compute, bool recorded) {
    Shared& s = *shared_;
    StepRunner& runner = *s.runner;
    const Clock::time_point start = Clock::now();
    const long step = trained() + 1;
    const std::vector<Edit> edits = step == s.forked_at ? s.edits : std::vector<Edit>{};
    std::shared_ptr<const Trace> trace;
    if (recorded || !edits.empty()) {
        trace = std::make_shared<const Trace>(runner.record(step, edits));
        require_all(edits, *trace, step);
    } else {
        runner.run(step);
    }
    StepRecord& now = s.latest;
    now.hash = runner.hash();
    now.loss = runner.loss();
    space_checkpoints(step - s.forked_at + 1, seconds_since(start));
    if (s.checkpoints->wants(step)) s.checkpoints->keep(step, numbers_of(runner.net(), compute));
    measure_held_out(now, step);
    const bool finite = is_finite(compute, runner);
    now.summaries = runner.summaries();

    const std::lock_guard lock(s.mutex);
    s.steps.append(now);
    if (!s.diverged_at && !finite) s.diverged_at = step;
    s.epoch_seconds += seconds_since(start);
    return trace;
}

void Timeline::finish_epoch(Compute& compute, const std::atomic<bool>& stop) {
    Shared& s = *shared_;
    {
        const std::lock_guard lock(s.mutex);
        if (!s.epoch_to_measure()) return;
    }
    std::optional<EpochRecord> record = measure(compute, s.runner->net(), s.plan, stop);
    if (!record) return;
    const long steps = s.plan.steps_per_epoch(), last = trained();
    const std::vector<double> all = losses();
    record->epoch = last / steps;
    record->loss = std::accumulate(all.end() - steps, all.end(), 0.0) / static_cast<double>(steps);
    record->seconds = std::exchange(s.epoch_seconds, 0.0);
    std::vector<EpochRecord> epochs_so_far = epochs();
    epochs_so_far.push_back(*record);

    const std::lock_guard lock(s.mutex);
    s.epochs.push_back(*record);
    s.stopped_early = patience_is_over(epochs_so_far, s.plan.patience);
}

}  // namespace backstep
