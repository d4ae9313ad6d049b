#include "engine/data/digits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/data/pen.h"
#include "engine/data/strokes.h"
#include "engine/math/error.h"
#include "engine/math/random.h"

namespace backstep {
namespace {

// The random numbers of one image, in the order in which they are asked for.
class Dice {
public:
    Dice(std::uint64_t seed, int image) : stream_{seed, Purpose::digits, static_cast<std::uint32_t>(image)} {}

    std::size_t choice(std::size_t count) { return uniform_below(stream_, next_++, static_cast<std::uint32_t>(count)); }
    double between(double low, double high) { return low + (high - low) * uniform(stream_, next_++); }
    // Bell-shaped and bounded, mean 0, between −spread and spread: extremes are rare, impossible figures do not occur.
    double around(double spread) { return (between(-1, 1) + between(-1, 1) + between(-1, 1)) * (spread / 3); }

    // Evenly between −spread and spread in 256 steps: eight from one random number, for there are many pixels.
    double grain(double spread) {
        if (bytes_left_ == 0) bytes_ = random_bits(stream_, next_++), bytes_left_ = 8;
        const int byte = static_cast<int>(bytes_ & 255);
        bytes_ >>= 8, --bytes_left_;
        return (byte - 127.5) * (spread / 127.5);
    }

private:
    Stream stream_;
    std::uint64_t next_ = 0, bytes_ = 0;
    int bytes_left_ = 0;
};

// How a figure is written: everything that changes from hand to hand.
struct Hand {
    double slant, turn, width, bow, lean, size, radius, taper, pressure, shift_x, shift_y;
};

Hand any_hand(Dice& dice) {
    Hand hand{};
    hand.slant = 0.16 + dice.around(0.52);
    hand.turn = dice.around(0.13);
    hand.width = 0.98 + dice.around(0.32);
    hand.bow = dice.around(0.18);
    hand.lean = dice.around(0.28);
    hand.size = dice.between(0.92, 1.0);
    // A narrow figure is written with a finer pen, or its loops would fill.
    hand.radius = (1.25 + dice.around(0.65)) * std::min(0.3 + 0.7 * hand.width, 1.0);
    hand.taper = dice.around(0.3);
    hand.pressure = dice.between(0.9, 1.1);
    hand.shift_x = dice.around(1.2);
    hand.shift_y = dice.around(1.2);
    return hand;
}

// One straight piece of a stroke; whatever is done to it is done to both ends.
struct Line {
    PenSpot from, to;
};

// A turn by the angle whose half has the tangent h: cosine and sine are ratios, exact to the bit everywhere.
PenSpot placed(const PenPoint& p, const Hand& hand, double radius) {
    const double y = p.y / 50 - 1, x0 = (p.x / 50 - 1) * hand.width;
    const double x = x0 + hand.bow * y * y - hand.slant * y;
    const double v = y + hand.lean * x0 * y * 0.5;
    const double h = hand.turn, scale = 1 / (1 + h * h), cosine = (1 - h * h) * scale, sine = 2 * h * scale;
    return {cosine * x - sine * v, sine * x + cosine * v, radius};
}

std::vector<Line> written(const Figure& figure, const Hand& hand, Dice& dice) {
    constexpr double wobble = 6, drift = 5, overshoot = 4;
    constexpr int pieces = 5;
    std::vector<Line> lines;
    for (Stroke stroke : figure.strokes) {
        // The whole stroke is set down a little off; so is each of its points; and its ends most of all.
        const double drift_x = dice.around(drift), drift_y = dice.around(drift);
        for (PenPoint& point : stroke) {
            const bool end = &point == &stroke.front() || &point == &stroke.back();
            const double spread = end ? wobble + overshoot : wobble;
            point.x += drift_x + dice.around(spread);
            point.y += drift_y + dice.around(spread);
        }
        const Stroke flat = flattened(stroke, pieces);
        const double step = 2.0 / static_cast<double>(flat.size() - 1);
        for (std::size_t i = 0; i + 1 < flat.size(); ++i) {
            const auto radius = [&](std::size_t k) {
                return hand.radius * (1 + hand.taper * (static_cast<double>(k) * step - 1));
            };
            lines.push_back({placed(flat[i], hand, radius(i)), placed(flat[i + 1], hand, radius(i + 1))});
        }
    }
    return lines;
}

// Scales the lines into the box of 20×20 pixels and puts their centre of mass near the middle of the sheet.
void fit(std::vector<Line>& lines, const Hand& hand) {
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9, mass = 0, mass_x = 0, mass_y = 0;
    for (const Line& line : lines) {
        for (const PenSpot& spot : {line.from, line.to}) {
            left = std::min(left, spot.x), right = std::max(right, spot.x);
            top = std::min(top, spot.y), bottom = std::max(bottom, spot.y);
        }
        const double dx = line.to.x - line.from.x, dy = line.to.y - line.from.y;
        const double length = std::sqrt(dx * dx + dy * dy);
        mass += length;
        mass_x += length * (line.from.x + line.to.x) / 2;
        mass_y += length * (line.from.y + line.to.y) / 2;
    }
    const double scale = (20 * hand.size - 2 * hand.radius) / std::max(right - left, bottom - top);
    // The edge of the sheet is kept clear even where the mass is far from the middle of the box.
    const double edge = hand.radius * (1 + std::abs(hand.taper)) + 1, side = Sheet::side;
    const auto offset = [&](double centre, double low, double high, double shift) {
        return std::clamp(side / 2 + shift - scale * centre, edge - scale * low, side - edge - scale * high);
    };
    const double move_x = offset(mass_x / mass, left, right, hand.shift_x);
    const double move_y = offset(mass_y / mass, top, bottom, hand.shift_y);
    for (Line& line : lines)
        for (PenSpot* spot : {&line.from, &line.to}) {
            spot->x = spot->x * scale + move_x;
            spot->y = spot->y * scale + move_y;
        }
}

void draw(const Figure& figure, Dice& dice, std::uint8_t* pixels) {
    const Hand hand = any_hand(dice);
    std::vector<Line> lines = written(figure, hand, dice);
    fit(lines, hand);
    Sheet sheet;
    for (const Line& line : lines) sheet.draw(line.from, line.to);
    for (int row = 0; row < Sheet::side; ++row)
        for (int col = 0; col < Sheet::side; ++col) {
            const double ink = sheet.ink(row, col);
            // Paper stays clean; ink is uneven.
            const double tone = ink > 0 ? 255 * hand.pressure * ink + dice.grain(12) : 0;
            *pixels++ = static_cast<std::uint8_t>(std::clamp(tone, 0.0, 255.0) + 0.5);
        }
}

}  // namespace

Dataset built_in_digits(int count, std::uint64_t seed) {
    if (count < 0) throw ShapeError(fmt::format("built_in_digits: {} images; give 0 or more", count));
    std::array<std::vector<Figure>, 10> variants;
    for (Figure& figure : built_in_figures()) {
        std::vector<Figure>& same = variants[static_cast<std::size_t>(figure.digit)];
        same.push_back(std::move(figure));
    }

    Dataset data;
    data.count = count;
    data.images.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(data.pixels()));
    data.labels.resize(static_cast<std::size_t>(count));
    data.source = fmt::format("built-in digits, seed {}", seed);
    std::uint8_t* pixels = data.images.data();
    for (int i = 0; i < count; ++i, pixels += data.pixels()) {
        Dice dice(seed, i);
        const std::size_t label = dice.choice(variants.size());
        data.labels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(label);
        const std::vector<Figure>& figures = variants[label];
        draw(figures[dice.choice(figures.size())], dice, pixels);
    }
    return data;
}

}  // namespace backstep
