#include <boost/test/unit_test.hpp>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/shapes.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(shapes)

BOOST_AUTO_TEST_CASE(an_outline_lies_just_inside_its_rectangle) {
    const Color red = rgb(0xFF0000), page = dark_theme().background;
    HeadlessUi ui(small_window(), one_panel([&](Ui&) {
                      draw_outline(*ImGui::GetWindowDrawList(), {{50, 60}, {80, 100}}, red, 2);
                  }));
    const Image& image = ui.image();
    int count = 0;
    for (Color pixel : image.pixels) count += pixel == red ? 1 : 0;
    BOOST_TEST(count == 30 * 40 - 26 * 36);
    for (const auto& [x, y] : {std::pair(50, 60), std::pair(79, 99), std::pair(51, 80), std::pair(65, 98)})
        BOOST_TEST(image.at(x, y) == red);
    BOOST_TEST(image.at(52, 62) == page);
    BOOST_TEST(image.at(49, 80) == page);
}

BOOST_AUTO_TEST_CASE(a_rounded_rectangle_is_full_along_its_sides_soft_at_its_corners_and_the_same_from_each_side) {
    const Color white = rgb(0xFFFFFF), black = rgb(0x000000);
    HeadlessUi ui(small_window(), one_panel([&](Ui&) {
                      ImDrawList& list = *ImGui::GetWindowDrawList();
                      list.AddRectFilled({0, 0}, {400, 300}, black);
                      fill_rounded(list, {{50, 60}, {90, 120}}, white, 5);
                  }));
    const Image& image = ui.image();
    BOOST_TEST(image.at(50, 60) == black);
    BOOST_TEST(image.at(70, 60) == white);
    BOOST_TEST(image.at(50, 90) == white);
    BOOST_TEST(image.at(89, 90) == white);
    BOOST_TEST(image.at(49, 90) == black);
    BOOST_TEST(image.at(90, 90) == black);
    double covered = 0;
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 40; ++x) {
            const Color pixel = image.at(50 + x, 60 + y);
            BOOST_REQUIRE(pixel == image.at(89 - x, 60 + y));
            BOOST_REQUIRE(pixel == image.at(50 + x, 119 - y));
            covered += static_cast<double>(pixel & 255U) / 255;
        }
    }
    // The four corners lack what a square of side 10 has more than a circle.
    BOOST_TEST(std::abs(covered - (40.0 * 60 - (100 - 78.54))) < 3);
}

BOOST_AUTO_TEST_SUITE_END()
