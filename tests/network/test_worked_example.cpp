// Matt Mazur, "A step by step backpropagation example": every number that it prints, and one that it prints wrongly.

#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/network/activation.h"
#include "engine/network/loss.h"
#include "engine/network/optimizer.h"
#include "tests/network/workbench.h"

using namespace backstep;

namespace {

void check_published(const Matrix& found, const Matrix& published, const char* name) {
    for (int row = 0; row < published.rows; ++row)
        for (int col = 0; col < published.cols; ++col)
            BOOST_TEST(std::abs(found(row, col) - published(row, col)) < 1e-8,
                       name << "(" << row << "," << col << ") is " << found(row, col));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(worked_example)

BOOST_AUTO_TEST_CASE(the_published_numbers_come_out) {
    Workbench bench;
    Recorder& step = bench.step;
    Parameter w1 = parameter_of(matrix_of({{0.15, 0.20}, {0.25, 0.30}}));
    Parameter w2 = parameter_of(matrix_of({{0.40, 0.45}, {0.50, 0.55}}));
    OptimizerSettings settings;
    settings.learning_rate = 0.5;
    const Value X = step.input("X", matrix_of({{0.05}, {0.10}}));
    const Value T = step.input("T", matrix_of({{0.01}, {0.99}}));
    const Value b1 = step.input("b[1]", matrix_of({{0.35}, {0.35}}));
    const Value b2 = step.input("b[2]", matrix_of({{0.60}, {0.60}}));
    const Value W1 = step.state("W[1]", w1.value);
    const Value W2 = step.state("W[2]", w2.value);

    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value A1 = step.record("A[1]", activate(Activation::sigmoid, Z1));
    const Value Z2 = step.record("Z[2]", W2 * A1 + b2);
    const Value A2 = step.record("A[2]", activate(Activation::sigmoid, Z2));
    const Value E = step.record("E", half_squared_error(A2, T));
    check_published(step[A1], matrix_of({{0.593269992}, {0.596884378}}), "out_h");
    check_published(step[A2], matrix_of({{0.75136507}, {0.772928465}}), "out_o");
    check_published(step[E], matrix_of({{0.298371109}}), "E");
    BOOST_TEST(std::abs(step[Z1](0, 0) - 0.3775) < 1e-15);
    BOOST_TEST(std::abs(step[Z2](0, 0) - 1.105905967) < 1e-8);

    const Value dZ2 = step.record("dZ[2]", hadamard(A2 - T, slope(Activation::sigmoid, Z2, A2)));
    const Value dW2 = step.record("dW[2]", dZ2 * transpose(A1));
    const Value dA1 = step.record("dA[1]", transpose(W2) * dZ2);
    const Value dZ1 = step.record("dZ[1]", hadamard(dA1, slope(Activation::sigmoid, Z1, A1)));
    const Value dW1 = step.record("dW[1]", dZ1 * transpose(X));
    BOOST_TEST(std::abs(step[dZ2](0, 0) - 0.138498562) < 1e-8);
    BOOST_TEST(std::abs(step[dW2](0, 0) - 0.082167041) < 1e-8);
    BOOST_TEST(std::abs(step[dA1](0, 0) - 0.036350306) < 1e-8);
    BOOST_TEST(std::abs(step[dW1](0, 0) - 0.000438568) < 1e-8);

    descend(step, settings, 1, "W[1]", w1, W1, dW1);
    descend(step, settings, 1, "W[2]", w2, W2, dW2);
    step.finish();
    check_published(w1.value.matrix, matrix_of({{0.149780716, 0.19956143}, {0.24975114, 0.29950229}}), "W[1]");
    check_published(w2.value.matrix, matrix_of({{0.35891648, 0.408666186}, {0.511301270, 0.561370121}}), "W[2]");

    const Value hidden = step.record("hidden", sigmoid(step.state("W[1]", w1.value) * X + b1));
    const Value output = step.record("output", sigmoid(step.state("W[2]", w2.value) * hidden + b2));
    const Value after = step.record("E", half_squared_error(output, T));
    BOOST_TEST(std::abs(step[after](0, 0) - 0.29102777369359933) < 1e-14);
    // The article's own number for it agrees in six digits and differs in the seventh.
    const double published = 0.291027924;
    BOOST_TEST(std::floor(published * 1e6) == std::floor(step[after](0, 0) * 1e6));
    BOOST_TEST(std::floor(published * 1e7) != std::floor(step[after](0, 0) * 1e7));
}

BOOST_AUTO_TEST_SUITE_END()
