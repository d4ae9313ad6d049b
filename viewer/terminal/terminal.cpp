#include "viewer/terminal/terminal.h"

#include <fmt/ostream.h>

#include <istream>
#include <ostream>

#include "engine/math/error.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {

void do_line(Terminal& terminal, const std::string& line) {
    std::vector<std::string> words = words_in(line);
    if (words.empty()) {
        if (terminal.repeated.empty()) return;
        words = words_in(terminal.repeated);
    }
    if (words[0][0] == '#') return;
    say_news(terminal);
    const TypedCommand& command = command_named(words[0]);
    words.erase(words.begin());
    command.run(terminal, words);
    if (command.repeats && !words_in(line).empty()) terminal.repeated = line;
}

int run_script(Terminal& terminal, std::istream& in, std::ostream& errors) {
    std::string line;
    for (int number = 1; !terminal.ended && std::getline(in, line); ++number) {
        try {
            do_line(terminal, line);
        } catch (const InputError& error) {
            terminal.out.flush();
            fmt::print(errors, "line {}: {}\n", number, error.what());
            return 2;
        }
    }
    return 0;
}

int run_conversation(Terminal& terminal, const ReadLine& read_line) {
    if (const Lesson* lesson = terminal.session.lesson)
        fmt::print(terminal.out, "{}: {}\n", numbered_title(*lesson), lesson->idea);
    fmt::print(terminal.out,
               "step (s) goes on, back (b) takes it back, list (l) reads the lesson here, help (h) says what else "
               "there is.\n");
    while (!terminal.ended) {
        terminal.out.flush();
        const std::optional<std::string> line = read_line(prompt_text(terminal));
        if (!line) {
            fmt::print(terminal.out, "\n");
            break;
        }
        try {
            do_line(terminal, *line);
        } catch (const std::exception& error) {  // what was trained is still there
            fmt::print(terminal.out, "{}\n", painted(terminal, Paint::error, error.what()));
        }
    }
    return 0;
}

}  // namespace backstep
