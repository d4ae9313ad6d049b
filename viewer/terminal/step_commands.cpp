// The commands that change the session.

#include <fmt/ostream.h>

#include <ostream>

#include "engine/math/error.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

int times(const Words& words, const char* usage) {
    check_count(words, 0, 1, usage);
    return words.empty() ? 1 : whole_number(words[0], "how often");
}

// Goes, and says where that led to, or that it led nowhere.
void go(Terminal& terminal, const Action& action, bool forward) {
    open_trace(terminal);
    const int before = terminal.session.position;
    apply(terminal.session, action);
    if (terminal.session.position == before && before == 0 && !forward)
        fmt::print(terminal.out, "This is the beginning: nothing has happened yet.\n");
    else if (terminal.session.position == before && before == terminal.session.count() && forward)
        fmt::print(terminal.out, "The lesson ends here.\n");
    else
        say_where(terminal);
}

void say_error(const Session& session) {
    if (!session.error.empty())
        throw InputError("lesson " + std::to_string(session.lesson->number), "it could not run (" + session.error + ")",
                         "set the knob to a value it can run with");
}

}  // namespace

void do_step(Terminal& terminal, const Words& words) { go(terminal, Step{times(words, "step [n]")}, true); }
void do_back(Terminal& terminal, const Words& words) { go(terminal, Step{-times(words, "back [n]")}, false); }
void do_next(Terminal& terminal, const Words& words) { go(terminal, StepPhase{times(words, "next [n]")}, true); }
void do_previous(Terminal& terminal, const Words& words) {
    go(terminal, StepPhase{-times(words, "previous [n]")}, false);
}

void do_goto(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "goto NAME|INDEX");
    const int event = event_of(terminal, words[0]);
    apply(terminal.session, GoToPosition{event + 1});
    say_where(terminal);
}

void do_set(Terminal& terminal, const Words& words) {
    check_count(words, 2, 2, "set KNOB VALUE");
    if (!terminal.session.lesson) open_trace(terminal);
    apply(terminal.session, SetKnob{words[0], words[1]});
    say_error(terminal.session);
    fmt::print(terminal.out, "{} is {}; the lesson has run again.\n", words[0], terminal.session.knobs.text(words[0]));
    say_where(terminal);
}

void do_open(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "open LESSON");
    apply(terminal.session, OpenLesson{words[0]});
    say_error(terminal.session);
    const Lesson& lesson = *terminal.session.lesson;
    fmt::print(terminal.out, "{}. {}: {}\n", lesson.number, lesson.title, lesson.idea);
}

}  // namespace backstep
