#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <string>

#include "viewer/widgets/math_layout.h"

using namespace backstep;

namespace {

// Every letter is half an em wide.
MathMetrics metrics() {
    MathMetrics result;
    result.em[0] = 20, result.em[1] = 14, result.em[2] = 10, result.em[3] = 28;
    result.width = [em = std::to_array({20.0F, 14.0F, 10.0F, 28.0F})](std::string_view text, int level, bool) {
        const auto letters = std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
        return 0.5F * em[static_cast<std::size_t>(level)] * static_cast<float>(letters);
    };
    return result;
}

MathBox laid_out(const char* tex, bool display = false) { return layout_math(tex, metrics(), display); }

const MathText& letter(const MathBox& box, const std::string& text) {
    return *std::find_if(box.texts.begin(), box.texts.end(), [&](const MathText& one) { return one.text == text; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(math_layout)

BOOST_AUTO_TEST_CASE(letters_stand_side_by_side_on_the_baseline) {
    const MathBox box = laid_out("dW");
    BOOST_TEST(box.width == 20.0F);
    BOOST_TEST(letter(box, "W").x == 10.0F);
    BOOST_TEST(letter(box, "W").y == 0.0F);
}

BOOST_AUTO_TEST_CASE(operators_have_air_on_both_sides_and_signs_have_none) {
    BOOST_TEST(laid_out("a+b").width > 30.0F);
    BOOST_TEST(laid_out("-b").width == 20.0F);
    BOOST_TEST(laid_out("a=-b").width - laid_out("a=b").width == 10.0F);
}

BOOST_AUTO_TEST_CASE(a_fraction_is_as_wide_as_its_widest_part_and_centres_the_other) {
    const MathBox narrow = laid_out("\\frac{a}{bcdef}", true), wide = laid_out("\\frac{uvwxy}{z}", true);
    BOOST_TEST(narrow.width == wide.width);
    BOOST_TEST(narrow.width > laid_out("bcdef").width);
    const MathText &a = letter(narrow, "a"), &b = letter(narrow, "b");
    BOOST_TEST(a.x - b.x == 20.0F);
    BOOST_TEST(a.y < narrow.rules[0].y);
    BOOST_TEST(b.y > narrow.rules[0].y);
}

BOOST_AUTO_TEST_CASE(the_line_of_a_fraction_lies_on_the_axis) {
    const MathBox box = laid_out("\\frac{a}{b}", true);
    const float middle = box.rules[0].y + box.rules[0].height / 2;
    BOOST_TEST(std::abs(middle + 0.31F * 20) <= 0.5F);
}

BOOST_AUTO_TEST_CASE(scripts_are_smaller_and_raised_or_lowered_and_do_not_touch) {
    const MathBox box = laid_out("x^{u}_{s}");
    const MathText &up = letter(box, "u"), &down = letter(box, "s");
    BOOST_TEST(up.level == 1);
    BOOST_TEST(up.y < 0);
    BOOST_TEST(down.y > 0);
    BOOST_TEST(up.x == down.x);
    BOOST_TEST(down.y - up.y > 0.56F * 14);
    BOOST_TEST(letter(laid_out("x^{a^{b^{c}}}"), "c").level == 2);
}

BOOST_AUTO_TEST_CASE(a_script_that_is_absent_takes_no_room) {
    BOOST_TEST(laid_out("x^2").descent == laid_out("x").descent);
    BOOST_TEST(laid_out("x_2").ascent == laid_out("x").ascent);
}

BOOST_AUTO_TEST_CASE(limits_stand_above_and_below_only_when_displayed) {
    const MathBox display = laid_out("\\sum_{i=1}^{m}", true), inline_box = laid_out("\\sum_{i=1}^{m}");
    BOOST_TEST(letter(display, "∑").level == 3);
    BOOST_TEST(letter(inline_box, "∑").level == 0);
    BOOST_TEST(display.height() > inline_box.height());
    BOOST_TEST(display.width < inline_box.width);
    BOOST_TEST(letter(display, "m").y < letter(display, "∑").y - 0.5F * 28);
    BOOST_TEST(letter(display, "i").y > letter(display, "∑").y);
}

BOOST_AUTO_TEST_CASE(the_line_of_a_root_covers_its_radicand) {
    const MathBox body = laid_out("abc"), root = laid_out("\\sqrt{abc}");
    const float start = letter(root, "a").x;
    BOOST_TEST(root.rules[0].x <= start);
    BOOST_TEST(root.rules[0].x + root.rules[0].width >= start + body.width);
    BOOST_TEST(root.rules[0].y < -body.ascent);
}

BOOST_AUTO_TEST_CASE(an_accent_makes_its_letter_taller_but_not_wider) {
    const MathBox plain = laid_out("v"), hat = laid_out("\\hat v");
    BOOST_TEST(hat.width == plain.width);
    BOOST_TEST(hat.ascent > plain.ascent);
}

BOOST_AUTO_TEST_CASE(brackets_grow_with_what_they_hold) {
    const MathBox low = laid_out("\\left( a \\right)", true), high = laid_out("\\left( \\frac{a}{b} \\right)", true);
    BOOST_TEST(low.strokes.empty());
    BOOST_TEST(high.strokes.size() == 2U);
    const MathBox body = laid_out("\\frac{a}{b}", true);
    BOOST_TEST(high.height() >= body.height());
}

BOOST_AUTO_TEST_CASE(the_columns_of_a_matrix_are_aligned) {
    const MathBox box = laid_out("\\begin{pmatrix} a & bbb \\\\ ccccc & d \\end{pmatrix}", true);
    const MathText &a = letter(box, "a"), &d = letter(box, "d");
    BOOST_TEST(a.x == letter(box, "c").x + 20);
    BOOST_TEST(d.x == letter(box, "b").x + 10);
    BOOST_TEST(a.y < d.y);
}

BOOST_AUTO_TEST_CASE(links_and_colours_reach_what_they_enclose) {
    const MathBox box = laid_out("x + \\href{dZ[2]}{\\textcolor{backward}{dZ}}");
    BOOST_TEST(box.regions.size() == 1U);
    BOOST_TEST(box.regions[0].target == "dZ[2]");
    BOOST_TEST(box.regions[0].x == letter(box, "d").x);
    BOOST_TEST(box.regions[0].width == 20.0F);
    BOOST_TEST(letter(box, "Z").color == "backward");
    BOOST_TEST(letter(box, "x").color == "");
}

BOOST_AUTO_TEST_CASE(everything_lies_within_the_extents) {
    const MathBox box = laid_out("\\frac{\\hat{m}^2}{\\sqrt{v_t} + \\epsilon} \\underset{10}{W} \\sum_{i}^{m} x", true);
    for (const MathText& text : box.texts) {
        BOOST_TEST(text.x >= 0);
        BOOST_TEST(text.x < box.width);
        BOOST_TEST(text.y >= -box.ascent);
        BOOST_TEST(text.y <= box.descent);
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_command_is_marked) { BOOST_TEST(letter(laid_out("\\foo"), "\\foo").error); }

BOOST_AUTO_TEST_SUITE_END()
