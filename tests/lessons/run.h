#pragma once
// Running lessons in a test: with the plain kernels, one thread, and the built-in digits, drawn once.

#include "lessons/document.h"
#include "lessons/lesson.h"

namespace backstep {

inline const Dataset& test_dataset() {
    static const Dataset digits = lesson_digits(std::nullopt);
    return digits;
}

inline Trace run_with(const Lesson& lesson, const Knobs& knobs) {
    Pool pool(1);
    Compute compute{*available_kernels().back(), pool};
    return run_lesson(lesson, knobs, test_dataset(), compute);
}

inline std::string file_of(const Lesson& lesson) { return std::string("lessons/") + lesson.slug + ".cpp"; }

inline Document document_of(const Lesson& lesson) {
    return read_document(source_text(file_of(lesson)), file_of(lesson));
}

}  // namespace backstep
