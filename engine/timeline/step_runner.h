#pragma once
// A network on its way through the steps of a plan, with recording off, or for one step with recording on.

#include "engine/timeline/training_step.h"

namespace backstep {

class StepRunner {
public:
    // The network is as it is before the next step. optimizer_began: the step in which the optimizer's memory was
    // empty.
    StepRunner(Compute compute, TrainingPlan plan, Mlp net, long optimizer_began);

    void summarise(Summarised how);  // the next steps; as Recorder::summarise, at first not at all
    void run(long step);
    // The same step with recording on, and with these cells set by hand. summaries() and loss() are those of this step
    // as well.
    Trace record(long step, std::vector<Edit> edits);

    bool computes_with(const Compute& compute) const;
    Mlp& net() { return net_; }
    double loss() const { return loss_; }  // of the last step
    const std::vector<Summary>& summaries() const { return summaries_; }
    std::uint64_t hash();  // of the state after the step

private:
    Compute compute_;
    int threads_;
    TrainingPlan plan_;
    Mlp net_;
    long optimizer_began_;
    Summarised summarise_ = Summarised::no;
    Batches batches_;
    Recorder recorder_;
    bool recorded_ = false;  // the last step was run with recording on
    double loss_ = 0;
    std::vector<Summary> summaries_;
};

}  // namespace backstep
