#include "lessons/training.h"

#include <algorithm>

#include "engine/data/load.h"

namespace backstep {
namespace {

constexpr int built_in_test_digits = 1000;
constexpr std::uint64_t built_in_seed = 1;

}  // namespace

Dataset lesson_test_digits(const std::optional<std::string>& place) {
    return test_digits(place, built_in_test_digits, built_in_seed);
}

std::shared_ptr<const TrainingData> lesson_training_data(const Lesson& lesson, const Dataset& training, Dataset test) {
    long train = lesson.training.train, validation = lesson.training.validation;
    if (const long wanted = train + validation; wanted > training.count) {
        validation = validation * training.count / wanted;
        train = train == 0 ? 0 : training.count - validation;
    }
    return split(training, std::move(test), static_cast<int>(train), static_cast<int>(validation));
}

TrainingPlan lesson_plan(const Lesson& lesson, const Knobs& knobs, std::shared_ptr<const TrainingData> data) {
    TrainingPlan plan = lesson.training.plan(knobs);
    plan.batch_size = std::min(plan.batch_size, data->train.count);
    plan.data = std::move(data);
    check(plan);
    return plan;
}

Trace run_training(const Lesson& lesson, const Knobs& knobs, const Dataset& training, Dataset test, Compute& compute) {
    Timeline timeline(lesson_plan(lesson, knobs, lesson_training_data(lesson, training, std::move(test))));
    timeline.advance(compute, timeline.plan().steps());
    Recorder step(compute, Recording::on);
    lesson.training.results(step, knobs, timeline, compute);
    step.finish();
    return step.take_trace();
}

}  // namespace backstep
