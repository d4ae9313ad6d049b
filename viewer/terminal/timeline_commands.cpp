// Timelines: what would have been if.

#include <fmt/ostream.h>

#include <ostream>

#include "engine/math/error.h"
#include "viewer/model/number.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/training_text.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

void print_timeline(Terminal& terminal, int index) {
    const Timelines& timelines = open_timelines(terminal);
    const Timeline& timeline = *timelines.all[static_cast<std::size_t>(index)].timeline;
    const bool is_current = index == timelines.current;
    const long trained = timeline.trained();
    std::string how_far = fmt::format("{} of {} steps", trained, timeline.plan().steps());
    if (trained > 0) how_far += ", loss " + short_number(timeline.step_record(trained).loss);
    if (const auto epochs = timeline.epochs(); !epochs.empty()) how_far += ", test " + percent(epochs.back().test);
    fmt::print(terminal.out, "{}{:>2}  {}  {}{}\n", is_current ? "→" : " ", index + 1,
               painted(terminal, is_current ? Paint::current : Paint::plain, timeline_title(timelines, index)),
               painted(terminal, Paint::quiet, how_far), index == timelines.beside ? "  beside it" : "");
}

}  // namespace

void say_fork(Terminal& terminal) {
    print_timeline(terminal, terminal.session.timelines.current);
    fmt::print(terminal.out, "train goes on with it; compare shows what is different; timeline {} goes back.\n",
               terminal.session.timelines.beside + 1);
}

void do_fork(Terminal& terminal, const Words& words) {
    open_timelines(terminal);
    apply(terminal.session, Fork{words});
    say_fork(terminal);
}

void do_timelines(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "timelines");
    const int count = static_cast<int>(open_timelines(terminal).all.size());
    for (int index = 0; index < count; ++index) print_timeline(terminal, index);
}

void do_timeline(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "timeline N");
    const int index = whole_number(words[0], "timeline") - 1;
    open_timelines(terminal);
    apply(terminal.session, ShowTimeline{index});
    print_timeline(terminal, index);
    say_where(terminal);
}

}  // namespace backstep
