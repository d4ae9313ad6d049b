#pragma once
// What happens in one step of a training: the images of its batch come in, and the network learns from them.

#include <span>
#include <vector>

#include "engine/timeline/training.h"

namespace backstep {

// The batches of a training, each a pure function of (plan, step). Walking on through an epoch is quick, its order is
// kept.
class Batches {
public:
    explicit Batches(const TrainingPlan& plan);

    // X and Y become those of `step`, 1 … plan.steps().
    void go_to(long step);
    const PixelBatch& X() const { return X_; }                   // pixels×m
    const Matrix& Y() const { return Y_; }                       // classes×m, one-hot
    std::span<const int> picked() const { return X_.picked(); }  // which training images they are

private:
    TrainingPlan plan_;
    long epoch_ = 0;          // whose order is kept
    std::vector<int> order_;  // of the training images in that epoch
    PixelBatch X_;
    Matrix Y_;
};

// The order in which the training images come in epoch 1, 2, …
std::vector<int> order_of_images(const TrainingPlan& plan, long epoch);

// Records the training step number `number` of the plan; the caller ends it with step.finish(), and the batches stay as
// they are until then. t ≥ 1 is the number of the step for the optimizer, which counts from where its memory began.
TrainedStep training_step(Recorder& step, Mlp& net, const TrainingPlan& plan, Batches& batches, long number, long t);

}  // namespace backstep
