#include "engine/data/strokes.h"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

#include "engine/data/digits_text.h"

namespace backstep {
namespace {

// Takes the next word off the line, or an empty one.
std::string_view next_word(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r"));
    line.remove_prefix(word.size());
    return word;
}

[[noreturn]] void refuse(int line, const std::string& finding) {
    throw std::invalid_argument(fmt::format("figures, line {}: {}", line, finding));
}

int integer(std::string_view word, int line) {
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (word.empty() || error != std::errc() || end != word.data() + word.size())
        refuse(line, fmt::format("\"{}\" where a whole number is expected", word));
    return value;
}

Figure parse_heading(std::string_view line, int number) {
    Figure figure;
    figure.digit = integer(next_word(line), number);
    if (figure.digit < 0 || figure.digit > 9) refuse(number, fmt::format("digit {}", figure.digit));
    figure.variant = next_word(line);
    return figure;
}

Stroke parse_stroke(std::string_view line, int number) {
    Stroke stroke;
    for (std::string_view x = next_word(line); !x.empty(); x = next_word(line)) {
        std::string_view y = next_word(line);
        PenPoint point;
        point.corner = !y.empty() && y.back() == '*';
        if (point.corner) y.remove_suffix(1);
        point.x = integer(x, number);
        point.y = integer(y, number);
        stroke.push_back(point);
    }
    if (stroke.size() < 2) refuse(number, "a stroke needs two points");
    return stroke;
}

// The point after (step +1) or before (step −1) point i as the curve sees it: at a corner or an end the curve goes
// straight on, as if the point were mirrored.
PenPoint neighbour(const Stroke& stroke, std::size_t from, std::size_t to) {
    const PenPoint &a = stroke[from], &b = stroke[to];
    const bool last = to == 0 || to + 1 == stroke.size();
    if (last || b.corner) return {2 * b.x - a.x, 2 * b.y - a.y, false};
    return to > from ? stroke[to + 1] : stroke[to - 1];
}

}  // namespace

std::vector<Figure> parse_figures(std::string_view text) {
    std::vector<Figure> figures;
    for (int number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line = line.substr(0, line.find('#'));
        std::string_view rest = line;
        const std::string_view word = next_word(rest);
        if (word.empty()) continue;
        if (word == "digit")
            figures.push_back(parse_heading(rest, number));
        else if (figures.empty())
            refuse(number, "a stroke before the first \"digit\"");
        else
            figures.back().strokes.push_back(parse_stroke(line, number));
    }
    return figures;
}

std::vector<Figure> built_in_figures() { return parse_figures(digits_text()); }

Stroke flattened(const Stroke& stroke, int pieces) {
    Stroke line{stroke.front()};
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
        const PenPoint before = neighbour(stroke, i + 1, i), a = stroke[i], b = stroke[i + 1],
                       after = neighbour(stroke, i, i + 1);
        // The cubic through a and b whose slopes there are those between the neighbours.
        const auto curve = [](double p, double q, double r, double s, double t) {
            return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
        };
        for (int k = 1; k <= pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            line.push_back({curve(before.x, a.x, b.x, after.x, t), curve(before.y, a.y, b.y, after.y, t), false});
        }
    }
    return line;
}

}  // namespace backstep
