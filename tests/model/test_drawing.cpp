#include <boost/test/unit_test.hpp>
#include <numeric>

#include "engine/data/centred.h"
#include "engine/math/error.h"
#include "viewer/model/drawing.h"

using namespace backstep;

namespace {

double sum(const Matrix& ink) { return std::accumulate(ink.values.begin(), ink.values.end(), 0.0); }

struct Drawn {
    Drawing drawing;
    Drawn() { drawing.line({6, 4, 1.2}, {9, 15, 1.2}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(drawing_, Drawn)

BOOST_AUTO_TEST_CASE(a_pen_leaves_ink_and_a_eraser_takes_it_away) {
    BOOST_TEST(drawing.sheet()(9, 7) == 1);
    BOOST_TEST(!drawing.empty());
    const double before = sum(drawing.sheet());
    drawing.line({6, 4, 2}, {7, 8, 2}, true);
    BOOST_TEST(drawing.sheet()(5, 6) == 0);
    BOOST_TEST(drawing.sheet()(14, 8) == 1);
    BOOST_TEST(sum(drawing.sheet()) < before);
    drawing.line({0, 0, 40}, {28, 28, 40}, true);
    BOOST_TEST(drawing.empty());
}

BOOST_AUTO_TEST_CASE(its_pixels_are_given_as_drawn_and_centred) {
    BOOST_TEST(drawing.raw() == bytes_of(drawing.sheet()), boost::test_tools::per_element());
    BOOST_TEST(drawing.centred() == bytes_of(centred(drawing.sheet())), boost::test_tools::per_element());
    BOOST_TEST(drawing.raw() != drawing.centred());
}

BOOST_AUTO_TEST_CASE(each_change_has_another_version) {
    const long first = drawing.version();
    drawing.line({1, 1, 1}, {2, 2, 1});
    const long second = drawing.version();
    drawing.clear();
    BOOST_TEST(first != second);
    BOOST_TEST(second != drawing.version());
    BOOST_TEST(drawing.empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_leaves_it_as_it_is) {
    const std::vector<std::uint8_t> before = drawing.raw();
    BOOST_CHECK_THROW(drawing.open("nowhere/digit.png"), InputError);
    BOOST_TEST(drawing.raw() == before, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
