#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/math/error.h"
#include "engine/network/activation.h"
#include "tests/network/workbench.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(activation)

BOOST_AUTO_TEST_CASE(each_slope_is_the_central_difference_of_its_activation) {
    const double h = 1e-6;
    for (const std::string& name : activation_names()) {
        const Activation kind = activation_named(name);
        Workbench bench;
        const Value Z = bench.step.input("Z", irregular(3, 5));
        const Value A = bench.step.record("A", activate(kind, Z));
        const Value S = bench.step.record("S", slope(kind, Z, A));
        const Value above = bench.step.record("above", activate(kind, Z + h));
        const Value below = bench.step.record("below", activate(kind, Z + -h));
        for (std::size_t i = 0; i < 15; ++i) {
            const double numeric = (bench.step[above].values[i] - bench.step[below].values[i]) / (2 * h);
            BOOST_TEST(std::abs(numeric - bench.step[S].values[i]) < 1e-8, name << " at " << i);
        }
    }
}

BOOST_AUTO_TEST_CASE(activations_have_their_closed_forms) {
    Workbench bench;
    const Value Z = bench.step.input("Z", matrix_of({{-2, 0.5}, {0, 3}, {-1, 1}}));
    const Value rectified = bench.step.record("A", activate(Activation::relu, Z));
    BOOST_TEST((bench.step[rectified] == matrix_of({{0, 0.5}, {0, 3}, {0, 1}})));
    const Value leaky = bench.step.record("A", activate(Activation::leaky_relu, Z));
    BOOST_TEST((bench.step[leaky] == matrix_of({{-2 * leak, 0.5}, {0, 3}, {-leak, 1}})));
    const Value squashed = bench.step.record("A", activate(Activation::sigmoid, Z));
    const Value bent = bench.step.record("A", activate(Activation::tanh, Z));
    const Value shares = bench.step.record("A", activate(Activation::softmax, Z));
    for (int row = 0; row < 3; ++row)
        for (int col = 0; col < 2; ++col) {
            const long double z = bench.step[Z](row, col);
            const long double total = std::exp(static_cast<long double>(bench.step[Z](0, col))) +
                                      std::exp(static_cast<long double>(bench.step[Z](1, col))) +
                                      std::exp(static_cast<long double>(bench.step[Z](2, col)));
            BOOST_TEST(std::abs(bench.step[squashed](row, col) - static_cast<double>(1 / (1 + std::exp(-z)))) < 1e-15);
            BOOST_TEST(std::abs(bench.step[bent](row, col) - static_cast<double>(std::tanh(z))) < 1e-15);
            BOOST_TEST(std::abs(bench.step[shares](row, col) - static_cast<double>(std::exp(z) / total)) < 1e-15);
        }
}

BOOST_AUTO_TEST_CASE(the_slope_of_relu_at_zero_is_zero) {
    Workbench bench;
    const Value Z = bench.step.input("Z", matrix_of({{0.0, -0.0, 1e-300}}));
    const Value A = bench.step.record("A", activate(Activation::relu, Z));
    const Value S = bench.step.record("S", slope(Activation::relu, Z, A));
    BOOST_TEST((bench.step[S] == matrix_of({{0, 0, 1}})));
}

BOOST_AUTO_TEST_CASE(softmax_has_no_slope_of_single_numbers) {
    Workbench bench;
    const Value Z = bench.step.input("Z", irregular(3, 2));
    const Value A = bench.step.record("A", activate(Activation::softmax, Z));
    BOOST_CHECK_THROW(slope(Activation::softmax, Z, A), std::logic_error);
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused_with_the_list_of_names) {
    try {
        activation_named("rely");
        BOOST_FAIL("accepted");
    } catch (const InputError& error) {
        BOOST_TEST(std::string(error.what()) ==
                   "activation: 'rely' is unknown; choose one of relu, leaky_relu, sigmoid, tanh");
    }
    BOOST_CHECK_THROW(activation_named("softmax"), InputError);
    BOOST_CHECK_THROW(activation_named(""), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
