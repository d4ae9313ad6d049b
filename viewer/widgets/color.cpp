#include "viewer/widgets/color.h"

#include <algorithm>
#include <cmath>

namespace backstep {

namespace {

unsigned channel(Color color, int index) { return (color >> (8 * index)) & 0xFFU; }

Color pack(unsigned red, unsigned green, unsigned blue, unsigned alpha) {
    return red | green << 8 | blue << 16 | alpha << 24;
}

// The transfer function of sRGB (IEC 61966-2-1) and its inverse.
double to_linear(unsigned byte) {
    const double value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

unsigned from_linear(double value) {
    const double clamped = std::clamp(value, 0.0, 1.0);
    const double encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * std::pow(clamped, 1 / 2.4) - 0.055;
    return static_cast<unsigned>(std::lround(encoded * 255));
}

}  // namespace

Color rgb(unsigned hex) { return pack((hex >> 16) & 0xFFU, (hex >> 8) & 0xFFU, hex & 0xFFU, 0xFF); }

Color with_alpha(Color color, float alpha) {
    return (color & 0x00FFFFFFU) | static_cast<Color>(std::lround(std::clamp(alpha, 0.0F, 1.0F) * 255)) << 24;
}

Color mix(Color from, Color to, float t) {
    Color result = 0;
    for (int index = 0; index < 4; ++index) {
        const float one = static_cast<float>(channel(from, index)), other = static_cast<float>(channel(to, index));
        result |= static_cast<Color>(std::lround(one + (other - one) * t)) << (8 * index);
    }
    return result;
}

double luminance(Color color) {
    return 0.2126 * to_linear(channel(color, 0)) + 0.7152 * to_linear(channel(color, 1)) +
           0.0722 * to_linear(channel(color, 2));
}

double contrast_ratio(Color one, Color other) {
    const double first = luminance(one), second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Color readable_on(Color background, Color dark, Color light) {
    return contrast_ratio(background, dark) >= contrast_ratio(background, light) ? dark : light;
}

Color legible(Color ink, Color background) {
    return contrast_ratio(ink, background) >= 4.5 ? ink : readable_on(background, rgb(0x000000), rgb(0xFFFFFF));
}

OkLab to_oklab(Color color) {
    const double red = to_linear(channel(color, 0)), green = to_linear(channel(color, 1)),
                 blue = to_linear(channel(color, 2));
    const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

Color from_oklab(OkLab lab) {
    const auto cube = [](double value) { return value * value * value; };
    const double l = cube(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
    const double m = cube(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
    const double s = cube(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
    return pack(from_linear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                from_linear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                from_linear(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), 0xFF);
}

double color_difference(Color one, Color other) {
    const OkLab first = to_oklab(one), second = to_oklab(other);
    return std::hypot(first.lightness - second.lightness, first.a - second.a, first.b - second.b);
}

}  // namespace backstep
