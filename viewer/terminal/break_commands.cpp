// Breakpoints: conditions at which a training stops, and which are found again in both directions.

#include <fmt/ostream.h>

#include <ostream>

#include "engine/math/error.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

void print_breakpoint(Terminal& terminal, std::size_t index) {
    const Breakpoint& breakpoint = terminal.session.timelines.breakpoints[index];
    const Condition& condition = *breakpoint.condition;
    const bool is_slow = condition.needs_cells() || condition.needs_events();
    fmt::print(terminal.out, "{:>3}  {}  {}{}\n", index + 1, breakpoint.on ? "on " : "off",
               painted(terminal, breakpoint.on ? Paint::strong : Paint::quiet, condition.text()),
               is_slow ? "   (each step has to be recorded for it: slower)" : "");
}

// Breakpoints are numbered from 1.
int index_of(const Words& words, const char* usage) {
    check_count(words, 1, 1, usage);
    return whole_number(words[0], "breakpoint") - 1;
}

void switch_breakpoint(Terminal& terminal, int index, bool on) {
    open_timelines(terminal);
    apply(terminal.session, SwitchBreakpoint{index, on});
    print_breakpoint(terminal, static_cast<std::size_t>(index));
}

}  // namespace

void info_breakpoints(Terminal& terminal) {
    const std::size_t count = open_timelines(terminal).breakpoints.size();
    if (count == 0) fmt::print(terminal.out, "There are none: break CONDITION sets one.\n");
    for (std::size_t i = 0; i < count; ++i) print_breakpoint(terminal, i);
}

void do_break(Terminal& terminal, const Words& words) {
    open_timelines(terminal);
    if (words.empty()) return info_breakpoints(terminal);
    std::string condition;
    for (const std::string& word : words) condition += (condition.empty() ? "" : " ") + word;
    apply(terminal.session, AddBreakpoint{condition});
    print_breakpoint(terminal, terminal.session.timelines.breakpoints.size() - 1);
}

void do_delete(Terminal& terminal, const Words& words) {
    const int index = index_of(words, "delete N");
    open_timelines(terminal);
    apply(terminal.session, RemoveBreakpoint{index});
    info_breakpoints(terminal);
}

void do_enable(Terminal& terminal, const Words& words) {
    switch_breakpoint(terminal, index_of(words, "enable N"), true);
}
void do_disable(Terminal& terminal, const Words& words) {
    switch_breakpoint(terminal, index_of(words, "disable N"), false);
}

}  // namespace backstep
