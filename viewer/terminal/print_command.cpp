#include <fmt/ostream.h>

#include <algorithm>
#include <ostream>

#include "lessons/document.h"
#include "viewer/model/number.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/shading.h"
#include "viewer/terminal/words.h"

namespace backstep {
namespace {

constexpr int shown_rows = 10, margin = 6;

// Says so when a value has not been made yet at this place of the lesson.
void say_if_future(Terminal& terminal, const Event& event) {
    if (event.index < terminal.session.position) return;
    fmt::print(terminal.out, "{}\n",
               painted(terminal, Paint::quiet,
                       fmt::format("(it comes later: {} of {})", event.index + 1, terminal.session.count())));
}

void print_cell(Terminal& terminal, const CellRef& cell) {
    const Trace& trace = open_trace(terminal);
    const Event& event = trace.events[static_cast<std::size_t>(cell.event)];
    fmt::print(terminal.out, "{}({},{}) = {}\n", event.name.text(), cell.row, cell.col,
               exact_number(trace.value(event)(cell.row, cell.col)));
    say_if_future(terminal, event);
}

void print_numbers(Terminal& terminal, const Numbers& value) {
    const int digits = terminal.style.digits, cell_width = digits + 7;
    const int cols = std::min(value.cols, std::max(1, (terminal.style.width - margin) / cell_width));
    const int rows = std::min(value.rows, shown_rows);
    std::string header(margin, ' ');
    for (int col = 0; col < cols; ++col) header += right_aligned(std::to_string(col), cell_width);
    fmt::print(terminal.out, "{}\n", painted(terminal, Paint::quiet, header));
    for (int row = 0; row < rows; ++row) {
        std::string line;
        for (int col = 0; col < cols; ++col) line += right_aligned(short_number(value(row, col), digits), cell_width);
        fmt::print(terminal.out, "{}{}\n", painted(terminal, Paint::quiet, right_aligned(std::to_string(row), margin)),
                   line);
    }
    if (rows == value.rows && cols == value.cols) return;
    std::string rest;
    if (rows < value.rows) rest += fmt::format("{} more rows", value.rows - rows);
    if (cols < value.cols) rest += fmt::format("{}{} more columns", rest.empty() ? "" : " and ", value.cols - cols);
    fmt::print(terminal.out, "{}… {}; all of it, the larger the darker:\n", std::string(margin, ' '), rest);
    for (const std::string& line : shading(value, 28, std::max(10, terminal.style.width - margin - 2)))
        fmt::print(terminal.out, "{}│{}│\n", std::string(margin, ' '), line);
}

}  // namespace

void do_print(Terminal& terminal, const Words& words) {
    const char* usage = "print NAME [ROW COL]";
    check_count(words, 1, 3, usage);
    if (words.size() == 3 || names_a_cell(words)) return print_cell(terminal, cell_of(terminal, words, usage));
    if (words.size() == 2) check_count(words, 3, 3, usage);  // a row without its column
    const Trace& trace = open_trace(terminal);
    const Event& event = trace.events[static_cast<std::size_t>(event_of(terminal, words[0]))];
    const Numbers& value = trace.value(event);
    if (value.size() == 1) return print_cell(terminal, {event.index, 0, 0});
    fmt::print(terminal.out, "{}  {}\n", painted(terminal, Paint::strong, event.name.text()), summary(value));
    say_if_future(terminal, event);
    print_numbers(terminal, value);
}

}  // namespace backstep
