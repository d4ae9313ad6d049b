#include "viewer/command/text_commands.h"

#include <fmt/ostream.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>

#include "engine/math/error.h"
#include "lessons/print.h"
#include "lessons/training.h"
#include "viewer/command/export.h"
#include "viewer/command/interrupt.h"
#include "viewer/command/json.h"
#include "viewer/command/session_command.h"
#include "viewer/command/whole_file.h"
#include "viewer/model/csv.h"
#include "viewer/terminal/completion.h"
#include "viewer/terminal/line_editor.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

// Colour only for eyes: on a terminal, and unless NO_COLOR says otherwise (no-color.org).
TerminalStyle style_of_output() {
    TerminalStyle style;
    if (!isatty(STDOUT_FILENO)) return style;
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    style.color = !(no_color && *no_color) && !(terminal && std::string(terminal) == "dumb");
    winsize size = {};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.width = std::max<int>(size.ws_col, 40);
    return style;
}

bool ends_with(std::string text, std::string_view end) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text.ends_with(end);
}

// The ending of a file's name says what will be looked for in it.
void check_ending(const Options& options) {
    const std::string& file = options.export_file;
    if (!options.csv && ends_with(file, ".csv"))
        throw InputError(file, "all values together are no CSV but an archive for NumPy",
                         "call it .npz, or choose one value with --csv NAME");
    if (options.csv && ends_with(file, ".npz"))
        throw InputError(file, "one value as CSV is no archive for NumPy", "call it .csv, or leave --csv out");
}

}  // namespace

int lessons_command(const Options& options, std::ostream& out) {
    const std::vector<Lesson> lessons = catalogue();
    if (options.json) {
        fmt::print(out, "{}\n", lessons_json(lessons));
        return 0;
    }
    int width = 0;
    for (const Lesson& lesson : lessons) width = std::max(width, width_of(lesson.title));
    for (const Lesson& lesson : lessons)
        fmt::print(out, "{:>2}. {}  {}\n", lesson.number, padded(lesson.title, width), lesson.idea);
    return 0;
}

int run_command(const Options& options, std::ostream& out) {
    return with_session(options.run, [&](Session& session) {
        // What came of a training, instead of a step of it.
        if (const Lesson& lesson = *session.lesson; lesson.training.plan)
            session.trace = std::make_shared<const Trace>(run_training(
                lesson, session.knobs, *session.digits, lesson_test_digits(session.place), *session.compute));
        if (options.json) {
            fmt::print(out, "{}\n", run_json(session));
            return 0;
        }
        const std::string file = std::string("lessons/") + session.lesson->slug + ".cpp";
        fmt::print(out, "{}", printed(*session.lesson, read_document(source_text(file), file), *session.trace));
        return 0;
    });
}

int export_command(const Options& options, std::ostream& out) {
    check_ending(options);
    return with_session(options.run, [&](Session& session) {
        if (options.at) go_to(session, *options.at);
        if (options.csv) {
            apply(session, GoToValue{*options.csv});
            const Numbers value = session.trace->value(*session.current());
            write_whole(options.export_file, csv_text(value));
            fmt::print(out, "{}: {}, {}×{}\n", options.export_file, session.current()->name.text(), value.rows,
                       value.cols);
            return 0;
        }
        export_npz(*session.trace, options.export_file);
        fmt::print(out, "{}: {} values\n", options.export_file, session.count());
        return 0;
    });
}

int debug(Session& session, std::optional<Interrupts>& interrupts) {
    Terminal terminal{session, std::cout, style_of_output()};
    if (!isatty(STDIN_FILENO)) {
        interrupts.reset();  // Ctrl-C ends a script
        return run_script(terminal, std::cin, std::cerr);
    }
    if (interrupts) terminal.interrupted = [&] { return interrupts->arrived(); };
    LineEditor editor([&](const std::string& line) { return completions(terminal, line); });
    return run_conversation(terminal, [&](const std::string& prompt) { return editor.read(prompt); });
}

int step_command(const Options& options) {
    std::optional<Interrupts> interrupts(std::in_place);  // before there are any threads
    return with_session(options.run, [&](Session& session) { return debug(session, interrupts); });
}

}  // namespace backstep
