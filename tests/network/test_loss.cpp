#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numbers>

#include "engine/network/loss.h"
#include "tests/network/workbench.h"

using namespace backstep;

namespace {

// Labels 0, 1, 2 … in turn.
Matrix labels_in_turn(int classes, int m) {
    Matrix Y(classes, m);
    for (int i = 0; i < m; ++i) Y(i % classes, i) = 1;
    return Y;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loss)

BOOST_AUTO_TEST_CASE(equal_logits_of_ten_classes_cost_the_logarithm_of_ten) {
    for (const double logit : {0.0, -3.5, 700.0}) {
        Workbench bench;
        Matrix logits(10, 7);
        for (double& z : logits.values) z = logit;
        const Value Z = bench.step.input("Z", logits);
        const Value Y = bench.step.input("Y", labels_in_turn(10, 7));
        const Value J = bench.step.record("J", mean_cross_entropy(Z, Y, 7));
        BOOST_TEST(std::abs(bench.step[J](0, 0) - std::numbers::ln10) < 1e-14);
    }
}

BOOST_AUTO_TEST_CASE(the_mean_cross_entropy_is_what_its_definition_says) {
    Workbench bench;
    const Matrix logits = irregular(3, 5);
    const Value Z = bench.step.input("Z", logits);
    const Value Y = bench.step.input("Y", labels_in_turn(3, 5));
    const Value J = bench.step.record("J", mean_cross_entropy(Z, Y, 5));
    long double sum = 0;
    for (int i = 0; i < 5; ++i) {
        long double total = 0;
        for (int k = 0; k < 3; ++k) total += std::exp(static_cast<long double>(logits(k, i)));
        sum -= std::log(std::exp(static_cast<long double>(logits(i % 3, i))) / total);
    }
    BOOST_TEST(std::abs(bench.step[J](0, 0) - static_cast<double>(sum / 5)) < 1e-15);
}

BOOST_AUTO_TEST_CASE(a_number_added_to_all_logits_of_an_example_changes_nothing) {
    Workbench bench;
    const Value Z = bench.step.input("Z", irregular(4, 6));
    const Value Y = bench.step.input("Y", labels_in_turn(4, 6));
    const Value shifted = bench.step.record("shifted", Z + 13.0);
    const Value A = bench.step.record("A", softmax(Z));
    const Value B = bench.step.record("B", softmax(shifted));
    const Value J = bench.step.record("J", mean_cross_entropy(Z, Y, 6));
    const Value K = bench.step.record("K", mean_cross_entropy(shifted, Y, 6));
    for (std::size_t i = 0; i < 24; ++i)
        BOOST_TEST(std::abs(bench.step[A].values[i] - bench.step[B].values[i]) < 1e-14);
    BOOST_TEST(std::abs(bench.step[J](0, 0) - bench.step[K](0, 0)) < 1e-14);
}

BOOST_AUTO_TEST_CASE(logits_of_plus_and_minus_a_thousand_stay_finite) {
    Workbench bench;
    const Value Z = bench.step.input("Z", matrix_of({{1000, -1000}, {-1000, 1000}, {0, 999}}));
    const Value Y = bench.step.input("Y", matrix_of({{0, 1}, {1, 0}, {0, 0}}));
    const Value losses = bench.step.record("losses", cross_entropy(Z, Y));
    BOOST_TEST(std::abs(bench.step[losses](0, 0) - 2000) < 1e-9);
    BOOST_TEST(std::abs(bench.step[losses](0, 1) - (2000 + std::log1p(std::exp(-1.0)))) < 1e-9);
    const Value A = bench.step.record("A", softmax(Z));
    for (const double a : bench.step[A].values) BOOST_TEST((a >= 0 && a <= 1));
}

BOOST_AUTO_TEST_CASE(the_errors_of_an_example_add_up_to_zero) {
    Workbench bench;
    const Value Z = bench.step.input("Z", irregular(10, 7));
    const Value Y = bench.step.input("Y", labels_in_turn(10, 7));
    const Value A = bench.step.record("A", softmax(Z));
    const Value sums = bench.step.record("sums", sum_rows(A - Y));
    for (const double sum : bench.step[sums].values) BOOST_TEST(std::abs(sum) < 1e-15 * 10);
}

BOOST_AUTO_TEST_CASE(half_the_squared_error_is_one_number_an_example) {
    Workbench bench;
    const Value A = bench.step.input("A", matrix_of({{1, 2, 3}, {4, 5, 6}}));
    const Value T = bench.step.input("T", matrix_of({{1, 0, 5}, {1, 5, 7}}));
    const Value E = bench.step.record("E", half_squared_error(A, T));
    BOOST_TEST((bench.step[E] == matrix_of({{4.5, 2, 2.5}})));
}

BOOST_AUTO_TEST_SUITE_END()
