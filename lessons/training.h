#pragma once
// What a lesson about a training is trained on, and how.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lessons/lesson.h"

namespace backstep {

// The images that a trained network is tested on: those of `place`, or built-in digits (see lesson_digits).
Dataset lesson_test_digits(const std::optional<std::string>& place);

// The images as the lesson splits them. `training` is what lesson_digits gave.
std::shared_ptr<const TrainingData> lesson_training_data(const Lesson& lesson, const Dataset& training, Dataset test);

// Trains by the lesson's plan until its end, and gives what the lesson then records of it.
Trace run_training(const Lesson& lesson, const Knobs& knobs, const Dataset& training, Dataset test, Compute& compute);

// The lesson's plan with these knobs, for this data. Throws InputError for what cannot be trained.
TrainingPlan lesson_plan(const Lesson& lesson, const Knobs& knobs, std::shared_ptr<const TrainingData> data);

// Can a fork turn this knob? The network and the batches keep what the training began with: only a new training has
// another list of layers, start, seed or batch size.
bool can_fork(const Lesson& lesson, std::string_view knob);

}  // namespace backstep
