#pragma once
// Colours as ImGui packs them (ImU32, red in the lowest byte), and the measures by which they are chosen: relative
// luminance and contrast (WCAG 2.1, "relative luminance", "contrast ratio") and OKLab (B. Ottosson, "A perceptual
// color space for image processing", 2020), in which equal steps look equal.

#include "viewer/widgets/imgui_compat.h"

namespace backstep {

using Color = ImU32;

// 0xRRGGBB as it is written in a style sheet; opaque.
Color rgb(unsigned hex);
Color with_alpha(Color color, float alpha);
// The colour between two, mixed in the bytes as a renderer does; t = 0 is `from`.
Color mix(Color from, Color to, float t);

// Relative luminance, 0 (black) to 1 (white); alpha is ignored.
double luminance(Color color);
// 1 (equal) to 21 (black on white). Text needs at least 4.5.
double contrast_ratio(Color one, Color other);
// Whichever of the two is easier to read on `background`.
Color readable_on(Color background, Color dark, Color light);
// `ink`, or where that does not reach 4.5:1 black or white, one of which does on every colour.
Color legible(Color ink, Color background);

struct OkLab {
    double lightness = 0, a = 0, b = 0;
};
OkLab to_oklab(Color color);
// Out-of-gamut colours are clamped.
Color from_oklab(OkLab lab);
// Euclidean distance in OKLab; 0.02 is just noticeable side by side.
double color_difference(Color one, Color other);

}  // namespace backstep
