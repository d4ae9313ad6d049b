#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/network/gradient_check.h"
#include "engine/network/mlp.h"
#include "tests/network/small_training.h"

using namespace backstep;

namespace {

// J of the network with these parameters, and the numbers at which its bends have their kinks.
ProbedLoss loss_of(const Mlp& net, const Matrix& X, const Matrix& Y, long t) {
    Mlp copy = net;
    Workbench bench;
    const Value x = bench.step.input("X", X);
    const TrainedStep trained = train_step(bench.step, copy, x, bench.step.input("Y", Y), t);
    ProbedLoss result{bench.step[trained.J](0, 0), {}};
    if (net.settings.activation == Activation::sigmoid || net.settings.activation == Activation::tanh) return result;
    const Trace& trace = bench.step.trace();
    for (int l = 1; l < net.depth(); ++l) {
        const std::vector<double>& Z = value_of(trace, Name("Z", l).text()).values;
        result.at_kinks.insert(result.at_kinks.end(), Z.begin(), Z.end());
    }
    return result;
}

// The worst relative error of some cells of dW[l] and db[l] of every layer, those across a kink left out.
double worst_gradient(const MlpSettings& settings, int examples) {
    const Mlp net = make_mlp(settings);
    const Matrix X = irregular(settings.layers.front(), examples), Y = labels(settings.layers.back(), examples);
    const Trace trace = one_step(net, X, Y, 3);
    double worst = 0;
    for (int l = 1; l <= net.depth(); ++l)
        for (const bool bias : {false, true}) {
            const auto index = static_cast<std::size_t>(l - 1);
            const Matrix& start = bias ? net.b[index].value.matrix : net.W[index].value.matrix;
            const Matrix& gradient = value_of(trace, Name(bias ? "db" : "dW", l).text() + "@0");
            const auto loss = [&](const Matrix& nudged) {
                Mlp other = net;
                (bias ? other.b : other.W)[index].value.matrix = nudged;
                return loss_of(other, X, Y, 3);
            };
            for (std::uint64_t i = 0; i < 6; ++i) {
                const Stream stream{7, Purpose::noise, static_cast<std::uint32_t>(l)};
                const int row = static_cast<int>(uniform_below(stream, 2 * i, static_cast<std::uint32_t>(start.rows)));
                const int col =
                    static_cast<int>(uniform_below(stream, 2 * i + 1, static_cast<std::uint32_t>(start.cols)));
                const Probe found = probe(start, gradient, row, col, loss);
                const double error = std::min(found.relative_error, std::abs(found.numeric - found.recorded) * 1e3);
                if (!found.crosses_kink) worst = std::max(worst, error);
            }
        }
    return worst;
}

MlpSettings settings_of(std::vector<int> layers) {
    MlpSettings settings;
    settings.layers = std::move(layers);
    settings.initialisation = Initialisation::uniform_half;
    settings.seed = 5;
    return settings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mlp)

BOOST_AUTO_TEST_CASE(every_gradient_of_every_network_agrees_with_central_differences) {
    for (const std::string& name : activation_names())
        for (const std::vector<int>& layers : {std::vector<int>{5, 4}, {5, 3, 4}, {5, 6, 3, 4}, {5, 2, 6, 3, 4}})
            for (const double l2 : {0.0, 0.1})
                for (const double dropout : {0.0, 0.4}) {
                    MlpSettings settings = settings_of(layers);
                    settings.activation = activation_named(name);
                    settings.l2 = l2;
                    settings.dropout = dropout;
                    BOOST_TEST(worst_gradient(settings, 7) < 1e-7,
                               name << " " << layers.size() << " layers, L2 " << l2 << ", dropout " << dropout);
                }
}

BOOST_AUTO_TEST_CASE(the_step_of_two_layers_is_that_of_lesson_5_to_the_bit) {
    for (const std::string& name : activation_names()) {
        MlpSettings settings = settings_of({5, 3, 4});
        settings.activation = activation_named(name);
        Mlp net = make_mlp(settings);
        const Mlp before = net;
        const Trace trace = one_step(net, irregular(5, 7), labels(4, 7), 1);

        Workbench bench;
        Recorder& step = bench.step;
        const Scalar m{"m", 7}, alpha{"α", settings.optimizer.learning_rate};
        const Activation g = settings.activation;
        const Value X = step.input("X", irregular(5, 7)), Y = step.input("Y", labels(4, 7));
        const Value W1 = step.input("W[1]", before.W[0].value.matrix),
                    b1 = step.input("b[1]", before.b[0].value.matrix);
        const Value W2 = step.input("W[2]", before.W[1].value.matrix),
                    b2 = step.input("b[2]", before.b[1].value.matrix);
        const Value Z1 = step.record("Z[1]", W1 * X + b1);
        const Value A1 = step.record("A[1]", activate(g, Z1));
        const Value Z2 = step.record("Z[2]", W2 * A1 + b2);
        const Value A2 = step.record("A[2]", softmax(Z2));
        step.record("J", sum_columns(step.record("losses", cross_entropy(Z2, Y))) / m);
        const Value dZ2 = step.record("dZ[2]", A2 - Y);
        const Value dW2 = step.record("dW[2]", dZ2 * transpose(A1) / m);
        const Value db2 = step.record("db[2]", sum_columns(dZ2) / m);
        const Value dZ1 = step.record("dZ[1]", hadamard(transpose(W2) * dZ2, slope(g, Z1, A1)));
        const Value dW1 = step.record("dW[1]", dZ1 * transpose(X) / m);
        const Value db1 = step.record("db[1]", sum_columns(dZ1) / m);
        step.record("W[2]", W2 - alpha * dW2);
        step.record("b[2]", b2 - alpha * db2);
        step.record("W[1]", W1 - alpha * dW1);
        step.record("b[1]", b1 - alpha * db1);
        BOOST_TEST(trace.events.size() == step.trace().events.size());
        for (const Event& event : step.trace().events) {
            const std::string which = event.name.text() + "@" + std::to_string(event.version);
            BOOST_TEST((value_of(trace, which) == step.trace().value(event)), name << " " << which);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_off_records_nothing_and_what_is_on_has_its_names) {
    using Names = std::vector<std::string>;
    MlpSettings settings = settings_of({5, 3, 4});
    const Matrix X = irregular(5, 7), Y = labels(4, 7);
    const Names plain{"X",       "Y",       "W[1]@0", "b[1]@0", "Z[1]",   "A[1]",    "W[2]@0",  "b[2]@0",
                      "Z[2]",    "A[2]",    "losses", "J",      "dZ[2]",  "dW[2]@0", "db[2]@0", "dZ[1]",
                      "dW[1]@0", "db[1]@0", "W[2]@1", "b[2]@1", "W[1]@1", "b[1]@1"};
    BOOST_TEST(names_of(one_step(make_mlp(settings), X, Y, 1)) == plain, boost::test_tools::per_element());
    settings.l2 = 0.1;
    settings.dropout = 0.5;
    settings.clip = 0.1;
    const Names all{"X",       "Y",       "W[1]@0",  "b[1]@0",  "Z[1]",    "A[1]",    "mask[1]", "D[1]",
                    "W[2]@0",  "b[2]@0",  "Z[2]",    "A[2]",    "losses",  "J.data",  "J.decay", "J",
                    "dZ[2]",   "dW[2]@0", "db[2]@0", "dZ[1]",   "dW[1]@0", "db[1]@0", "length",  "shrink",
                    "dW[2]@1", "db[2]@1", "dW[1]@1", "db[1]@1", "W[2]@1",  "b[2]@1",  "W[1]@1",  "b[1]@1"};
    BOOST_TEST(names_of(one_step(make_mlp(settings), X, Y, 1)) == all, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(recorded_or_not_on_one_thread_or_three_the_state_has_the_same_bits) {
    MlpSettings settings = settings_of({5, 6, 3, 4});
    settings.optimizer.kind = Optimizer::adam;
    settings.l2 = 0.01;
    settings.dropout = 0.3;
    settings.clip = 0.5;
    Mlp nets[] = {make_mlp(settings), make_mlp(settings), make_mlp(settings)};
    const Recording recording[] = {Recording::on, Recording::off, Recording::off};
    const int threads[] = {1, 1, 3};
    for (int i = 0; i < 3; ++i) {
        Pool pool(threads[i]);
        Compute compute{*available_kernels()[static_cast<std::size_t>(i) % available_kernels().size()], pool};
        Recorder step(compute, recording[i]);
        for (long t = 1; t <= 20; ++t) {
            const Matrix X = irregular(5, 7, static_cast<int>(t)), Y = labels(4, 7);
            const Value x = step.input("X", X);
            train_step(step, nets[i], x, step.input("Y", Y), t);
            step.finish();
        }
        BOOST_TEST((state_hash(nets[i]) == state_hash(nets[0])));
    }
    BOOST_TEST(nets[0].W[0].value.matrix.values[0] == nets[2].W[0].value.matrix.values[0]);
}

BOOST_AUTO_TEST_CASE(adams_first_step_is_the_learning_rate_against_the_sign_of_the_gradient) {
    MlpSettings settings = settings_of({5, 6, 4});
    settings.optimizer.kind = Optimizer::adam;
    settings.optimizer.learning_rate = 0.01;
    settings.activation = Activation::tanh;
    const Mlp before = make_mlp(settings);
    const Trace trace = one_step(before, irregular(5, 7), labels(4, 7), 1);
    for (int l = 1; l <= 2; ++l) {
        const Matrix &dW = value_of(trace, Name("dW", l).text()), &after = value_of(trace, Name("W", l).text() + "@1");
        for (std::size_t i = 0; i < dW.size(); ++i) {
            const double moved = after.values[i] - before.W[static_cast<std::size_t>(l - 1)].value.matrix.values[i];
            BOOST_REQUIRE(std::abs(dW.values[i]) > 1e-4);
            BOOST_TEST(std::abs(moved + std::copysign(0.01, dW.values[i])) < 1e-6);
        }
    }
}

BOOST_AUTO_TEST_CASE(predict_is_the_forward_pass_alone_without_dropout) {
    MlpSettings settings = settings_of({5, 3, 4});
    Mlp net = make_mlp(settings);
    const Matrix X = irregular(5, 7);
    const Trace trained = one_step(net, X, labels(4, 7), 1);
    net.settings.dropout = 0.5;
    Workbench bench;
    const Value A = predict(bench.step, net, bench.step.input("X", X));
    BOOST_TEST((bench.step[A] == value_of(trained, "A[2]")));
    const std::vector<std::string> names{"X", "W[1]@0", "b[1]@0", "Z[1]", "A[1]", "W[2]@0", "b[2]@0", "Z[2]", "A[2]"};
    BOOST_TEST((names_of(bench.step.trace()) == names));
}

BOOST_AUTO_TEST_SUITE_END()
