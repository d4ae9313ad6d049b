#include <boost/test/unit_test.hpp>
#include <limits>

#include "engine/math/error.h"
#include "engine/network/metrics.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(metrics)

BOOST_AUTO_TEST_CASE(a_prediction_is_the_row_of_the_largest_number_the_first_of_equals) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const Matrix A = matrix_of({{0.1, 0.5, nan, -3, nan}, {0.7, 0.5, 0.2, -1, nan}, {0.2, 0.0, 0.9, -2, nan}});
    BOOST_TEST((predictions(A) == std::vector<int>{1, 0, 2, 1, 0}));
    BOOST_TEST(predictions(Matrix(3, 0)).empty());
}

BOOST_AUTO_TEST_CASE(accuracy_is_the_share_of_labels_that_are_predicted) {
    const Matrix A = matrix_of({{1, 0, 0, 0}, {0, 1, 0, 1}, {0, 0, 1, 0}});
    const std::vector<std::uint8_t> labels{0, 1, 1, 2}, none;
    BOOST_TEST(accuracy(A, labels) == 0.5);
    BOOST_TEST(accuracy(Matrix(3, 0), none) == 0);
    BOOST_CHECK_THROW(accuracy(A, none), ShapeError);
}

BOOST_AUTO_TEST_SUITE_END()
