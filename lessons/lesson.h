#pragma once
// A lesson is one C++ file: prose in `//:` lines, statements that record values, and `//=>` lines with the results that
// are expected. It is compiled into the catalogue, and is a program of its own that prints itself with its results.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/record/recorder.h"
#include "engine/timeline/timeline.h"
#include "lessons/knobs.h"

namespace backstep {

// A lesson about a training instead of a single batch.
struct LessonTraining {
    // How the training images are split; 0 for `train` means all that are left. Where there are fewer images than
    // that, as among the built-in digits, both shrink in proportion.
    int train = 0, validation = 0;
    std::shared_ptr<const TrainingData> data = nullptr;  // its own images, split already; null: those of all lessons
    TrainingPlan (*plan)(const Knobs& knobs) = nullptr;  // all but its data; null: the lesson is about one batch
    // Records what came of it, as the values that the lesson's `//=>` lines speak of. It may train others beside it.
    void (*results)(Recorder& step, const Knobs& knobs, const Timeline& trained, Compute& compute) = nullptr;
};

struct Lesson {
    int number = 0;
    std::string slug;        // "05_backpropagation": the name of its file and of its program
    const char* title = "";  // "Backpropagation"
    const char* idea = "";   // the one new idea, in a sentence
    std::vector<Knob> knobs;
    // The lesson: records its values in `step`, reading its images from `digits`.
    // Null for a lesson about a training.
    void (*run)(Recorder& step, const Knobs& knobs, const Dataset& digits) = nullptr;
    LessonTraining training = {};
};

// "5. Backpropagation". A network of one's own has no number.
std::string numbered_title(const Lesson& lesson);

// All lessons, by number.
std::vector<Lesson> catalogue();

// The lesson that a user means by "5", "05", "05_backpropagation" or "backpropagation".
// Throws InputError, which lists the lessons, if there is none.
const Lesson& lesson_named(const std::vector<Lesson>& lessons, std::string_view name);

// The digits that lessons read: the training images at `place` (engine/data/load.h: mnist_folder), or without a place
// the built-in digits that the lessons' expected results are for.
Dataset lesson_digits(const std::optional<std::string>& place);
// The lessons are about digits of 28×28 pixels. Throws InputError for other images, which networks of one's own read.
void require_digits(const Dataset& images);

// Runs a lesson with recording on and gives what it recorded.
Trace run_lesson(const Lesson& lesson, const Knobs& knobs, const Dataset& digits, Compute& compute);

// The text of a source file that is part of the book, as it was when the program was built: a lesson's, or one of the
// engine's that a lesson steps into. `file` is a path as in SourceLine; the last two parts of it decide.
// Empty if the file is not part of the book.
std::string_view source_text(std::string_view file);

}  // namespace backstep
