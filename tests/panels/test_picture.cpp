#include <boost/test/unit_test.hpp>
#include <cmath>

#include "viewer/panels/picture.h"

using namespace backstep;

namespace {

PicturePart matrix(int rows, int cols) { return {rows, cols, 40, {}}; }
PicturePart sign() { return {0, 0, 12, {}}; }

// dZ[2] · A[1]ᵀ and its result, as lesson 5 has them, at other sizes.
std::vector<PicturePart> product(int rows, int inner, int cols) {
    return {matrix(rows, cols), sign(), matrix(rows, inner), sign(), matrix(inner, cols)};
}

const PictureRoom wide{{700, 500}, 8, 56, 44, 12};

}  // namespace

BOOST_AUTO_TEST_SUITE(picture)

BOOST_AUTO_TEST_CASE(more_cells_are_never_drawn_shorter) {
    for (int n = 1; n < 2000; ++n) BOOST_TEST(drawn_length(n) <= drawn_length(n + 1));
    BOOST_TEST(drawn_length(1) == 1);
    BOOST_TEST(drawn_length(784) < 100);
}

BOOST_AUTO_TEST_CASE(the_inner_dimensions_of_a_product_are_drawn_equally_long) {
    std::vector<PicturePart> parts = product(7, 31, 13);
    place_parts(parts, wide);
    BOOST_TEST(parts[2].rect.width() == parts[4].rect.height());
    BOOST_TEST(parts[0].rect.height() == parts[2].rect.height());
    BOOST_TEST(parts[0].rect.width() == parts[4].rect.width());
}

BOOST_AUTO_TEST_CASE(everything_stays_inside_the_room_and_apart) {
    for (const auto& [rows, inner, cols] : {std::tuple(10, 784, 32), std::tuple(3, 5, 2), std::tuple(1, 1000, 1)}) {
        std::vector<PicturePart> parts = product(rows, inner, cols);
        const float height = place_parts(parts, wide);
        BOOST_TEST(height <= wide.size.y);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            BOOST_TEST(parts[i].rect.min.x >= 0);
            BOOST_TEST(parts[i].rect.max.x <= wide.size.x + 1);
            BOOST_TEST(parts[i].rect.max.y <= wide.size.y);
            for (std::size_t j = i + 1; j < parts.size(); ++j)
                BOOST_TEST(intersection(parts[i].rect, parts[j].rect).empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(cells_that_can_be_told_apart_are_whole_pixels) {
    std::vector<PicturePart> parts = product(7, 31, 13);
    place_parts(parts, wide);
    BOOST_TEST(parts[2].rect.width() == 31 * std::round(parts[2].rect.width() / 31));
    BOOST_TEST(parts[0].rect.height() == 7 * std::round(parts[0].rect.height() / 7));
}

BOOST_AUTO_TEST_CASE(a_narrow_room_breaks_the_equation_into_lines_before_a_sign) {
    std::vector<PicturePart> parts{matrix(10, 784), sign(), matrix(10, 784), sign(), matrix(10, 784)};
    place_parts(parts, {{300, 800}, 8, 56, 44, 12});
    BOOST_TEST(parts[1].rect.center().y == parts[2].rect.center().y, boost::test_tools::tolerance(1.0F));
    BOOST_TEST(parts[2].rect.min.y > parts[0].rect.max.y);
}

BOOST_AUTO_TEST_CASE(no_line_begins_with_a_comma_or_a_closing_bracket) {
    PicturePart closing = sign();
    closing.closes = true;
    for (float width = 150; width < 900; width += 10) {
        // J = f( Z , Y )
        std::vector<PicturePart> parts{matrix(1, 128), sign(),          sign(), matrix(10, 784),
                                       closing,        matrix(10, 784), closing};
        place_parts(parts, {{width, 800}, 8, 56, 44, 12});
        for (const std::size_t i : {4U, 6U})
            BOOST_TEST(parts[i].rect.center().y == parts[i - 1].rect.center().y, boost::test_tools::tolerance(1.0F));
        BOOST_TEST(parts[2].rect.center().y == parts[3].rect.center().y, boost::test_tools::tolerance(1.0F));
    }
}

BOOST_AUTO_TEST_SUITE_END()
