#pragma once
// From numbers to colours. The diverging palette goes from blue (negative) over a neutral middle to orange (positive):
// in equal steps of OKLab lightness, symmetric around 0, apart for every kind of colour vision. On a dark page its
// middle is dark, on a light page light, so that 0 is quiet on both.

#include <array>

#include "viewer/widgets/color.h"

namespace backstep {

// 255 colours and one for what is not a finite number. Odd, so that 0 has a colour of its own.
struct Palette {
    static constexpr int count = 255;
    std::array<Color, count> colors{};
    Color not_finite = 0;
    unsigned id = 0;  // different for different palettes; part of a texture's version
};

Palette diverging_palette(bool dark);
// For pixels from 0 to 1: black to white on a dark page, white paper to black ink on a light one.
Palette grey_palette(bool dark);

// The colour of `value` on a scale from −max to max (a diverging palette); beyond it the colours of the ends. If max is
// not above 0, the middle.
Color diverging_color(const Palette& palette, double value, double max);
// The colour of `value` on a scale from 0 to max.
Color sequential_color(const Palette& palette, double value, double max);

}  // namespace backstep
