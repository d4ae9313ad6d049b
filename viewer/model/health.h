#pragma once
// How healthy a training is: curves of every step, figures of every epoch, and what is wrong in plain words.

#include <memory>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// Of one layer, one number a step: [i] is step i + 1.
struct LayerCurves {
    std::vector<double> dW, db;  // their norms
    std::vector<double> update;  // ‖ΔW‖ / ‖W‖, of the new W
    std::vector<double> active;  // the share of A[l] that is not 0; empty for the last layer
};

// Reads the records of steps as they come, each once.
class HealthCurves {
public:
    // Looks at up to `most` steps more of this timeline; another timeline begins anew. Once all its steps are measured,
    // looks again at accuracies that were not. True if there are more.
    bool read(std::shared_ptr<const Timeline> timeline, long most);
    long steps() const { return steps_; }
    long measured() const { return measured_; }  // so many of them have the held-out accuracy after the very step
    const std::vector<double>& held_out() const { return held_out_; }   // accuracies on the held-out sample
    const std::vector<LayerCurves>& layers() const { return layers_; }  // [l − 1] is layer l

private:
    void read_step(const Timeline& owner, long step, const StepRecord& record);
    bool measure_again(long most);
    std::shared_ptr<const Timeline> timeline_;
    long steps_ = 0, measured_ = 0;
    std::vector<LayerCurves> layers_;
    std::vector<double> held_out_;
};

// What the held-out accuracies are of: "128 test images; every 39 steps while it trains". Empty if there are none.
std::string held_out_text(const TrainingPlan& plan);

struct HealthFinding {
    std::string text;   // "Layer 1: 7 of 10 units are dead since epoch 1: no training image activates them."
    long step = 1;      // in which it began
    std::string where;  // that step: "epoch 1 batch 469"
    std::string value;  // of it, that shows it: "A[1]"

    std::string position() const { return where + " " + value; }  // as it is typed to go there
};

// What is wrong, the worst first; empty if nothing is. The curves are those of the timeline.
std::vector<HealthFinding> health_findings(const Timeline& timeline, const HealthCurves& curves);

}  // namespace backstep
