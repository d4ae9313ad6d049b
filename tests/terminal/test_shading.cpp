#include <boost/test/unit_test.hpp>
#include <limits>

#include "viewer/terminal/shading.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(shading)

BOOST_AUTO_TEST_CASE(the_larger_a_number_the_darker_whatever_its_sign) {
    const std::vector<std::string> lines = backstep::shading(matrix_of({{0, 1, -2}, {3, -4, 0.001}}), 10, 10);
    const std::vector<std::string> expected{" ░▒", "▓█░"};
    BOOST_TEST(lines == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_cell_is_lost_when_many_share_a_character) {
    for (int cell = 0; cell < 784; ++cell) {
        Matrix column(784, 3);
        column(cell, 1) = -1;
        const std::vector<std::string> lines = backstep::shading(column, 5, 2);
        BOOST_TEST(lines.size() == 5u);
        int dark = 0;
        for (const std::string& line : lines) dark += line.find("█") != std::string::npos;
        BOOST_TEST(dark == 1);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_stands_out) {
    const double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(backstep::shading(matrix_of({{1, infinity, 0}}), 5, 5).at(0) == "█! ");
    BOOST_TEST(backstep::shading(Matrix(2, 3), 5, 5).at(1) == "   ");
}

BOOST_AUTO_TEST_SUITE_END()
