// Commands that show something in a few lines.

#include <fmt/ostream.h>

#include <algorithm>
#include <ostream>

#include "engine/math/error.h"
#include "lessons/document.h"
#include "lessons/plain_text.h"
#include "viewer/model/batch.h"
#include "viewer/model/equation.h"
#include "viewer/model/number.h"
#include "viewer/model/page.h"
#include "viewer/terminal/commands.h"
#include "viewer/terminal/shading.h"
#include "viewer/terminal/training_text.h"
#include "viewer/terminal/words.h"

namespace backstep {

namespace {

// The line of the file as one reads it: formulas in plain Unicode.
std::string readable(const std::string& line) {
    const std::size_t begin = line.find("//: ");
    if (begin == std::string::npos || line.find_first_not_of(' ') != begin) return line;
    constexpr int unwrapped = 1000;
    const std::string prose = line.substr(begin + 4), plain = plain_prose(prose, unwrapped);
    const std::string first = plain.substr(0, plain.find('\n'));  // of a heading, without what underlines it
    if (prose[0] == '#' || first.empty()) return line;
    return line.substr(0, begin + 4) + prose.substr(0, prose.find_first_not_of(' ')) + first;
}

// Where to begin reading: five lines above, or where the prose before this piece of code begins.
int first_to_read(const Document& document, int middle) {
    int first = middle - 5;
    for (std::size_t i = 1; i < document.blocks.size(); ++i) {
        const Block &block = document.blocks[i], &before = document.blocks[i - 1];
        const bool is_here = block.first_line <= middle && middle <= block.last_line;
        if (is_here && block.kind == Block::Kind::code && before.kind == Block::Kind::prose)
            first = std::min(first, before.first_line);
    }
    return first;
}

// "epoch 6 batch 386 of 469, event 17 of 40: dW[1], backward"
void say_moment(Terminal& terminal) {
    const Session& session = terminal.session;
    const Timeline& timeline = *session.timelines.timeline();
    fmt::print(terminal.out, "{} of {}, event {} of {}", step_text(timeline, session.timelines.step),
               timeline.plan().steps_per_epoch(), session.position, session.count());
    if (const Event* event = session.current())
        fmt::print(terminal.out, ": {}, {}", event->name.text(), phase_name(event->phase));
    fmt::print(terminal.out, "\n");
}

}  // namespace

void do_list(Terminal& terminal, const Words& words) {
    check_count(words, 0, 1, "list [LINE]");
    const Trace& trace = open_trace(terminal);
    const Event* current = terminal.session.current();
    // Before the first event: where the first value will be made.
    const Event& event = current ? *current : trace.events.at(0);
    const std::vector<std::string> lines = lines_of(event.source.file);
    const int count = static_cast<int>(lines.size());
    const int middle = words.empty() ? event.source.line : whole_number(words[0], "line");
    if (middle < 1 || middle > count)
        throw InputError("list", fmt::format("there is no line {}", middle),
                         fmt::format("they go from 1 to {}", count));
    const Document document = read_document(source_text(event.source.file), event.source.file);
    const int first = std::max(1, std::min(first_to_read(document, middle), count - 10));
    const int last = std::min(count, std::max(first + 10, middle + 5));
    for (int line = first; line <= last; ++line) {
        const bool is_current = current && line == event.source.line;
        const std::string text = fmt::format("{}{:>4}  {}", is_current ? "→" : " ", line,
                                             readable(lines[static_cast<std::size_t>(line - 1)]));
        fmt::print(terminal.out, "{}\n", painted(terminal, is_current ? Paint::current : Paint::plain, text));
    }
}

void do_where(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "where");
    open_trace(terminal);
    const Session& session = terminal.session;
    const LessonPage page = lesson_page(session);
    const Event* event = session.current();
    fmt::print(terminal.out, "{}", page.crumb);
    if (event) fmt::print(terminal.out, ", line {}", event->source.line);
    if (event && session.trace->events.back().step > 1) fmt::print(terminal.out, ", step {}", event->step);
    fmt::print(terminal.out, "\n");
    if (!session.timelines.empty()) say_moment(terminal);
    say_where(terminal);
}

void do_shape(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "shape NAME");
    const EquationView equation = equation_view(open_trace(terminal), event_of(terminal, words[0]));
    fmt::print(terminal.out, "{} is {}\n", equation.symbol, equation.shape);
    if (!equation.given) fmt::print(terminal.out, "  {}\n  {}\n", equation.text, equation.shapes);
}

void do_digits(Terminal& terminal, const Words& words) {
    check_count(words, 0, 1, "digits [N]");
    if (!words.empty()) {
        const int digits = whole_number(words[0], "digits");
        if (digits < fewest_digits || digits > most_digits)
            throw InputError("digits", fmt::format("{} is outside the range", digits),
                             fmt::format("they go from {} to {}", fewest_digits, most_digits));
        terminal.style.digits = digits;
    }
    fmt::print(terminal.out, "numbers are shown with {} digits\n", terminal.style.digits);
}

void do_digit(Terminal& terminal, const Words& words) {
    check_count(words, 1, 1, "digit COLUMN");
    open_trace(terminal);
    const int column = whole_number(words[0], "column");
    const BatchView batch = batch_view(terminal.session);
    if (batch.event < 0) throw InputError("digit", "this lesson has no batch of images", "print its values instead");
    if (column >= static_cast<int>(batch.digits.size()))
        throw InputError("digit", fmt::format("there is no image {}", column),
                         fmt::format("they go from 0 to {}", batch.digits.size() - 1));
    const BatchDigit& digit = batch.digits[static_cast<std::size_t>(column)];
    // Characters are about twice as high as wide: two of them make one pixel.
    Matrix image(batch.rows, 2 * batch.cols);
    std::vector<double> room;
    const double* pixels = terminal.session.trace->value(batch.event).column(column, room);
    for (int row = 0; row < image.rows; ++row)
        for (int col = 0; col < image.cols; ++col) image(row, col) = pixels[row * batch.cols + col / 2];
    for (const std::string& line : shading(image, image.rows, image.cols)) fmt::print(terminal.out, "  {}\n", line);
    if (digit.label >= 0) fmt::print(terminal.out, "image {} shows a {}", column, digit.label);
    if (digit.prediction >= 0)
        fmt::print(terminal.out, "; the network says {} with probability {}", digit.prediction,
                   percent(digit.probability));
    fmt::print(terminal.out, "\n");
}

void do_lessons(Terminal& terminal, const Words& words) {
    check_count(words, 0, 0, "lessons");
    for (const Lesson& lesson : terminal.session.lessons)
        fmt::print(terminal.out, "{}{:>2}. {}  {}\n", terminal.session.lesson == &lesson ? "→" : " ", lesson.number,
                   padded(lesson.title, 28), painted(terminal, Paint::quiet, lesson.idea));
}

}  // namespace backstep
