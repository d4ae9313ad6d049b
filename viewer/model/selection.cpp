#include "viewer/model/selection.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/math/error.h"
#include "viewer/model/equation.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

// NaN and infinity are what one looks for.
double magnitude(double number) {
    return std::isfinite(number) ? std::abs(number) : std::numeric_limits<double>::infinity();
}

std::optional<CellRef> largest(const Session& session) {
    const Event* event = session.current();
    if (!event) return std::nullopt;
    const Numbers value = session.trace->value(*event);
    if (value.rows == 0 || value.cols == 0) return std::nullopt;
    CellRef best{event->index, 0, 0};
    double most = -1;
    for (int col = 0; col < value.cols; ++col)
        for (int row = 0; row < value.rows; ++row)
            if (const double here = magnitude(value(row, col)); here > most)
                best = {event->index, row, col}, most = here;
    return best;
}

// Takes a whole number off the front.
bool take_number(std::string_view& text, int& number) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return true;
}

// "dw[2]" as the recording writes it, "dW[2]", unless that is a name itself.
std::string as_named(const Trace& trace, std::string_view typed) {
    const auto small = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
        return text;
    };
    const std::string wanted(typed);
    std::string found = wanted;
    for (const Event& event : trace.events) {
        const std::string name = event.name.text();
        if (name == wanted) return wanted;
        if (small(name) == small(wanted)) found = name;
    }
    return found;
}

// The current equation has that value as its transpose only: its picture's rows are columns.
bool is_seen_turned(const Session& session, int event) {
    const Event* current = session.current();
    if (!current || current->index == event) return false;
    bool turned = false;
    for (const EquationPiece& piece : equation_view(*session.trace, current->index).pieces) {
        if (piece.event != event) continue;
        if (!piece.transposed) return false;
        turned = true;
    }
    return turned;
}

}  // namespace

std::optional<CellRef> cell_beside(const Session& session, int down, int right) {
    if (!session.selected || !session.trace) return largest(session);
    CellRef cell = *session.selected;
    if (is_seen_turned(session, cell.event)) std::swap(down, right);
    const Numbers value = session.trace->value(session.trace->events[static_cast<std::size_t>(cell.event)]);
    cell.row = std::clamp(cell.row + down, 0, value.rows - 1);
    cell.col = std::clamp(cell.col + right, 0, value.cols - 1);
    return cell;
}

std::optional<CellRef> cell_named(const Session& session, std::string_view text) {
    const std::size_t open = text.rfind('(');
    if (!session.trace || open == std::string_view::npos || open == 0 || text.back() != ')') return std::nullopt;
    std::string_view name = text.substr(0, open), cell = text.substr(open + 1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    CellRef found;
    if (!take_number(cell, found.row) || cell.empty() || cell.front() != ',') return std::nullopt;
    cell.remove_prefix(1);
    if (!take_number(cell, found.col) || cell != ")") return std::nullopt;
    try {
        found.event = event_named(*session.trace, as_named(*session.trace, name), session.position, "");
    } catch (const InputError&) {
        return std::nullopt;
    }
    const Numbers value = session.trace->value(session.trace->events[static_cast<std::size_t>(found.event)]);
    if (!value.contains(found.row, found.col)) return std::nullopt;
    return found;
}

}  // namespace backstep
