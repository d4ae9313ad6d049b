#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "tests/widgets/color_vision.h"
#include "viewer/widgets/palette.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(palette)

BOOST_AUTO_TEST_CASE(opposite_values_are_equally_light) {
    for (bool dark : {false, true}) {
        const Palette palette = diverging_palette(dark);
        for (double value = 0; value <= 1; value += 0.05) {
            const double negative = to_oklab(diverging_color(palette, -value, 1)).lightness;
            const double positive = to_oklab(diverging_color(palette, value, 1)).lightness;
            BOOST_TEST(std::abs(negative - positive) < 0.012);
        }
    }
}

BOOST_AUTO_TEST_CASE(luminance_is_monotone_from_the_middle_outwards) {
    for (bool dark : {false, true}) {
        const Palette palette = diverging_palette(dark);
        const int middle = Palette::count / 2;
        for (int distance = 1; distance <= middle; ++distance) {
            for (int sign : {-1, 1}) {
                const auto at = [&](int steps) {
                    return luminance(palette.colors[static_cast<std::size_t>(middle + sign * steps)]);
                };
                const double step = at(distance) - at(distance - 1);
                BOOST_TEST((dark ? step : -step) > -1e-3);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(equal_steps_of_value_are_equal_steps_of_lightness) {
    for (bool dark : {false, true}) {
        const Palette palette = diverging_palette(dark);
        const double zero = to_oklab(diverging_color(palette, 0, 1)).lightness;
        const double whole = to_oklab(diverging_color(palette, 1, 1)).lightness - zero;
        for (double value : {0.25, 0.5, 0.75}) {
            for (double sign : {-1.0, 1.0}) {
                const double part = to_oklab(diverging_color(palette, sign * value, 1)).lightness - zero;
                BOOST_TEST(std::abs(part / whole - value) < 0.03);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_sign_can_be_told_with_every_kind_of_colour_vision) {
    for (bool dark : {false, true}) {
        const Palette palette = diverging_palette(dark);
        for (const ColorMatrix& vision : all_visions) {
            for (double value : {0.25, 0.5, 1.0}) {
                const Color negative = seen_with(vision, diverging_color(palette, -value, 1));
                const Color positive = seen_with(vision, diverging_color(palette, value, 1));
                BOOST_TEST(color_difference(negative, positive) > 0.04);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(zero_is_the_middle_and_too_large_values_are_the_ends) {
    const Palette palette = diverging_palette(true);
    BOOST_TEST(diverging_color(palette, 0, 2) == palette.colors[Palette::count / 2]);
    BOOST_TEST(diverging_color(palette, 5, 0) == palette.colors[Palette::count / 2]);
    BOOST_TEST(diverging_color(palette, 7, 2) == palette.colors[Palette::count - 1]);
    BOOST_TEST(diverging_color(palette, -7, 2) == palette.colors[0]);
    BOOST_TEST(diverging_color(palette, 2, 2) != diverging_color(palette, -2, 2));
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_has_a_colour_of_its_own) {
    for (bool dark : {false, true}) {
        const Palette palette = diverging_palette(dark);
        for (double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            BOOST_TEST(diverging_color(palette, value, 1) == palette.not_finite);
            BOOST_TEST(sequential_color(palette, value, 1) == palette.not_finite);
        }
        for (Color color : palette.colors) BOOST_TEST(color_difference(color, palette.not_finite) > 0.1);
    }
}

BOOST_AUTO_TEST_CASE(greys_run_from_the_page_to_the_ink) {
    const Palette dark = grey_palette(true), light = grey_palette(false);
    BOOST_TEST(luminance(sequential_color(dark, 0, 1)) < luminance(sequential_color(dark, 1, 1)));
    BOOST_TEST(luminance(sequential_color(light, 0, 1)) > luminance(sequential_color(light, 1, 1)));
}

BOOST_AUTO_TEST_SUITE_END()
