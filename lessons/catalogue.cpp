#include "lessons/catalogue.h"

#include <fmt/format.h>

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
Dataset lesson_digits(const std::optional<std::string>& place) {
    Dataset digits = training_digits(place, 1000, 1);
    require_digits(digits);
    return digits;
}

void require_digits(const Dataset& images) {
    const std::string remedy = "give MNIST's files; a network of your own, or backstep train, reads other images, too";
    if (images.rows != 28 || images.cols != 28)
        throw InputError(
            images.source,
            fmt::format("images of {}×{}, the lessons are about digits of 28×28", images.rows, images.cols), remedy);
    const auto other =
        std::find_if(images.labels.begin(), images.labels.end(), [](std::uint8_t label) { return label > 9; });
    if (other != images.labels.end())
        throw InputError(images.source, fmt::format("label {}, the lessons are about digits 0 to 9", *other), remedy);
}

// A lesson whose states live inside its run has ended its last step itself; then there is nothing left to end.
Trace run_lesson(const Lesson& lesson, const Knobs& knobs, const Dataset& digits, Compute& compute) {
    Recorder step(compute, Recording::on);
    lesson.run(step, knobs, digits);
    step.finish();
    return step.take_trace();
}

}  // namespace backstep
