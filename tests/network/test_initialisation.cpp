#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/math/error.h"
#include "engine/network/initialisation.h"

using namespace backstep;

namespace {

struct Moments {
    double mean, variance, lowest, highest;
};

Moments moments(const Matrix& values) {
    double sum = 0, squares = 0, lowest = values.values[0], highest = lowest;
    for (const double x : values.values) {
        sum += x;
        squares += x * x;
        lowest = std::min(lowest, x);
        highest = std::max(highest, x);
    }
    const double count = static_cast<double>(values.size()), mean = sum / count;
    return {mean, squares / count - mean * mean, lowest, highest};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(initialisation)

// Of n normal numbers the variance has a standard error of variance·√(2/n); five of them are allowed.
BOOST_AUTO_TEST_CASE(he_has_the_variance_two_over_its_columns) {
    const Moments m = moments(he(100, 784, 7, 1));
    const double variance = 2.0 / 784, n = 78400;
    BOOST_TEST(std::abs(m.variance - variance) < 5 * variance * std::sqrt(2 / n));
    BOOST_TEST(std::abs(m.mean) < 5 * std::sqrt(variance / n));
}

BOOST_AUTO_TEST_CASE(xavier_has_the_variance_two_over_rows_and_columns_together_and_fills_its_interval) {
    const Moments m = moments(xavier(100, 300, 7, 1));
    const double bound = std::sqrt(6.0 / 400);
    BOOST_TEST(std::abs(m.variance - 2.0 / 400) < 5 * (2.0 / 400) * std::sqrt(0.8 / 30000));
    BOOST_TEST(m.lowest >= -bound);
    BOOST_TEST(m.highest < bound);
    BOOST_TEST(m.lowest < -0.99 * bound);
    BOOST_TEST(m.highest > 0.99 * bound);
}

BOOST_AUTO_TEST_CASE(uniform_half_lies_in_plus_and_minus_a_half) {
    const Moments m = moments(uniform_half(100, 300, 7, 1));
    BOOST_TEST(m.lowest >= -0.5);
    BOOST_TEST(m.highest < 0.5);
    BOOST_TEST(std::abs(m.variance - 1.0 / 12) < 0.001);
}

BOOST_AUTO_TEST_CASE(the_plain_normal_start_has_its_sigma) {
    const Moments m = moments(normal_start(100, 300, 7, 1, 0.25));
    BOOST_TEST(std::abs(std::sqrt(m.variance) - 0.25) < 5 * 0.25 / std::sqrt(60000.0));
}

BOOST_AUTO_TEST_CASE(the_same_seed_and_layer_give_the_same_numbers_and_others_give_others) {
    for (const std::string& name : initialisation_names()) {
        const Initialisation kind = initialisation_named(name);
        BOOST_TEST((initial_weights(kind, 5, 3, 9, 2) == initial_weights(kind, 5, 3, 9, 2)));
        if (kind == Initialisation::zeros) continue;
        BOOST_TEST((initial_weights(kind, 5, 3, 9, 2) != initial_weights(kind, 5, 3, 10, 2)), name);
        BOOST_TEST((initial_weights(kind, 5, 3, 9, 2) != initial_weights(kind, 5, 3, 9, 3)), name);
    }
}

BOOST_AUTO_TEST_CASE(biases_have_numbers_of_their_own) {
    for (const Initialisation kind : {Initialisation::uniform_half, Initialisation::normal}) {
        BOOST_TEST((initial_biases(kind, 6, 1, 1) != initial_weights(kind, 6, 1, 1, 1)));
        BOOST_TEST((initial_biases(kind, 6, 1, 1) != initial_weights(kind, 6, 1, 1, 2)));
    }
    for (const Initialisation kind : {Initialisation::he, Initialisation::xavier, Initialisation::zeros})
        BOOST_TEST((initial_biases(kind, 6, 1, 1) == Matrix(6, 1)));
}

BOOST_AUTO_TEST_CASE(zeros_are_zeros) {
    BOOST_TEST((initial_weights(Initialisation::zeros, 3, 4, 1, 1) == Matrix(3, 4)));
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused) { BOOST_CHECK_THROW(initialisation_named("He"), InputError); }

BOOST_AUTO_TEST_SUITE_END()
