#include <fmt/ostream.h>

#include <ostream>

#include "engine/math/error.h"
#include "lessons/document.h"
#include "lessons/training.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

std::string range_of(const Knob& knob) {
    if (knob.kind != Knob::Kind::choice) return fmt::format("{} to {}", knob.lowest, knob.highest);
    std::string choices;
    for (const std::string& choice : knob.choices) choices += (choices.empty() ? "" : " | ") + choice;
    return choices;
}

void print_knobs(Terminal& terminal) {
    const Knobs& knobs = terminal.session.knobs;
    if (!terminal.session.lesson) open_trace(terminal);
    const bool is_training = !terminal.session.timelines.empty();
    if (knobs.all().empty()) fmt::print(terminal.out, "This lesson has no knobs.\n");
    for (const Knob& knob : knobs.all())
        fmt::print(terminal.out, "  {} = {}  {}\n", padded(knob.name, 16),
                   painted(terminal, Paint::strong, padded(knobs.text(knob.name), 10)),
                   painted(terminal, Paint::quiet,
                           fmt::format("{}; {}{}", knob.meaning, range_of(knob),
                                       is_training && !can_fork(*terminal.session.lesson, knob.name)
                                           ? "; only a new training turns it, a fork keeps it"
                                           : "")));
}

void print_events(Terminal& terminal) {
    const Trace& trace = open_trace(terminal);
    for (const Event& event : trace.events) {
        const bool is_current = event.index == terminal.session.position - 1;
        const Numbers value = trace.value(event);
        std::string name = event.name.text();
        if (event.previous >= 0) name += fmt::format("@{}", event.version);
        const std::string text = fmt::format("{}{:>4}  {}  {}  {}{}", is_current ? "→" : " ", event.index,
                                             padded(phase_name(event.phase), 8), padded(name, 16),
                                             shape_text(value.rows, value.cols), event.given ? "  given" : "");
        const bool is_future = event.index >= terminal.session.position;
        const Paint paint = is_current ? Paint::current : is_future ? Paint::quiet : Paint::plain;
        fmt::print(terminal.out, "{}\n", painted(terminal, paint, text));
    }
}

void print_values(Terminal& terminal) {
    const Trace& trace = open_trace(terminal);
    if (terminal.session.position == 0) fmt::print(terminal.out, "There are no values yet: step makes the first.\n");
    for (int i = 0; i < terminal.session.position; ++i) {
        const Event& event = trace.events[static_cast<std::size_t>(i)];
        if (find_event(trace, event.name.text(), terminal.session.position) != i) continue;
        fmt::print(terminal.out, "  {}  {}\n", padded(event.name.text(), 16), summary(trace.value(event)));
    }
}

}  // namespace

void do_info(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "info knobs|events|values|breakpoints|epochs");
    const auto begins = [&](const char* topic) { return std::string(topic).rfind(words[0], 0) == 0; };
    if (begins("knobs")) return print_knobs(terminal);
    if (begins("events")) return print_events(terminal);
    if (begins("values")) return print_values(terminal);
    if (begins("breakpoints")) return info_breakpoints(terminal);
    if (begins("epochs")) return info_epochs(terminal);
    throw InputError("info", "there is no information about '" + words[0] + "'",
                     "type info knobs, events, values, breakpoints or epochs");
}

}  // namespace backstep
