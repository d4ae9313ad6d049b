#pragma once
// Running lessons in a test: in one thread, on the built-in digits, drawn once.

#include <map>

#include "lessons/document.h"
#include "lessons/training.h"

namespace backstep {

inline const Dataset& test_dataset() {
    static const Dataset digits = lesson_digits(std::nullopt);
    return digits;
}

// The first images of a data set.
inline Dataset first_images(Dataset data, int count) {
    data.count = count;
    data.images.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(data.pixels()));
    data.labels.resize(static_cast<std::size_t>(count));
    return data;
}

// A lesson about a training is trained on `digits` and tested on `test`.
inline Trace run_with(const Lesson& lesson, const Knobs& knobs, const Dataset& digits, const Dataset& test) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    if (lesson.training.plan) return run_training(lesson, knobs, digits, test, compute);
    return run_lesson(lesson, knobs, digits, compute);
}

inline Trace run_with(const Lesson& lesson, const Knobs& knobs) {
    static const Dataset test = lesson_test_digits(std::nullopt);
    return run_with(lesson, knobs, test_dataset(), test);
}

// The lesson with its knobs at their start, run once for all tests.
inline const Trace& usual_run(const Lesson& lesson) {
    static std::map<int, Trace> runs;
    const auto found = runs.find(lesson.number);
    if (found != runs.end()) return found->second;
    return runs.emplace(lesson.number, run_with(lesson, Knobs(lesson.knobs))).first->second;
}

// So few images that a training takes no time.
inline Trace quick_run(const Lesson& lesson, const Knobs& knobs) {
    if (!lesson.training.plan) return run_with(lesson, knobs);
    static const Dataset digits = first_images(test_dataset(), 60), test = first_images(test_dataset(), 20);
    return run_with(lesson, knobs, digits, test);
}

inline std::string file_of(const Lesson& lesson) { return std::string("lessons/") + lesson.slug + ".cpp"; }

inline Document document_of(const Lesson& lesson) {
    return read_document(source_text(file_of(lesson)), file_of(lesson));
}

}  // namespace backstep
