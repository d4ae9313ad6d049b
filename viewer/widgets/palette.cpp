#include "viewer/widgets/palette.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace backstep {

namespace {

// Hues in OKLab, in degrees: the blue and the orange that differ most for people who lack one kind of cone.
constexpr double negative_hue = 252, positive_hue = 62;

struct Ramp {
    double middle_lightness, end_lightness, end_chroma;
};

// `distance` from the middle, 0 … 1. Lightness changes in equal steps; chroma rises faster, so that the sign of small
// values is seen early.
Color on_ramp(const Ramp& ramp, double hue_degrees, double distance) {
    const double hue = hue_degrees * std::numbers::pi / 180;
    const double chroma = ramp.end_chroma * std::pow(distance, 0.75);
    return from_oklab({ramp.middle_lightness + (ramp.end_lightness - ramp.middle_lightness) * distance,
                       chroma * std::cos(hue), chroma * std::sin(hue)});
}

Color at(const Palette& palette, double position) {
    const double last = Palette::count - 1;
    return palette.colors[static_cast<std::size_t>(std::lround(std::clamp(position, 0.0, 1.0) * last))];
}

}  // namespace

Palette diverging_palette(bool dark) {
    const Ramp ramp = dark ? Ramp{0.235, 0.80, 0.125} : Ramp{0.965, 0.46, 0.115};
    Palette palette;
    palette.id = dark ? 1 : 2;
    palette.not_finite = dark ? rgb(0xFF3DF0) : rgb(0xC800B8);
    const int half = Palette::count / 2;
    for (int index = 0; index < Palette::count; ++index) {
        const double distance = std::abs(index - half) / static_cast<double>(half);
        palette.colors[static_cast<std::size_t>(index)] =
            on_ramp(ramp, index < half ? negative_hue : positive_hue, distance);
    }
    return palette;
}

Palette grey_palette(bool dark) {
    const double zero = dark ? 0.17 : 0.985, one = dark ? 0.97 : 0.22;
    Palette palette;
    palette.id = dark ? 3 : 4;
    palette.not_finite = dark ? rgb(0xFF3DF0) : rgb(0xC800B8);
    for (int index = 0; index < Palette::count; ++index) {
        const double value = index / static_cast<double>(Palette::count - 1);
        palette.colors[static_cast<std::size_t>(index)] = from_oklab({zero + (one - zero) * value, 0, 0});
    }
    return palette;
}

Color diverging_color(const Palette& palette, double value, double max) {
    if (!std::isfinite(value)) return palette.not_finite;
    return at(palette, max > 0 ? 0.5 + 0.5 * std::clamp(value / max, -1.0, 1.0) : 0.5);
}

Color sequential_color(const Palette& palette, double value, double max) {
    if (!std::isfinite(value)) return palette.not_finite;
    return at(palette, max > 0 ? value / max : 0);
}

}  // namespace backstep
