#include <boost/test/unit_test.hpp>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/digit_image.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(digit_image_)

BOOST_AUTO_TEST_CASE(a_digit_may_be_wider_than_high_and_full_ink_any_number) {
    Matrix X(8, 1);
    X(3, 0) = 255;  // in 2 rows of 4: the end of the first
    X(4, 0) = 64;
    HeatmapResult result;
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) { result = digit_image(at, "digit", X, 0, {2, 4, 255}, 80); }));
    BOOST_TEST(result.rect.width() == 80);
    BOOST_TEST(result.rect.height() == 40);
    const auto bright = [&](float x, float y) {
        return luminance(
            ui.image().at(static_cast<int>(result.rect.min.x + x), static_cast<int>(result.rect.min.y + y)));
    };
    BOOST_TEST(bright(70, 10) > 0.8);
    BOOST_TEST(bright(10, 30) < 0.5);
    BOOST_TEST(bright(10, 30) > bright(30, 30));
}

BOOST_AUTO_TEST_CASE(a_digit_lies_in_rows_and_answers_with_its_pixel_in_X) {
    Matrix X(9, 2);
    X(5, 1) = 1;
    HeatmapResult result;
    std::optional<Cell> clicked;
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                      result = digit_image(at, "digit", X, 1, {3, 3}, 90);
                      if (result.clicked) clicked = result.clicked;
                  }));
    BOOST_TEST(luminance(ui.image().at(static_cast<int>(result.rect.min.x + 75),
                                       static_cast<int>(result.rect.min.y + 45))) > 0.8);
    ui.click("digit", 0.8F, 0.5F);
    BOOST_TEST((clicked == Cell{5, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
