#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "engine/math/matrix.h"

using backstep::Matrix;
using backstep::matrix_of;

BOOST_AUTO_TEST_SUITE(matrix)

BOOST_AUTO_TEST_CASE(rows_as_written_on_paper_are_kept_column_by_column) {
    const Matrix matrix = matrix_of({{1, 2, 3}, {4, 5, 6}});
    BOOST_TEST(matrix.rows == 2);
    BOOST_TEST(matrix.cols == 3);
    BOOST_TEST(matrix.values == (std::vector<double>{1, 4, 2, 5, 3, 6}), boost::test_tools::per_element());
    BOOST_TEST(matrix(1, 2) == 6);
    BOOST_TEST(matrix.column(1)[0] == 2);
}

BOOST_AUTO_TEST_CASE(a_new_matrix_is_zero) {
    const Matrix matrix(3, 5);
    BOOST_TEST(matrix.size() == 15u);
    for (const double value : matrix.values) BOOST_TEST(value == 0);
}

BOOST_AUTO_TEST_CASE(contains_is_true_inside_only) {
    const Matrix matrix(3, 5);
    BOOST_TEST(matrix.contains(2, 4));
    BOOST_TEST(!matrix.contains(3, 4));
    BOOST_TEST(!matrix.contains(2, 5));
    BOOST_TEST(!matrix.contains(-1, 0));
    BOOST_TEST(!matrix.contains(0, -1));
}

BOOST_AUTO_TEST_CASE(matrices_are_equal_when_shape_and_numbers_are) {
    BOOST_TEST((matrix_of({{1, 2}}) == matrix_of({{1, 2}})));
    BOOST_TEST((matrix_of({{1, 2}}) != matrix_of({{1}, {2}})));
    BOOST_TEST((matrix_of({{1, 2}}) != matrix_of({{1, 3}})));
}

BOOST_AUTO_TEST_CASE(rows_of_different_lengths_are_refused_by_number) {
    const auto names_the_row = [](const backstep::ShapeError& error) {
        return std::string(error.what()).find("row 1 has 1") != std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(matrix_of({{1, 2}, {3}}), backstep::ShapeError, names_the_row);
}

BOOST_AUTO_TEST_CASE(no_rows_make_an_empty_matrix) {
    BOOST_TEST(matrix_of({}).size() == 0u);
    BOOST_TEST(matrix_of({}).rows == 0);
}

BOOST_AUTO_TEST_CASE(a_shape_is_written_rows_times_columns) { BOOST_TEST(backstep::shape_text(10, 784) == "10×784"); }

BOOST_AUTO_TEST_SUITE_END()
