#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <iostream>
#include <numeric>

#include "engine/data/centred.h"
#include "engine/data/digits.h"
#include "engine/data/load.h"

using namespace backstep;

namespace {

struct Extent {
    int top = 28, left = 28, bottom = 0, right = 0;  // of the ink
    double row = 0, col = 0;                         // its centre of mass
};

Extent extent_of(const Matrix& ink) {
    Extent extent;
    double mass = 0;
    for (int row = 0; row < ink.rows; ++row)
        for (int col = 0; col < ink.cols; ++col) {
            if (ink(row, col) <= 0) continue;
            extent.top = std::min(extent.top, row);
            extent.left = std::min(extent.left, col);
            extent.bottom = std::max(extent.bottom, row + 1);
            extent.right = std::max(extent.right, col + 1);
            mass += ink(row, col);
            extent.row += ink(row, col) * row;
            extent.col += ink(row, col) * col;
        }
    extent.row /= mass;
    extent.col /= mass;
    return extent;
}

// A triangle, so that its mass is not in the middle: `rows` high, `cols` wide at its foot.
Matrix triangle(int sheet_rows, int sheet_cols, int top, int left, int rows, int cols) {
    Matrix ink(sheet_rows, sheet_cols);
    for (int row = 0; row < rows; ++row)
        for (int col = 0; col < cols * (row + 1) / rows; ++col) ink(top + row, left + col) = 1;
    return ink;
}

std::vector<std::uint8_t> image(const Dataset& data, int i) { return {data.image(i), data.image(i) + data.pixels()}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(centred_)

BOOST_AUTO_TEST_CASE(the_longer_side_becomes_20_and_the_proportions_stay) {
    const Extent high = extent_of(centred(triangle(90, 70, 7, 3, 80, 40)));
    BOOST_TEST(high.bottom - high.top == 20);
    BOOST_TEST(high.right - high.left == 10);
    const Extent wide = extent_of(centred(triangle(28, 28, 20, 2, 5, 10)));
    BOOST_TEST(wide.bottom - wide.top == 10);
    BOOST_TEST(wide.right - wide.left == 20);
}

BOOST_AUTO_TEST_CASE(the_centre_of_mass_is_at_the_centre_wherever_it_was_drawn) {
    for (const auto& [top, left] : {std::pair(0, 0), std::pair(15, 2), std::pair(3, 17)}) {
        const Extent extent = extent_of(centred(triangle(28, 28, top, left, 13, 11)));
        BOOST_TEST(std::abs(extent.row - 14) <= 0.5);
        BOOST_TEST(std::abs(extent.col - 14) <= 0.5);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_lost_where_the_mass_lies_at_an_edge) {
    Matrix ink(40, 30);
    for (int row = 0; row < 40; ++row) ink(row, 11) = 0.01;
    for (int col = 5; col < 19; ++col) ink(39, col) = 1;
    const Extent extent = extent_of(centred(ink));
    BOOST_TEST(extent.top == 0);
    BOOST_TEST(extent.bottom == 20);
    Matrix turned(40, 30);  // upside down
    for (int row = 0; row < 40; ++row)
        for (int col = 0; col < 30; ++col) turned(39 - row, col) = ink(row, col);
    const Extent other = extent_of(centred(turned));
    BOOST_TEST(other.top == 8);
    BOOST_TEST(other.bottom == 28);
}

BOOST_AUTO_TEST_CASE(a_shorter_side_is_rounded_to_whole_pixels) {
    const Extent extent = extent_of(centred(triangle(28, 28, 4, 4, 3, 8)));  // 7.5 high
    BOOST_TEST(extent.bottom - extent.top == 8);
    BOOST_TEST(extent.right - extent.left == 20);
}

BOOST_AUTO_TEST_CASE(a_dot_becomes_a_square_and_empty_paper_stays_empty) {
    Matrix dot(28, 28);
    dot(3, 5) = 0.5;
    const Matrix square = centred(dot);
    BOOST_TEST(std::accumulate(square.values.begin(), square.values.end(), 0.0) == 400 * 0.5);
    for (const double number : centred(Matrix(17, 23)).values) BOOST_TEST(number == 0);
}

BOOST_AUTO_TEST_CASE(shrinking_takes_means_and_keeps_the_ink) {
    Matrix ink(2, 6);
    ink.values = {1, 0, 0.5, 0.5, 0, 0, 1, 1, 0.25, 0.25, 0, 1};
    const Matrix half = resized(ink, 1, 3);
    BOOST_TEST(half.values == (std::vector<double>{0.5, 0.5, 0.375}), boost::test_tools::per_element());
    const Matrix thirds = resized(half, 1, 2);  // each of the two covers one cell and a half
    BOOST_TEST(thirds(0, 0) == 0.5, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(thirds(0, 1) == (0.25 + 0.375) / 1.5, boost::test_tools::tolerance(1e-15));
    BOOST_TEST((resized(ink, 2, 6) == ink));
}

BOOST_AUTO_TEST_CASE(a_whole_picture_is_fitted_with_its_paper) {
    const Extent extent = extent_of(fitted(triangle(56, 28, 28, 0, 28, 28)));
    BOOST_TEST(extent.top == 14);
    BOOST_TEST(extent.bottom == 28);
    BOOST_TEST(extent.left == 7);
    BOOST_TEST(extent.right == 21);
    const Extent wide = extent_of(fitted(triangle(28, 56, 0, 0, 28, 56)));
    BOOST_TEST(wide.top == 7);
    BOOST_TEST(wide.bottom == 21);
}

BOOST_AUTO_TEST_CASE(bytes_become_ink_and_bytes_again) {
    const Dataset digits = built_in_digits(3, 1);
    const auto bytes = image(digits, 2);
    const Matrix ink = ink_of(bytes, 28, 28);
    BOOST_TEST(ink(9, 14) == bytes[9 * 28 + 14] / 255.0);
    BOOST_TEST(bytes_of(ink) == bytes, boost::test_tools::per_element());
    Matrix between(1, 4);
    between.values = {0.999, 0.0021, -0.5, 1.5};
    BOOST_TEST(bytes_of(between) == (std::vector<std::uint8_t>{255, 1, 0, 255}), boost::test_tools::per_element());
}

// The oracle: whoever has been made ready so once is not changed by it.
BOOST_AUTO_TEST_CASE(images_of_mnist_stay_as_they_are_to_the_last_byte) {
    const char* folder = std::getenv("BACKSTEP_DATA");
    if (!folder || !*folder) {
        std::cout << "skipped: no MNIST\n";
        return;
    }
    const Dataset test = load_test(folder);
    int same = 0;
    for (int i = 0; i < test.count; ++i) same += bytes_of(centred(ink_of(image(test, i), 28, 28))) == image(test, i);
    BOOST_TEST(same == 9997);  // in the other three the longer side has 19 pixels
}

BOOST_AUTO_TEST_SUITE_END()
