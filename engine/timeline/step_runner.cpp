#include "engine/timeline/step_runner.h"

#include <utility>

namespace backstep {
namespace {

// What summaries() gives with recording off.
std::vector<Summary> summaries_of(const Trace& trace) {
    std::vector<Summary> summaries;
    for (const Event& event : trace.events)
        if (!event.given) summaries.push_back(summarise(trace, event));
    return summaries;
}

}  // namespace

StepRunner::StepRunner(Compute compute, TrainingPlan plan, Mlp net, long optimizer_began)
    : compute_(compute),
      threads_(compute.pool.threads()),
      plan_(std::move(plan)),
      net_(std::move(net)),
      optimizer_began_(optimizer_began),
      batches_(plan_),
      recorder_(compute_, Recording::off) {}

void StepRunner::summarise(Summarised how) {
    summarise_ = how;
    recorder_.summarise(how);
}

bool StepRunner::computes_with(const Compute& compute) const {
    return &compute.kernels == &compute_.kernels && &compute.pool == &compute_.pool &&
           compute.pool.threads() == threads_;
}

void StepRunner::run(long step) {
    const TrainedStep trained = training_step(recorder_, net_, plan_, batches_, step, step - optimizer_began_ + 1);
    recorder_.keep(trained.J);
    recorder_.finish();
    loss_ = recorder_[trained.J](0, 0);
    summaries_ = recorder_.summaries();
    recorded_ = false;
}

Trace StepRunner::record(long step, std::vector<Edit> edits) {
    Recorder recorder(compute_, Recording::on);
    recorder.edit(std::move(edits));
    const TrainedStep trained = training_step(recorder, net_, plan_, batches_, step, step - optimizer_began_ + 1);
    recorder.finish();
    loss_ = recorder[trained.J](0, 0);
    Trace trace = recorder.take_trace();
    trace.source = plan_.data;
    trace.steps_before = step - 1;
    trace.steps_remembered = step - optimizer_began_;
    trace.images = {plan_.data->train.rows, plan_.data->train.cols};
    if (summarise_ != Summarised::no) summaries_ = summaries_of(trace);
    recorded_ = true;
    return trace;
}

// A step with recording on leaves the sums of the recorder that ran the steps before as they were.
std::uint64_t StepRunner::hash() {
    if (recorded_) return state_hash(net_, compute_);
    return state_hash(net_, compute_, [this](const State& state) { return recorder_.hash_sums(state); });
}

}  // namespace backstep
