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
    const Session& session = terminal.session;
    const Position before{session.timelines.step, session.position};
    apply(terminal.session, action);
    const bool is_same = before == Position{session.timelines.step, session.position};
    if (is_same && before.event == 0 && !forward)
        fmt::print(terminal.out, "This is the beginning: nothing has happened yet.\n");
    else if (is_same && before.event == session.count() && forward)
        fmt::print(terminal.out, "The {} ends here.\n",
                   session.timelines.empty()    ? "lesson"
                   : session.timelines.training ? "part that is trained so far"
                                                : "training");
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
    open_trace(terminal);
    const bool is_training = !terminal.session.timelines.empty();
    check_count(words, 1, is_training ? words.size() : 1, "goto NAME|INDEX");
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    apply(terminal.session, GoToTyped{text});
    say_where(terminal);
}

void do_set(Terminal& terminal, const Words& words) {
    const char* usage = "set KNOB VALUE | CELL NUMBER";
    check_count(words, 2, 6, usage);
    if (!terminal.session.lesson) open_trace(terminal);
    const Words before_last(words.begin(), words.end() - 1);
    if (words.size() > 2 || names_a_cell(before_last)) {
        open_timelines(terminal);
        const CellRef cell = cell_of(terminal, before_last, "set NAME ROW COL NUMBER");
        apply(terminal.session, EditCell{cell, real_number(words.back(), "number")});
        return say_fork(terminal);
    }
    apply(terminal.session, SetKnob{words[0], words[1]});
    say_error(terminal.session);
    fmt::print(terminal.out, "{} is {}; the {} again.\n", words[0], terminal.session.knobs.text(words[0]),
               terminal.session.timelines.empty() ? "lesson has run" : "training begins");
    say_where(terminal);
}

void do_open(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "open LESSON");
    apply(terminal.session, OpenLesson{words[0]});
    say_error(terminal.session);
    const Lesson& lesson = *terminal.session.lesson;
    fmt::print(terminal.out, "{}: {}\n", numbered_title(lesson), lesson.idea);
}

}  // namespace backstep
