#pragma once
// Accuracy while training, on a few images that are not trained with: the same ones each time, so that a curve of it
// shows how the network changes and not which images came. It is a rough figure: with 128 images one of them is 0.8%.

#include <vector>

#include "engine/record/recorder.h"
#include "engine/timeline/training.h"

namespace backstep {

// A pure function of the plan, and the same for all forks of a timeline.
struct HeldOutSample {
    const char* of = "";      // "validation", or without validation images "test"; "" if there are neither
    std::vector<int> images;  // which of them, chosen by the plan's seed; at most 128
    // While a training runs it is measured after step 1, 1 + every, …: seldom enough to take a few percent of a long
    // training, and as often as makes a curve of a short one. The steps between are measured afterwards
    // (Timeline::complete).
    long every = 1;

    bool is_measured(long step) const { return !images.empty() && (step - 1) % every == 0; }
};
HeldOutSample held_out_sample(const TrainingPlan& plan);

// Measures it again and again, with all that is planned for it kept.
class HeldOut {
public:
    HeldOut(Compute compute, const TrainingPlan& plan);
    const HeldOutSample& sample() const { return sample_; }
    double accuracy(Mlp& net);  // 0 … 1; NaN without images

private:
    HeldOutSample sample_;
    std::shared_ptr<const TrainingData> data_;  // the batch reads it
    std::vector<std::uint8_t> labels_;
    PixelBatch batch_;
    Compute compute_;
    Recorder recorder_;
};

}  // namespace backstep
