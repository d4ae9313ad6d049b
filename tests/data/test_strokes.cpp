#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "engine/data/strokes.h"

using namespace backstep;

namespace {

std::string refusal(std::string_view text) {
    try {
        parse_figures(text);
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return "not refused";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strokes)

BOOST_AUTO_TEST_CASE(a_text_becomes_figures) {
    const std::vector<Figure> figures = parse_figures(
        "# a comment\n\ndigit 7 crossed  # another\n1 2  30 4*  -5 60\n"
        "7 8  9 10\ndigit 1 stick\r\n50 0  50 100");
    BOOST_REQUIRE(figures.size() == 2u);
    BOOST_TEST(figures[0].digit == 7);
    BOOST_TEST(figures[0].variant == "crossed");
    BOOST_REQUIRE(figures[0].strokes.size() == 2u);
    BOOST_REQUIRE(figures[0].strokes[0].size() == 3u);
    BOOST_TEST(figures[0].strokes[0][1].x == 30.0);
    BOOST_TEST(figures[0].strokes[0][1].y == 4.0);
    BOOST_TEST(figures[0].strokes[0][1].corner);
    BOOST_TEST(!figures[0].strokes[0][2].corner);
    BOOST_TEST(figures[0].strokes[0][2].x == -5.0);
    BOOST_TEST(figures[1].strokes[0][1].y == 100.0);
}

BOOST_AUTO_TEST_CASE(a_text_that_is_not_as_described_is_refused_by_its_line) {
    BOOST_TEST(refusal("1 2 3 4") == "figures, line 1: a stroke before the first \"digit\"");
    BOOST_TEST(refusal("digit 12 x") == "figures, line 1: digit 12");
    BOOST_TEST(refusal("digit x") == "figures, line 1: \"x\" where a whole number is expected");
    BOOST_TEST(refusal("digit 1 a\n\n1 2 3") == "figures, line 3: \"\" where a whole number is expected");
    BOOST_TEST(refusal("digit 1 a\n1 2") == "figures, line 2: a stroke needs two points");
    BOOST_TEST(refusal("digit 1 a\n1 2.5 3 4") == "figures, line 2: \"2.5\" where a whole number is expected");
}

BOOST_AUTO_TEST_CASE(two_points_make_a_straight_line) {
    const Stroke line = flattened({{0, 0}, {8, 4}}, 4);
    BOOST_REQUIRE(line.size() == 5u);
    for (int k = 0; k < 5; ++k) {
        BOOST_TEST(line[static_cast<std::size_t>(k)].x == 2.0 * k);
        BOOST_TEST(line[static_cast<std::size_t>(k)].y == 1.0 * k);
    }
}

BOOST_AUTO_TEST_CASE(a_curve_goes_through_its_points) {
    const Stroke points{{0, 0}, {10, 3}, {7, 20, true}, {1, 30}};
    const Stroke line = flattened(points, 5);
    BOOST_REQUIRE(line.size() == 16u);
    for (std::size_t i = 0; i < points.size(); ++i) {
        BOOST_TEST(line[5 * i].x == points[i].x, boost::test_tools::tolerance(1e-12));
        BOOST_TEST(line[5 * i].y == points[i].y, boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(half_way_a_curve_is_where_catmull_and_rom_put_it) {
    // (−p + 9q + 9r − s) / 16 between q and r, with p before and s after them.
    const Stroke line = flattened({{0, 0}, {10, 30}, {40, 20}, {60, 80}}, 2);
    BOOST_TEST(line[3].x == (-0 + 9 * 10 + 9 * 40 - 60) / 16.0, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(line[3].y == (-0 + 9 * 30 + 9 * 20 - 80) / 16.0, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_corner_parts_the_curve_in_two) {
    const Stroke whole = flattened({{0, 0}, {10, 30}, {40, 20, true}, {60, 80}, {5, 90}}, 3);
    const Stroke before = flattened({{0, 0}, {10, 30}, {40, 20}}, 3);
    const Stroke after = flattened({{40, 20}, {60, 80}, {5, 90}}, 3);
    for (std::size_t i = 0; i < before.size(); ++i) {
        BOOST_TEST(whole[i].x == before[i].x);
        BOOST_TEST(whole[6 + i].x == after[i].x);
        BOOST_TEST(whole[6 + i].y == after[i].y);
    }
}

BOOST_AUTO_TEST_CASE(every_built_in_digit_is_written_by_several_hands) {
    std::vector<int> variants(10);
    for (const Figure& figure : built_in_figures()) {
        ++variants[static_cast<std::size_t>(figure.digit)];
        BOOST_TEST(!figure.variant.empty());
        BOOST_TEST(!figure.strokes.empty());
    }
    for (int digit = 0; digit < 10; ++digit) BOOST_TEST(variants[static_cast<std::size_t>(digit)] >= 3);
}

BOOST_AUTO_TEST_SUITE_END()
