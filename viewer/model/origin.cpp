#include "viewer/model/origin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/model/number.h"

namespace backstep {
namespace {

// Pixels are bytes, or bytes / 255: rounding gives the byte back, and anything else is no pixel.
bool is_byte(double number, int& byte) {
    if (!(number >= 0 && number <= 255)) return false;
    byte = static_cast<int>(std::lround(number));
    return number == byte;
}

std::string pixel_text(const Trace& trace, const Numbers& X, const CellRef& cell) {
    const std::optional<ImageSize> size = image_size(trace, X.rows);
    if (!size) return "";
    std::string text = fmt::format("pixel ({},{}) of image {}", cell.row / size->cols, cell.row % size->cols, cell.col);
    const double number = X(cell.row, cell.col);
    double largest = 0;
    X.visit([&](double other) { largest = std::max(largest, other); });
    const bool scaled = largest <= 1;
    int byte = 0;
    if (scaled && is_byte(std::round(number * 255), byte) && byte / 255.0 == number)
        text += fmt::format(": byte {}, divided by 255", byte);
    else if (!scaled && is_byte(number, byte))
        text += fmt::format(": byte {}", byte);
    return text;
}

std::string label_text(const Numbers& Y, const CellRef& cell) {
    std::vector<double> room;
    const double* column = Y.column(cell.col, room);
    const auto shown = std::find(column, column + Y.rows, 1.0) - column;
    if (shown == Y.rows) return "";
    return fmt::format("image {} shows a {}, so row {} is {}", cell.col, shown, cell.row,
                       short_number(Y(cell.row, cell.col)));
}

std::string initial_text(const Name& name) {
    if (!name.prefix.empty()) return "what the optimizer remembers at the start";
    if (name.symbol == "W") return "an initial weight";
    if (name.symbol == "b") return "an initial bias";
    return "a value at the start";
}

std::string updated_text(const Name& name, long step) {
    const char* const what = !name.prefix.empty() ? "what the optimizer remembers"
                             : name.symbol == "W" ? "a weight"
                             : name.symbol == "b" ? "a bias"
                                                  : "a value";
    return fmt::format("{}, as step {} of the training left it", what, step);
}

}  // namespace

bool was_updated(const Trace& trace, const CellRef& cell) {
    const Event& event = trace.events[static_cast<std::size_t>(cell.event)];
    const bool is_state = trace.tape.nodes[static_cast<std::size_t>(event.node)].op == Op::state;
    const long steps = event.name.prefix.empty() ? trace.steps_before : trace.steps_remembered;
    return is_state && steps > 0 && !set_by_hand(trace, cell.event, cell.row, cell.col);
}

std::string origin_text(const Trace& trace, const CellRef& cell) {
    const Event& event = trace.events[static_cast<std::size_t>(cell.event)];
    const Numbers value = trace.value(event);
    if (set_by_hand(trace, cell.event, cell.row, cell.col)) return "a number that was set by hand";
    if (was_updated(trace, cell)) return updated_text(event.name, trace.steps_before);
    if (trace.tape.nodes[static_cast<std::size_t>(event.node)].op == Op::state) return initial_text(event.name);
    std::string text;
    int byte = 0;
    if (event.name.symbol == "X") text = pixel_text(trace, value, cell);
    if (event.name.symbol == "Y") text = label_text(value, cell);
    const bool is_image = value.rows == value.cols && value.rows >= 8 && is_byte(value(cell.row, cell.col), byte);
    if (text.empty() && is_image) text = fmt::format("pixel ({},{}): byte {}", cell.row, cell.col, byte);
    return text.empty() ? "an input: the lesson gives this number" : text;
}

}  // namespace backstep
