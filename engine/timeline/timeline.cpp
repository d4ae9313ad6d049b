#include "engine/timeline/timeline.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/math/error.h"
#include "engine/timeline/timeline_shared.h"

namespace backstep {
namespace {

std::string hex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

// Moments of another optimizer mean something else: momentum's velocity may be negative, Adam's mean square may not.
void empty_moments(Mlp& net) {
    for (auto* parameters : {&net.W, &net.b})
        for (Parameter& parameter : *parameters) {
            std::fill(parameter.m.matrix.values.begin(), parameter.m.matrix.values.end(), 0.0);
            std::fill(parameter.v.matrix.values.begin(), parameter.v.matrix.values.end(), 0.0);
        }
}

void require_edits(const std::vector<Edit>& edits) {
    for (const Edit& edit : edits)
        if (edit.event < 0 || edit.row < 0 || edit.col < 0)
            throw InputError("edit", fmt::format("cell ({},{}) of event {}", edit.row, edit.col, edit.event),
                             "give numbers that are not negative");
}

void require_fork(const Timeline& parent, long step, const TrainingPlan& plan) {
    if (step < 1 || step > parent.trained() + 1)
        throw InputError("fork", fmt::format("at step {}", step),
                         fmt::format("the timeline can be forked at steps 1 to {}", parent.trained() + 1));
    check(plan);
    check_change(parent.plan(), plan);
    if (step > plan.steps())
        throw InputError("fork", fmt::format("at step {} of {}", step, plan.steps()), "give the fork more epochs");
}

}  // namespace

Timeline::Timeline(TrainingPlan plan, std::size_t memory) : shared_(std::make_unique<Shared>()) {
    check(plan);
    Shared& s = *shared_;
    s.plan = std::move(plan);
    s.budget = std::make_shared<MemoryBudget>(memory);
    s.checkpoints = s.budget->make_checkpoints(bytes_of_state(s.plan.network), 0, s.plan.steps());
}

Timeline::Timeline(std::shared_ptr<const Timeline> parent, long step, Change change)
    : shared_(std::make_unique<Shared>()) {
    if (!parent) throw std::invalid_argument("Timeline: a fork of nothing");
    TrainingPlan plan = change.plan.value_or(parent->plan());
    while (parent->parent() && step < parent->forked_at()) parent = parent->parent();
    require_fork(*parent, step, plan);
    require_edits(change.edits);
    Shared& s = *shared_;
    const bool same_optimizer = plan.network.optimizer.kind == parent->plan().network.optimizer.kind;
    s.optimizer_began = same_optimizer ? parent->shared_->optimizer_began : step;
    s.plan = std::move(plan);
    s.parent = std::move(parent);
    s.forked_at = step;
    s.edits = std::move(change.edits);
    s.budget = s.parent->shared_->budget;
    s.checkpoints = s.budget->make_checkpoints(bytes_of_state(s.plan.network), step - 1, s.plan.steps() - step + 1);
}

Timeline::~Timeline() = default;

const TrainingPlan& Timeline::plan() const { return shared_->plan; }
const std::shared_ptr<const Timeline>& Timeline::parent() const { return shared_->parent; }
long Timeline::forked_at() const { return shared_->forked_at; }
const std::vector<Edit>& Timeline::edits() const { return shared_->edits; }
long Timeline::optimizer_step(long step) const { return step - shared_->optimizer_began + 1; }
std::size_t Timeline::checkpoint_memory() const { return shared_->checkpoints->memory(); }

void Timeline::require(long step, long last) const {
    if (step < 1 || step > last) throw std::out_of_range(fmt::format("there is no step {}, only 1 to {}", step, last));
}

// The network with which the first step of its own begins.
Mlp Timeline::first_state(Compute& compute) const {
    const Shared& s = *shared_;
    if (!s.parent) return make_mlp(s.plan.network);
    Mlp net = s.parent->state_before(compute, s.forked_at);
    if (s.optimizer_began == s.forked_at) empty_moments(net);
    net.settings = s.plan.network;
    return net;
}

// A fork without steps of its own may ask the parent for all, later ones go on from a checkpoint: each step on the way
// has to give the state that it gave the first time.
std::unique_ptr<StepRunner> Timeline::runner_before(Compute& compute, long step) const {
    const std::atomic<bool> never{false};
    return runner_before(compute, step, never);
}

std::unique_ptr<StepRunner> Timeline::runner_before(Compute& compute, long step, const std::atomic<bool>& stop) const {
    const Shared& s = *shared_;
    const Checkpoints::Found found = s.checkpoints->nearest(step - 1);
    long done = found.numbers ? found.step : s.forked_at - 1;
    Mlp start = found.numbers ? network_of(s.plan.network, *found.numbers) : first_state(compute);
    auto runner = std::make_unique<StepRunner>(compute, s.plan, std::move(start), s.optimizer_began);
    if (done >= s.forked_at) verify(*runner, done);
    while (++done < step && !stop) run_again(*runner, done);
    return runner;
}

void Timeline::run_again(StepRunner& runner, long step) const {
    const Shared& s = *shared_;
    if (step == s.forked_at && !s.edits.empty())
        runner.record(step, s.edits);
    else
        runner.run(step);
    verify(runner, step);
}

void Timeline::verify(StepRunner& runner, long step) const {
    if (const std::uint64_t now = runner.hash(), first = hash(step); now != first)
        throw ReplayError(
            fmt::format("going back gave another state after step {} than there was at first: {}, expected {}; memory "
                        "or data have changed since",
                        step, hex(now), hex(first)));
}

void Timeline::complete(Compute& compute, const std::atomic<bool>& stop) const {
    Shared& s = *shared_;
    if (s.parent) s.parent->complete(compute, stop);
    const long last = trained();
    long first = s.forked_at;
    {
        const std::lock_guard lock(s.mutex);
        first += s.steps.partial();
    }
    if (first > last || stop) return;
    const std::unique_ptr<StepRunner> runner = runner_before(compute, first, stop);
    runner->summarise(Summarised::wholly);
    HeldOut held_out(compute, s.plan);
    for (long step = first; step <= last && !stop; ++step) {
        run_again(*runner, step);
        const double accuracy = held_out.accuracy(runner->net());
        const std::lock_guard lock(s.mutex);
        s.steps.complete(step - s.forked_at, accuracy, runner->summaries());
    }
}

bool Timeline::is_complete() const {
    const Shared& s = *shared_;
    if (s.parent && !s.parent->is_complete()) return false;
    const std::lock_guard lock(s.mutex);
    return s.steps.partial() == s.steps.size();
}

Mlp Timeline::state_before(Compute& compute, long step) const {
    require(step, trained() + 1);
    if (step < shared_->forked_at) return shared_->parent->state_before(compute, step);
    return std::move(runner_before(compute, step)->net());
}

Mlp Timeline::state_now(Compute& compute) const {
    const std::unique_ptr<StepRunner>& runner = shared_->runner;
    return runner ? runner->net() : state_before(compute, trained() + 1);
}

std::shared_ptr<const Trace> Timeline::record(Compute& compute, long step, const std::vector<Edit>& what_if) const {
    const Shared& s = *shared_;
    require(step, std::min(trained() + 1, s.plan.steps()));
    if (step < s.forked_at) return s.parent->record(compute, step, what_if);
    return record_with(*runner_before(compute, step), compute, step, what_if);
}

// The runner stands before a step of its own. What was set by hand this once gives another state on purpose, so its
// hash is not asked for.
std::shared_ptr<const Trace> Timeline::record_with(StepRunner& runner, Compute& compute, long step,
                                                   const std::vector<Edit>& what_if) const {
    const Shared& s = *shared_;
    const long done = trained();
    std::vector<Edit> edits = step == s.forked_at ? s.edits : std::vector<Edit>{};
    edits.insert(edits.end(), what_if.begin(), what_if.end());
    auto trace = std::make_shared<const Trace>(runner.record(step, edits));
    if (step <= done && what_if.empty())
        if (const std::uint64_t now = state_hash(runner.net(), compute); now != hash(step))
            throw ReplayError(
                fmt::format("step {} recorded again gave another state than at first: {}, expected {}; "
                            "memory or data have changed since",
                            step, hex(now), hex(hash(step))));
    return trace;
}

}  // namespace backstep
