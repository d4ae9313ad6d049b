#include "lessons/catalogue.h"

#include <algorithm>

#include "engine/data/load.h"
#include "engine/math/error.h"
#include "lessons/lesson.h"

namespace backstep {

std::vector<Lesson> catalogue() {
    return {pixels(),
            one_neuron(),
            a_layer(),
            probabilities_and_loss(),
            backpropagation(),
            the_update(),
            trust_no_gradient(),
            five_hundred_steps(),
            stuck_at_30_percent(),
            ten_epochs(),
            momentum(),
            adam(),
            when_to_stop(),
            deeper()};
}

std::string numbered_title(const Lesson& lesson) {
    return lesson.number > 0 ? std::to_string(lesson.number) + ". " + lesson.title : lesson.title;
}

const Lesson& lesson_named(const std::vector<Lesson>& lessons, std::string_view name) {
    std::string list;
    for (const Lesson& lesson : lessons) {
        const std::string_view slug = lesson.slug;
        if (name == slug || name == slug.substr(0, 2) || name == slug.substr(3) ||
            name == std::to_string(lesson.number))
            return lesson;
        list += (list.empty() ? "" : ", ") + std::string(slug);
    }
    throw InputError("lesson", "there is no '" + std::string(name) + "'", "the lessons are " + list);
}

// As many as the largest batch that a lesson lets one choose.
Dataset lesson_digits(const std::optional<std::string>& place) { return training_digits(place, 1000, 1); }

// A lesson whose states live inside its run has ended its last step itself; then there is nothing left to end.
Trace run_lesson(const Lesson& lesson, const Knobs& knobs, const Dataset& digits, Compute& compute) {
    Recorder step(compute, Recording::on);
    lesson.run(step, knobs, digits);
    step.finish();
    return step.take_trace();
}

}  // namespace backstep
