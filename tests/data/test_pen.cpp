#include <boost/test/unit_test.hpp>

#include "engine/data/pen.h"

using namespace backstep;

namespace {

double sum(const Sheet& sheet) {
    double total = 0;
    for (int row = 0; row < Sheet::side; ++row)
        for (int col = 0; col < Sheet::side; ++col) total += sheet.ink(row, col);
    return total;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pen)

BOOST_AUTO_TEST_CASE(a_new_sheet_is_clean) { BOOST_TEST(sum(Sheet{}) == 0.0); }

BOOST_AUTO_TEST_CASE(a_line_between_pixels_covers_those_beside_it) {
    // From (5, 10) to (15, 10), half a width of 1.25: middles 0.5 away are covered whole, 1.5 away by a quarter.
    Sheet sheet;
    sheet.draw({5, 10, 1.25}, {15, 10, 1.25});
    BOOST_TEST(sheet.ink(9, 8) == 1.0);
    BOOST_TEST(sheet.ink(10, 8) == 1.0);
    BOOST_TEST(sheet.ink(8, 8) == 0.25);
    BOOST_TEST(sheet.ink(11, 8) == 0.25);
    BOOST_TEST(sheet.ink(7, 8) == 0.0);
    BOOST_TEST(sheet.ink(12, 8) == 0.0);
}

BOOST_AUTO_TEST_CASE(the_ink_is_the_area_under_the_pen) {
    // A stadium: length × width + π · radius².
    Sheet sheet;
    sheet.draw({6.3, 7.1, 2}, {18.3, 16.1, 2});
    BOOST_TEST(sum(sheet) == 15 * 4 + 3.14159265 * 4, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(the_same_line_again_or_backwards_adds_nothing) {
    Sheet once, twice;
    once.draw({5, 6, 1}, {15, 9, 1});
    twice.draw({5, 6, 1}, {15, 9, 1});
    twice.draw({5, 6, 1}, {15, 9, 1});
    BOOST_TEST(sum(twice) == sum(once));
    Sheet backwards;
    backwards.draw({15, 9, 1}, {5, 6, 1});
    BOOST_TEST(sum(backwards) == sum(once), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_line_of_no_length_is_a_dot) {
    Sheet sheet;
    sheet.draw({10.5, 12.5, 0.75}, {10.5, 12.5, 0.75});
    BOOST_TEST(sheet.ink(12, 10) == 1.0);
    BOOST_TEST(sheet.ink(12, 11) == 0.25);
    BOOST_TEST(sum(sheet) == 2.0);
}

BOOST_AUTO_TEST_CASE(the_width_changes_along_a_line) {
    Sheet sheet;
    sheet.draw({14.5, 4.5, 1}, {14.5, 24.5, 3});
    BOOST_TEST(sheet.ink(14, 16) == 0.5);  // half way the radius is 2; two pixels from the middle
    BOOST_TEST(sheet.ink(6, 16) == 0.0);
    BOOST_TEST(sheet.ink(22, 16) == 1.0);
}

BOOST_AUTO_TEST_CASE(outside_the_sheet_there_is_no_ink) {
    Sheet sheet;
    sheet.draw({-50, -50, 2}, {-40, 80, 2});
    sheet.draw({1e300, 5, 2}, {1e300, 9, 2});
    BOOST_TEST(sum(sheet) == 0.0);
    sheet.draw({-10, 14, 1}, {40, 14, 1});
    BOOST_TEST(sum(sheet) == 28 * 2.0);
}

BOOST_AUTO_TEST_SUITE_END()
