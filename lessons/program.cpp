#include "lessons/program.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "engine/data/load.h"
#include "engine/math/error.h"
#include "lessons/print.h"
#include "lessons/training.h"

namespace backstep {
namespace {

void run(const Lesson& lesson, const Knobs& knobs, const std::optional<std::string>& data) {
    Pool pool(static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
    Compute compute{*available_kernels().front(), pool};
    const std::optional<std::string> place = mnist_folder(data, std::getenv("BACKSTEP_DATA"));
    const Dataset digits = lesson_digits(place);
    const Trace trace = lesson.training.plan ? run_training(lesson, knobs, digits, lesson_test_digits(place), compute)
                                             : run_lesson(lesson, knobs, digits, compute);
    const std::string file = std::string("lessons/") + lesson.slug + ".cpp";
    std::fputs(printed(lesson, read_document(source_text(file), file), trace).c_str(), stdout);
}

}  // namespace

int lesson_program(const char* slug, int argc, char** argv) {
    try {
        const std::vector<Lesson> lessons = catalogue();
        const Lesson& lesson = lesson_named(lessons, slug);
        Knobs knobs(lesson.knobs);
        CLI::App app{std::string(lesson.title) + ": prints the lesson with its results."};
        std::vector<std::string> assignments;
        std::optional<std::string> data;
        app.add_option("--set", assignments,
                       "Turn a knob, for example --set " +
                           (lesson.knobs.empty() ? std::string("seed=2") : lesson.knobs.back().name + "=2"))
            ->type_name("KNOB=VALUE")
            ->allow_extra_args(false);
        app.add_option("--data", data, "Folder with MNIST or Kaggle's train.csv (else $BACKSTEP_DATA)")
            ->type_name("DIR");
        app.footer(lesson.knobs.empty() ? "This lesson has no knobs." : "Knobs:\n" + printed(knobs));
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app.exit(error) == 0 ? 0 : 2;
        }
        for (const std::string& assignment : assignments) assign(knobs, assignment);
        run(lesson, knobs, data);
    } catch (const InputError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
    return 0;
}

}  // namespace backstep
