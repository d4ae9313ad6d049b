#include "viewer/panels/picture.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

bool is_sign(const PicturePart& part) { return part.rows == 0; }

// n cells at this unit: a whole number of pixels each where they are large enough to tell, as heatmaps are drawn, so
// that a picture fills its place and the same number of cells is equally long everywhere.
float side(int n, float unit, const PictureRoom& room) {
    const float length = std::max(room.smallest, unit * drawn_length(n));
    const float cells = static_cast<float>(n), cell = length / cells;
    return cell >= 3 ? std::floor(cell) * cells : std::round(length);
}

ImVec2 size_of(const PicturePart& part, float unit, const PictureRoom& room) {
    if (is_sign(part)) return {part.label_width, 0};
    return {side(part.cols, unit, room), side(part.rows, unit, room)};
}

float width_of(const PicturePart& part, float unit, const PictureRoom& room) {
    return std::max(part.label_width, size_of(part, unit, room).x);
}

struct Line {
    std::size_t first = 0, last = 0;  // parts [first, last)
    float width = 0, height = 0;      // height of the tallest matrix
};

std::vector<Line> broken_into_lines(const std::vector<PicturePart>& parts, float unit, const PictureRoom& room) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const float width = width_of(parts[i], unit, room);
        // A sign goes with what follows it, so that a line begins with its operator; or with what it closes.
        const auto bound = [&](std::size_t next) {
            return next < parts.size() && (parts[next].closes || (is_sign(parts[next - 1]) && !parts[next - 1].closes));
        };
        float together = width;
        for (std::size_t next = i + 1; bound(next); ++next) together += room.gap + width_of(parts[next], unit, room);
        if (lines.empty() || (!bound(i) && lines.back().width + room.gap + together > room.size.x))
            lines.push_back({i, i, 0, 0});
        Line& line = lines.back();
        line.width += width + (line.last > line.first ? room.gap : 0);
        line.last = i + 1;
        line.height = std::max(line.height, size_of(parts[i], unit, room).y);
    }
    return lines;
}

float total_height(const std::vector<Line>& lines, const PictureRoom& room) {
    float height = 0;
    for (const Line& line : lines) height += line.height + room.label_height;
    return height;
}

bool fits(const std::vector<PicturePart>& parts, float unit, const PictureRoom& room) {
    const std::vector<Line> lines = broken_into_lines(parts, unit, room);
    for (const Line& line : lines)
        if (line.width > room.size.x) return false;
    return total_height(lines, room) <= room.size.y;
}

template <class Fits>
float largest_unit(float limit, const Fits& fits_at) {
    if (fits_at(limit)) return limit;
    float low = 0, high = limit;
    for (int i = 0; i < 24; ++i) {
        const float middle = (low + high) / 2;
        (fits_at(middle) ? low : high) = middle;
    }
    return low;
}

// One line reads as the formula does, so it is kept unless several lines show much more.
float best_unit(const std::vector<PicturePart>& parts, const PictureRoom& room) {
    const auto in_lines = [&](float unit) { return fits(parts, unit, room); };
    const auto in_one_line = [&](float unit) {
        return fits(parts, unit, room) && broken_into_lines(parts, unit, room).size() == 1;
    };
    const float several = largest_unit(room.largest_cell, in_lines);
    const float one = largest_unit(room.largest_cell, in_one_line);
    return in_one_line(one) && one > 0.6F * several ? one : several;
}

}  // namespace

float drawn_length(int n) {
    constexpr float straight = 16, power = 0.38F;
    const float length = static_cast<float>(n);
    return length <= straight ? length : straight * std::pow(length / straight, power);
}

float place_parts(std::vector<PicturePart>& parts, const PictureRoom& room) {
    const float unit = best_unit(parts, room);
    float top = 0;
    for (const Line& line : broken_into_lines(parts, unit, room)) {
        float x = 0;
        const float middle = top + room.label_height / 2 + line.height / 2;
        for (std::size_t i = line.first; i < line.last; ++i) {
            const ImVec2 size = size_of(parts[i], unit, room);
            const float width = width_of(parts[i], unit, room);
            const float left = std::round(x + (width - size.x) / 2);
            parts[i].rect = {{left, std::round(middle - size.y / 2)}, {left + size.x, std::round(middle + size.y / 2)}};
            x += width + room.gap;
        }
        top += line.height + room.label_height;
    }
    return top;
}

}  // namespace backstep
