#include <boost/test/unit_test.hpp>
#include <limits>

#include "engine/record/recorder.h"
#include "viewer/model/csv.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(a_row_is_a_line_and_every_digit_is_there) {
    const Matrix numbers = matrix_of({{1, -0.5, 0.1 + 0.2}, {1e-300, 0, 1.0 / 3}});
    BOOST_TEST(csv_text(numbers) == "1,-0.5,0.30000000000000004\n1e-300,0,0.3333333333333333\n");
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_is_written_too) {
    const double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(csv_text(matrix_of({{infinity}, {-infinity}, {infinity - infinity}})) == "inf\n-inf\nnan\n");
}

BOOST_AUTO_TEST_CASE(names_become_names_of_files) {
    BOOST_TEST(file_name("dW[2]") == "dW_2");
    BOOST_TEST(file_name("X") == "X");
    BOOST_TEST(file_name("m̂W[1]") == "mhatW_1");
    BOOST_TEST(file_name("error(dZ[2])") == "error_dZ_2");
    BOOST_TEST(file_name("./..") == "value");
}

BOOST_AUTO_TEST_CASE(a_name_of_a_file_neither_begins_nor_ends_with_a_gap) {
    BOOST_TEST(file_name("[1]") == "1");
    BOOST_TEST(file_name("(W[2])") == "W_2");
}

BOOST_AUTO_TEST_SUITE_END()
