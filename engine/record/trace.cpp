#include "engine/record/trace.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace backstep {
namespace {

// The whole text as a number, or nothing.
std::optional<int> whole_number(std::string_view text) {
    if (text.empty() || text.size() > 8) return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

}  // namespace

const Matrix& Trace::matrix(int event) const {
    if (const Matrix* matrix = std::get_if<Matrix>(&values[static_cast<std::size_t>(event)])) return *matrix;
    throw std::logic_error(events[static_cast<std::size_t>(event)].name.text() + " is a batch of images, no matrix");
}

bool set_by_hand(const Trace& trace, int event, int row, int col) {
    return std::any_of(trace.edits.begin(), trace.edits.end(),
                       [&](const Edit& edit) { return edit.event == event && edit.row == row && edit.col == col; });
}

std::optional<ImageSize> image_size(const Trace& trace, int rows) {
    const ImageSize said = trace.images;
    if (said.rows > 0 && said.rows * said.cols == rows) return said;
    const int side = static_cast<int>(std::lround(std::sqrt(rows)));
    if (side < 8 || side * side != rows) return std::nullopt;
    return ImageSize{side, side};
}

std::optional<int> find_event(const Trace& trace, std::string_view text, int before) {
    if (const std::optional<int> index = whole_number(text))
        return *index < static_cast<int>(trace.events.size()) ? index : std::nullopt;

    std::optional<int> version;
    if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
        version = whole_number(text.substr(at + 1));
        if (!version) return std::nullopt;
        text = text.substr(0, at);
    }
    std::optional<int> newest, first;
    for (const Event& event : trace.events) {
        if (event.name.text() != text) continue;
        if (version && event.version == *version) return event.index;
        if (!first) first = event.index;
        if (event.index < before) newest = event.index;
    }
    if (version) return std::nullopt;
    return newest ? newest : first;
}

}  // namespace backstep
