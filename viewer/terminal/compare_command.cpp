// Two timelines side by side: their courses, and what is different in this step.

#include <fmt/ostream.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "engine/math/error.h"
#include "engine/timeline/compare.h"
#include "viewer/model/number.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/training_text.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr std::size_t shown_differences = 12;

struct Pair {
    const Timeline &other, &current;
    int other_number, current_number;  // as they are typed
};

void print_epochs(Terminal& terminal, const Pair& pair) {
    const std::vector<EpochRecord> left = pair.other.epochs(), right = pair.current.epochs();
    const std::size_t count = std::max(left.size(), right.size());
    if (count == 0) return;
    const auto row = [&](const std::string& epoch, const std::vector<std::string>& cells) {
        fmt::print(terminal.out, "{}", right_aligned(epoch, 7));
        for (const std::string& cell : cells) fmt::print(terminal.out, "{}", right_aligned(cell, 12));
        fmt::print(terminal.out, "\n");
    };
    const auto title = [](const char* what, int number) { return fmt::format("{} {}", what, number); };
    row("epoch", {title("loss", pair.other_number), title("loss", pair.current_number),
                  title("test", pair.other_number), title("test", pair.current_number)});
    const auto cell = [](const std::vector<EpochRecord>& epochs, std::size_t i, bool loss) -> std::string {
        if (i >= epochs.size()) return "–";
        return loss ? short_number(epochs[i].loss) : percent(epochs[i].test);
    };
    for (std::size_t i = 0; i < count; ++i)
        row(std::to_string(i + 1),
            {cell(left, i, true), cell(right, i, true), cell(left, i, false), cell(right, i, false)});
}

void print_first_difference(Terminal& terminal, const Pair& pair) {
    const long common = std::min(pair.other.trained(), pair.current.trained());
    const std::optional<long> step = first_difference(pair.other, pair.current);
    if (step == 1)
        fmt::print(terminal.out, "They are different from the first step on.\n");
    else if (step)
        fmt::print(terminal.out, "They are the same before {}.\n", step_text(pair.current, *step));
    else if (common > 0)
        fmt::print(terminal.out, "They are the same as far as both are trained, to {}.\n",
                   step_text(pair.current, common));
}

// Not a number, or another shape, is as different as can be.
double size_of(const ValueDifference& difference) {
    return std::isnan(difference.largest) ? std::numeric_limits<double>::infinity() : difference.largest;
}

void print_current(Terminal& terminal, const Trace& other, const ValueDifference& difference) {
    const Trace& trace = open_trace(terminal);
    const Event& event = trace.events[static_cast<std::size_t>(difference.right)];
    if (difference.different == 0) return fmt::print(terminal.out, "{} is the same in both.\n", event.name.text());
    const Numbers left = other.value(difference.left), right = trace.value(event);
    if (!left.contains(difference.row, difference.col) || !right.contains(difference.row, difference.col))
        return fmt::print(terminal.out, "{} is {} and {}.\n", event.name.text(), shape_text(left.rows, left.cols),
                          shape_text(right.rows, right.cols));
    fmt::print(terminal.out, "{} differs most at ({},{}): {} and {}\n", event.name.text(), difference.row,
               difference.col, exact_number(left(difference.row, difference.col)),
               exact_number(right(difference.row, difference.col)));
}

std::string name_in(const Trace& trace, int index) {
    const Event& event = trace.events[static_cast<std::size_t>(index)];
    return event.previous >= 0 ? fmt::format("{}@{}", event.name.text(), event.version) : event.name.text();
}

void print_step(Terminal& terminal, const Pair& pair) {
    const Session& session = terminal.session;
    const long step = session.timelines.step;
    if (step > pair.other.trained() + 1)
        return fmt::print(terminal.out, "Timeline {} has not come to {} yet.\n", pair.other_number,
                          step_text(pair.current, step));
    const std::shared_ptr<const Trace> other = pair.other.record(*session.compute, step);
    const Trace& trace = open_trace(terminal);
    std::vector<ValueDifference> differences = compare(*other, trace);
    if (const Event* event = session.current())
        for (const ValueDifference& difference : differences)
            if (difference.right == event->index && difference.left >= 0) print_current(terminal, *other, difference);
    std::erase_if(differences, [](const ValueDifference& d) { return d.left < 0 || d.right < 0 || d.different == 0; });
    std::stable_sort(differences.begin(), differences.end(),
                     [](const auto& a, const auto& b) { return size_of(a) > size_of(b); });
    if (differences.empty())
        return fmt::print(terminal.out, "In {} nothing is different.\n", step_text(pair.current, step));
    fmt::print(terminal.out, "Different in {}, the largest first:\n", step_text(pair.current, step));
    for (std::size_t i = 0; i < differences.size() && i < shown_differences; ++i) {
        const ValueDifference& d = differences[i];
        fmt::print(terminal.out, "  {} {} at {}  {} of {} cells\n", padded(name_in(trace, d.right), 14),
                   right_aligned(short_number(d.largest), 11), padded(fmt::format("({},{})", d.row, d.col), 10),
                   d.different, trace.value(d.right).size());
    }
    if (differences.size() > shown_differences)
        fmt::print(terminal.out, "  {} more\n", differences.size() - shown_differences);
}

}  // namespace

void do_compare(Terminal& terminal, const Words& words) {
    check_count(words, 0, 1, "compare [N]");
    const Timelines& timelines = open_timelines(terminal);
    if (timelines.all.size() == 1) throw InputError("compare", "there is only one timeline", "fork makes another");
    if (!words.empty()) {
        const int index = whole_number(words[0], "timeline") - 1;
        if (index == timelines.current)
            throw InputError("compare", "timeline " + words[0] + " is this one", "timelines lists the others");
        apply(terminal.session, ShowBeside{index});
    }
    if (timelines.beside < 0)
        throw InputError("compare", "no timeline is beside this one", "type compare N; timelines lists them");
    const Pair pair{*timelines.all[static_cast<std::size_t>(timelines.beside)].timeline, *timelines.timeline(),
                    timelines.beside + 1, timelines.current + 1};
    for (const int number : {pair.other_number, pair.current_number})
        fmt::print(terminal.out, "timeline {}: {}\n", number, timeline_title(timelines, number - 1));
    print_epochs(terminal, pair);
    print_first_difference(terminal, pair);
    print_step(terminal, pair);
}

}  // namespace backstep
