#include "viewer/terminal/words.h"

#include <fmt/ostream.h>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <sstream>

#include "engine/math/error.h"
#include "lessons/document.h"
#include "viewer/model/equation.h"
#include "viewer/model/value_name.h"
#include "viewer/terminal/training_text.h"

namespace backstep {
namespace {

bool is_whole_number(const std::string& word) {
    return !word.empty() && word.size() <= 9 && word.find_first_not_of("0123456789") == std::string::npos;
}

// "dW[2](3,7)" taken apart into "dW[2]", "3", "7"; empty if it does not end like a cell.
std::vector<std::string> taken_apart(const std::string& text) {
    if (text.empty() || text.back() != ')') return {};
    const std::size_t open = text.rfind('('), comma = text.rfind(',');
    if (open == std::string::npos || comma == std::string::npos || comma < open || open == 0) return {};
    const std::string row = text.substr(open + 1, comma - open - 1);
    const std::string col = text.substr(comma + 1, text.size() - comma - 2);
    if (!is_whole_number(row) || !is_whole_number(col)) return {};
    return {text.substr(0, open), row, col};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += word;
    return text;
}

// "epoch 6 batch 386", or nothing outside of a training.
std::string step_of_training(const Session& session) {
    if (session.timelines.empty()) return "";
    return step_text(*session.timelines.timeline(), session.timelines.step);
}

// Nothing comes after this moment, whatever one does.
bool is_end(const Session& session) {
    if (session.position < session.count()) return false;
    if (session.timelines.empty()) return true;
    const Timeline& timeline = *session.timelines.timeline();
    return timeline.finished() && session.timelines.step >= timeline.trained();
}

std::string place_of(const Terminal& terminal) { return fmt::format("lesson {}", terminal.session.lesson->number); }

}  // namespace

std::vector<std::string> words_in(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

void check_count(const std::vector<std::string>& words, std::size_t least, std::size_t most, const char* usage) {
    if (words.size() >= least && words.size() <= most) return;
    const char* finding = words.size() < least ? "something is missing" : "there is a word too many";
    throw InputError(std::string(usage).substr(0, std::string(usage).find(' ')), finding, std::string("type ") + usage);
}

int whole_number(const std::string& word, const char* what) {
    if (!is_whole_number(word)) throw InputError(what, "'" + word + "' is no whole number", "type a number such as 3");
    return std::stoi(word);
}

double real_number(const std::string& word, const char* what) {
    double number = 0;
    const char* const end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    if (error != std::errc() || stop != end)
        throw InputError(what, "'" + word + "' is no number", "type one such as 0.5 or -1e-3");
    return number;
}

const Trace& open_trace(const Terminal& terminal) {
    const Session& session = terminal.session;
    if (session.trace) return *session.trace;
    if (!session.lesson) throw InputError("backstep", "no lesson is open", "type open 5, or lessons for a list");
    throw InputError(place_of(terminal), "it could not run (" + session.error + ")",
                     "set the knob to a value it can run with");
}

const Timelines& open_timelines(const Terminal& terminal) {
    open_trace(terminal);
    if (terminal.session.timelines.empty())
        throw InputError(place_of(terminal), "it is not about a training",
                         "open a lesson that trains; lessons lists them");
    return terminal.session.timelines;
}

int event_of(const Terminal& terminal, const std::string& name) {
    const Trace& trace = open_trace(terminal);
    return event_named(trace, name, terminal.session.position, place_of(terminal));
}

bool names_a_cell(const std::vector<std::string>& words) { return !taken_apart(joined(words)).empty(); }

CellRef cell_of(const Terminal& terminal, const std::vector<std::string>& words, const char* usage) {
    std::vector<std::string> parts = taken_apart(joined(words));
    if (parts.empty()) {
        check_count(words, 3, 3, usage);
        parts = words;
    }
    const CellRef cell{event_of(terminal, parts[0]), whole_number(parts[1], "row"), whole_number(parts[2], "column")};
    const Numbers value = open_trace(terminal).value(cell.event);
    if (!value.contains(cell.row, cell.col))
        throw InputError(parts[0], fmt::format("there is no cell ({},{})", cell.row, cell.col),
                         fmt::format("it is {}×{}: rows go from 0 to {}, columns from 0 to {}", value.rows, value.cols,
                                     value.rows - 1, value.cols - 1));
    return cell;
}

std::string typed_name(const Terminal& terminal, int index) {
    const Trace& trace = open_trace(terminal);
    const Event& event = trace.events[static_cast<std::size_t>(index)];
    const std::string name = ascii_name(event.name.text());
    const bool is_newest = find_event(trace, event.name.text(), terminal.session.position) == index;
    return is_newest ? name : fmt::format("{}@{}", name, event.version);
}

std::string painted(const Terminal& terminal, Paint paint, const std::string& text) {
    if (!terminal.style.color || text.empty()) return text;
    const char* codes[] = {"", "\033[1m", "\033[2m", "\033[1;32m", "\033[31m"};
    return codes[static_cast<int>(paint)] + text + "\033[0m";
}

std::string prompt_text(const Terminal& terminal) {
    const Session& session = terminal.session;
    if (!session.lesson) return "(backstep) ";
    const std::string moment = step_of_training(session);
    return fmt::format("({}: {}{}{}/{}) ", session.lesson->number, moment, moment.empty() ? "" : ": ", session.position,
                       session.count());
}

std::vector<std::string> lines_of(const char* file) {
    std::istringstream in{std::string(source_text(file))};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

namespace {

void say_event(Terminal& terminal) {
    const Session& session = terminal.session;
    const Event* event = session.current();
    std::string moment = step_of_training(session);
    if (!moment.empty()) moment += ", ";
    if (!event) {
        fmt::print(terminal.out, "{}before the first of {} events\n", moment, session.count());
        return;
    }
    const EquationView equation = equation_view(*session.trace, event->index);
    fmt::print(
        terminal.out, "{}   {}\n", painted(terminal, Paint::strong, equation.text),
        painted(terminal, Paint::quiet,
                fmt::format("{}{} of {}, {}", moment, session.position, session.count(), phase_name(event->phase))));
    if (!equation.given) fmt::print(terminal.out, "  {}\n", equation.shapes);
    fmt::print(terminal.out, "  {} is {}\n", equation.symbol, summary(session.trace->value(*event)));
    const std::vector<std::string> lines = lines_of(event->source.file);
    if (const auto line = static_cast<std::size_t>(event->source.line); line >= 1 && line <= lines.size())
        fmt::print(terminal.out, "{}{}\n", painted(terminal, Paint::current, fmt::format("{:<5}", line)),
                   lines[line - 1]);
    if (is_end(session))
        fmt::print(terminal.out, "The {} ends here.\n", session.timelines.empty() ? "lesson" : "training");
}

}  // namespace

void say_where(Terminal& terminal) {
    say_event(terminal);
    say_watches(terminal);
}

int width_of(const std::string& text) {
    int width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool continues = (byte & 0xc0) == 0x80;
        const bool is_mark = byte == 0xcc || byte == 0xcd;  // U+0300 … U+036F stand over the letter before
        if (!continues && !is_mark) ++width;
    }
    return width;
}

std::string padded(const std::string& text, int width) {
    return text + std::string(static_cast<std::size_t>(std::max(0, width - width_of(text))), ' ');
}

std::string right_aligned(const std::string& text, int width) {
    return std::string(static_cast<std::size_t>(std::max(0, width - width_of(text))), ' ') + text;
}

}  // namespace backstep
