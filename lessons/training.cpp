#include "lessons/training.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/data/load.h"
#include "engine/timeline/settings.h"

namespace backstep {
namespace {

constexpr int built_in_test_digits = 1000;
constexpr std::uint64_t built_in_seed = 1;

}  // namespace

Dataset lesson_test_digits(const std::optional<std::string>& place) {
    Dataset digits = test_digits(place, built_in_test_digits, built_in_seed);
    require_digits(digits);
    return digits;
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

// Whatever value the knob is turned to, no setting changes that a fork has to keep.
bool can_fork(const Lesson& lesson, std::string_view name) {
    const Knobs knobs(lesson.knobs);
    const std::vector<Setting> start = settings_of(lesson.training.plan(knobs));
    const auto keeps = [&](const std::string& value) {
        Knobs turned = knobs;
        turned.set(name, value);
        const std::vector<Setting> other = settings_of(lesson.training.plan(turned));
        return std::equal(start.begin(), start.end(), other.begin(),
                          [](const Setting& a, const Setting& b) { return a.can_change || a.value == b.value; });
    };
    const auto knob =
        std::find_if(lesson.knobs.begin(), lesson.knobs.end(), [&](const Knob& one) { return one.name == name; });
    std::vector<std::string> values = knob->choices;
    if (values.empty()) values = {fmt::format("{}", knob->lowest), fmt::format("{}", knob->highest)};
    return std::all_of(values.begin(), values.end(), keeps);
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
