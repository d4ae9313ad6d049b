#include <boost/test/unit_test.hpp>
#include <utility>
#include <vector>

#include "tests/widgets/color_vision.h"
#include "viewer/widgets/theme.h"

using namespace backstep;

namespace {

const std::vector<Theme> themes = {dark_theme(), light_theme()};

void check_readable(Color text, Color surface) { BOOST_TEST(contrast_ratio(text, surface) >= 4.5); }

}  // namespace

BOOST_AUTO_TEST_SUITE(theme)

BOOST_AUTO_TEST_CASE(text_is_readable_on_every_surface) {
    for (const Theme& theme : themes) {
        for (Color surface : {theme.background, theme.panel, theme.raised, theme.current_line}) {
            check_readable(theme.text, surface);
            check_readable(theme.dim, surface);
        }
        for (Color text : {theme.accent, theme.warning, theme.forward, theme.backward, theme.update, theme.loss}) {
            check_readable(text, theme.background);
            check_readable(text, theme.panel);
            check_readable(text, theme.current_line);  // the number of the line
        }
        for (const Color line : theme.series) {
            check_readable(line, theme.background);
            check_readable(line, theme.panel);
        }
        check_readable(theme.accent, theme.accent_soft);
        check_readable(theme.dim, theme.accent_soft);
    }
}

BOOST_AUTO_TEST_CASE(code_is_readable_on_its_card_and_on_the_current_line) {
    for (const Theme& theme : themes) {
        for (Color text : {theme.code_text, theme.code_keyword, theme.code_type, theme.code_number, theme.code_string,
                           theme.code_comment, theme.code_function, theme.code_preprocessor}) {
            check_readable(text, theme.panel);
            check_readable(text, theme.current_line);
        }
    }
}

BOOST_AUTO_TEST_CASE(phases_and_lines_of_curves_stay_apart_for_every_kind_of_colour_vision) {
    for (const Theme& theme : themes) {
        std::vector<Color> colors{theme.forward, theme.loss, theme.backward, theme.update};
        colors.insert(colors.end(), theme.series.begin(), theme.series.end());
        for (const ColorMatrix& vision : all_visions)
            for (std::size_t i = 0; i < colors.size(); ++i)
                for (std::size_t k = 0; k < i; ++k) {
                    const double apart = color_difference(seen_with(vision, colors[i]), seen_with(vision, colors[k]));
                    BOOST_TEST(apart > 0.05, (theme.dark ? "dark " : "light ") << k << " and " << i << ": " << apart);
                }
    }
}

BOOST_AUTO_TEST_CASE(twice_the_scale_is_twice_the_spacing) {
    BOOST_TEST(dark_theme(2).margin == 2 * dark_theme(1).margin);
    BOOST_TEST(dark_theme(2).hairline == 2.0F);
    BOOST_TEST(dark_theme(1.5F).hairline == 1.0F);
}

BOOST_AUTO_TEST_SUITE_END()
