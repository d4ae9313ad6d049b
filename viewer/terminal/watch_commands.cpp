// Watches: expressions whose values are shown at every stop.

#include <fmt/ostream.h>

#include <ostream>

#include "viewer/terminal/commands.h"
#include "viewer/terminal/words.h"

namespace backstep {

// "  1  norm(dW[1]) = 0.0123   0.0144 in the step before"
void say_watches(Terminal& terminal) {
    if (terminal.session.timelines.empty()) return;
    const std::vector<WatchView>& views = terminal.watches.read(terminal.session);
    for (std::size_t i = 0; i < views.size(); ++i)
        fmt::print(terminal.out, "{:>3}  {} = {}   {}\n", i + 1, views[i].text,
                   painted(terminal, Paint::strong, views[i].now),
                   painted(terminal, Paint::quiet, views[i].before + " in the step before"));
}

void do_watch(Terminal& terminal, const Words& words) {
    const Timelines& timelines = open_timelines(terminal);
    std::string expression;
    for (const std::string& word : words) expression += (expression.empty() ? "" : " ") + word;
    if (!expression.empty()) apply(terminal.session, AddWatch{expression});
    if (timelines.watches.empty())
        fmt::print(terminal.out, "Nothing is watched: watch norm(dW[1]) shows that at every stop.\n");
    say_watches(terminal);
}

void do_unwatch(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "unwatch N");
    open_timelines(terminal);
    apply(terminal.session, RemoveWatch{whole_number(words[0], "watch") - 1});
    do_watch(terminal, {});
}

}  // namespace backstep
