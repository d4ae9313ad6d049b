#pragma once
// Everything that a training is a function of. Two trainings with equal plans have the same numbers to the last bit.

#include <cstdint>
#include <memory>
#include <string>

#include "engine/data/dataset.h"
#include "engine/math/pixels.h"
#include "engine/network/mlp.h"

namespace backstep {

// The images, loaded once and shared by all timelines. split() makes it.
struct TrainingData {
    Dataset train, validation, test;                          // validation and test may be empty
    PixelIndex train_pixels, validation_pixels, test_pixels;  // the same images, as training reads them
};

// The first `train` images of the training file are for training and the next `validation` for validation; 0 for
// `train` means all that are left. Throws InputError if there are not that many, or if the test images have another
// size.
std::shared_ptr<const TrainingData> split(Dataset training, Dataset test, int train, int validation);

struct TrainingPlan {
    std::shared_ptr<const TrainingData> data;
    MlpSettings network;
    int batch_size = 128;    // 1 … the number of training images
    int epochs = 10;         // ≥ 1
    std::uint64_t seed = 1;  // of the order in which images come
    bool scaled = true;      // pixels in 0 … 1; false: 0 … 255, as they lie in the file
    int patience = 0;        // > 0: stop when validation has not got better for so many epochs
    int rate_every = 0;      // > 0: after so many epochs the learning rate is multiplied by rate_factor
    double rate_factor = 1;

    long steps_per_epoch() const;
    long steps() const { return steps_per_epoch() * epochs; }
    double learning_rate(long step) const;  // of that step: network.optimizer's, as rate_every has changed it
    PixelScale scale() const { return scaled ? PixelScale::unit : PixelScale::byte; }
};

// Throws InputError, which names the setting and what was meant, for a plan that cannot be run: layers that do not fit
// the images, a batch larger than the data, a learning rate that is 0 or nan …
void check(const TrainingPlan& plan);

// Throws InputError for a change of plan that a running training cannot take: another list of layers, other images or
// batches, or another start.
void check_change(const TrainingPlan& from, const TrainingPlan& to);

// What is different between two plans, for people: "optimizer sgd → adam, learning rate 0.1 → 0.001". Empty if nothing.
std::string difference(const TrainingPlan& from, const TrainingPlan& to);

}  // namespace backstep
