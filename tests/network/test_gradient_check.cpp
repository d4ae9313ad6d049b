#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/math/error.h"
#include "engine/network/activation.h"
#include "engine/network/gradient_check.h"
#include "engine/network/loss.h"
#include "tests/network/workbench.h"

using namespace backstep;

namespace {

// A network 5-3-4 on 7 examples. A matrix can be put in the place of each of its parameters.
struct Small {
    Activation kind = Activation::tanh;
    Matrix X = irregular(5, 7, 1), Y = Matrix(4, 7);
    Matrix W1 = irregular(3, 5, 2), b1 = irregular(3, 1, 3), W2 = irregular(4, 3, 4), b2 = irregular(4, 1, 5);
    Matrix shift = Matrix(4, 7);  // added to Z[2], to probe it

    explicit Small(Activation kind_) : kind(kind_) {
        for (int i = 0; i < 7; ++i) Y(i % 4, i) = 1;
    }
};

ProbedLoss loss_of(const Small& net) {
    Workbench bench;
    Recorder& step = bench.step;
    const Value X = step.input("X", net.X), Y = step.input("Y", net.Y);
    const Value W1 = step.input("W[1]", net.W1), b1 = step.input("b[1]", net.b1);
    const Value W2 = step.input("W[2]", net.W2), b2 = step.input("b[2]", net.b2);
    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value Z2 = step.record("Z[2]", W2 * activate(net.kind, Z1) + b2 + step.input("shift", net.shift));
    const Value J = step.record("J", mean_cross_entropy(Z2, Y, 7));
    const bool smooth = net.kind == Activation::tanh || net.kind == Activation::sigmoid;
    return {step[J](0, 0), smooth ? std::vector<double>() : step[Z1].values};
}

struct Gradients {
    Matrix dZ2, dW2, db2, dW1, db1;
};

Gradients gradients_of(const Small& net) {
    Workbench bench;
    Recorder& step = bench.step;
    const Scalar m = 7;
    const Value X = step.input("X", net.X), Y = step.input("Y", net.Y);
    const Value W1 = step.input("W[1]", net.W1), b1 = step.input("b[1]", net.b1);
    const Value W2 = step.input("W[2]", net.W2), b2 = step.input("b[2]", net.b2);
    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value A1 = step.record("A[1]", activate(net.kind, Z1));
    const Value A2 = step.record("A[2]", softmax(W2 * A1 + b2));
    const Value dZ2 = step.record("dZ[2]", A2 - Y);
    const Value dW2 = step.record("dW[2]", dZ2 * transpose(A1) / m);
    const Value db2 = step.record("db[2]", sum_columns(dZ2) / m);
    const Value dZ1 = step.record("dZ[1]", hadamard(transpose(W2) * dZ2, slope(net.kind, Z1, A1)));
    const Value dW1 = step.record("dW[1]", dZ1 * transpose(X) / m);
    const Value db1 = step.record("db[1]", sum_columns(dZ1) / m);
    return {step[dZ2], step[dW2], step[db2], step[dW1], step[db1]};
}

// Probes every cell of one parameter and gives the worst relative error of those that cross no kink.
double worst(const Small& net, Matrix Small::*parameter, const Matrix& gradient, double factor = 1) {
    double result = 0;
    const auto loss = [&](const Matrix& nudged) {
        Small other = net;
        other.*parameter = nudged;
        return loss_of(other);
    };
    for (int row = 0; row < gradient.rows; ++row)
        for (int col = 0; col < gradient.cols; ++col) {
            const Probe found = probe(net.*parameter, gradient, row, col, loss, factor);
            if (!found.crosses_kink) result = std::max(result, found.relative_error);
        }
    return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradient_check)

BOOST_AUTO_TEST_CASE(every_gradient_of_every_activation_agrees_with_central_differences) {
    for (const std::string& name : activation_names()) {
        const Small net(activation_named(name));
        const Gradients g = gradients_of(net);
        BOOST_TEST(worst(net, &Small::W2, g.dW2) < 1e-7, name);
        BOOST_TEST(worst(net, &Small::b2, g.db2) < 1e-7, name);
        BOOST_TEST(worst(net, &Small::W1, g.dW1) < 1e-7, name);
        BOOST_TEST(worst(net, &Small::b1, g.db1) < 1e-7, name);
        BOOST_TEST(worst(net, &Small::shift, g.dZ2, 7) < 1e-7, name << ": dZ is m·∂J/∂Z");
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_gradient_is_noticed) {
    const Small net(Activation::sigmoid);
    Matrix gradient = gradients_of(net).dW1;
    gradient(1, 2) *= 1.001;
    BOOST_TEST(worst(net, &Small::W1, gradient) > 1e-4);
}

BOOST_AUTO_TEST_CASE(a_probe_says_what_it_measured) {
    const auto parabola = [](const Matrix& w) { return ProbedLoss{w(0, 0) * w(0, 0), {}}; };
    const Probe found = probe(matrix_of({{3}}), matrix_of({{12}}), 0, 0, parabola, 2, 0.5);
    BOOST_TEST(found.above == 12.25);
    BOOST_TEST(found.below == 6.25);
    BOOST_TEST(found.numeric == 12);
    BOOST_TEST(found.recorded == 12);
    BOOST_TEST(found.relative_error == 0);
    BOOST_TEST(!found.crosses_kink);
}

BOOST_AUTO_TEST_CASE(a_probe_across_a_kink_is_marked) {
    const auto bent = [](const Matrix& w) { return ProbedLoss{std::abs(w(0, 0)), {w(0, 0)}}; };
    BOOST_TEST(probe(matrix_of({{1e-6}}), matrix_of({{1}}), 0, 0, bent).crosses_kink);
    BOOST_TEST(!probe(matrix_of({{1e-4}}), matrix_of({{1}}), 0, 0, bent).crosses_kink);
}

BOOST_AUTO_TEST_CASE(the_largest_gradient_is_the_one_farthest_from_zero) {
    const CellPlace place = largest(matrix_of({{1, -2, 0}, {3, -4, 4}}));
    BOOST_TEST(place.row == 1);
    BOOST_TEST(place.col == 1);
}

BOOST_AUTO_TEST_CASE(a_nudge_is_one_number) {
    BOOST_TEST((nudge(2, 3, {1, 2}, 0.5) == matrix_of({{0, 0, 0}, {0, 0, 0.5}})));
    BOOST_CHECK_THROW(nudge(2, 3, {2, 0}), ShapeError);
}

BOOST_AUTO_TEST_CASE(a_cell_outside_or_a_gradient_of_another_shape_is_refused) {
    const auto loss = [](const Matrix&) { return ProbedLoss{}; };
    BOOST_CHECK_THROW(probe(Matrix(2, 3), Matrix(2, 3), 2, 0, loss), ShapeError);
    BOOST_CHECK_THROW(probe(Matrix(2, 3), Matrix(3, 2), 0, 0, loss), ShapeError);
}

BOOST_AUTO_TEST_SUITE_END()
