#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "engine/math/error.h"
#include "tests/network/small_training.h"

using namespace backstep;

namespace {

MlpSettings small_settings() {
    MlpSettings settings;
    settings.layers = {5, 30, 4};
    settings.initialisation = Initialisation::normal;
    return settings;
}

double squares(const Matrix& matrix) {
    double sum = 0;
    for (const double x : matrix.values) sum += x * x;
    return sum;
}

const Matrix mask_of(MlpSettings settings, long t, int examples = 7) {
    return value_of(one_step(make_mlp(settings), irregular(5, examples), labels(4, examples), t), "mask[1]");
}

std::string complaint(const MlpSettings& settings) {
    try {
        make_mlp(settings);
    } catch (const InputError& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mlp_options)

BOOST_AUTO_TEST_CASE(a_mask_holds_zeros_and_what_makes_up_for_them) {
    MlpSettings settings = small_settings();
    settings.layers = {5, 99, 4};
    settings.dropout = 0.25;
    const Matrix mask = mask_of(settings, 1, 101);
    double left_out = 0;
    for (const double x : mask.values) {
        BOOST_TEST((x == 0 || x == 1 / 0.75));
        left_out += x == 0;
    }
    BOOST_TEST(std::abs(left_out / static_cast<double>(mask.size()) - 0.25) < 0.02);
}

BOOST_AUTO_TEST_CASE(a_mask_is_a_function_of_seed_layer_and_step_alone) {
    MlpSettings settings = small_settings();
    settings.dropout = 0.5;
    const Matrix mask = mask_of(settings, 3);
    BOOST_TEST((mask_of(settings, 3) == mask));
    BOOST_TEST((mask_of(settings, 4) != mask));
    settings.optimizer.kind = Optimizer::adam;
    BOOST_TEST((mask_of(settings, 3) == mask));
    settings.seed = 2;
    BOOST_TEST((mask_of(settings, 3) != mask));
    settings = small_settings();
    settings.layers = {5, 30, 30, 4};
    settings.dropout = 0.5;
    const Trace trace = one_step(make_mlp(settings), irregular(5, 7), labels(4, 7), 3);
    BOOST_TEST((value_of(trace, "mask[1]") == mask));
    BOOST_TEST((value_of(trace, "mask[2]") != mask));
}

BOOST_AUTO_TEST_CASE(a_gradient_that_is_too_long_is_scaled_to_the_length_and_another_keeps_its_bits) {
    MlpSettings settings = small_settings();
    const Matrix X = irregular(5, 7), Y = labels(4, 7);
    for (const double clip : {0.01, 1000.0}) {
        settings.clip = clip;
        const Trace trace = one_step(make_mlp(settings), X, Y, 1);
        double before = 0, after = 0;
        for (const char* name : {"dW[1]", "db[1]", "dW[2]", "db[2]"}) {
            before += squares(value_of(trace, name + std::string("@0")));
            after += squares(value_of(trace, name + std::string("@1")));
            if (clip == 1000)
                BOOST_TEST((value_of(trace, name + std::string("@0")) == value_of(trace, name + std::string("@1"))));
        }
        BOOST_TEST(std::abs(value_of(trace, "length")(0, 0) - std::sqrt(before)) < 1e-12);
        BOOST_TEST(std::abs(std::sqrt(after) - std::min(clip, std::sqrt(before))) < 1e-12);
        BOOST_TEST(value_of(trace, "shrink")(0, 0) == (clip == 1000 ? 1.0 : clip / value_of(trace, "length")(0, 0)));
    }
}

BOOST_AUTO_TEST_CASE(the_update_uses_the_clipped_gradient) {
    MlpSettings settings = small_settings();
    settings.clip = 0.01;
    const Mlp before = make_mlp(settings);
    const Trace trace = one_step(before, irregular(5, 7), labels(4, 7), 1);
    const Matrix &dW = value_of(trace, "dW[2]@1"), &after = value_of(trace, "W[2]@1");
    for (std::size_t i = 0; i < dW.size(); ++i)
        BOOST_TEST(after.values[i] == before.W[1].value.matrix.values[i] - 0.1 * dW.values[i]);
}

BOOST_AUTO_TEST_CASE(weight_decay_adds_half_of_lambda_times_all_squares_of_weights_but_not_of_biases) {
    MlpSettings settings = small_settings();
    settings.l2 = 0.3;
    const Mlp net = make_mlp(settings);
    const Trace trace = one_step(net, irregular(5, 7), labels(4, 7), 1);
    const double expected = 0.15 * (squares(net.W[0].value.matrix) + squares(net.W[1].value.matrix));
    BOOST_TEST(std::abs(value_of(trace, "J.decay")(0, 0) - expected) < 1e-12);
    BOOST_TEST(value_of(trace, "J")(0, 0) == value_of(trace, "J.data")(0, 0) + value_of(trace, "J.decay")(0, 0));
}

BOOST_AUTO_TEST_CASE(settings_outside_their_ranges_are_refused_by_name) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const auto refuses = [](const char* what, const auto& change) {
        MlpSettings settings = small_settings();
        change(settings);
        BOOST_TEST(complaint(settings).starts_with(what), complaint(settings));
    };
    BOOST_TEST(complaint(small_settings()) == "none");
    refuses("layers", [](MlpSettings& s) { s.layers = {}; });
    refuses("layers", [](MlpSettings& s) { s.layers = {10}; });
    refuses("layers", [](MlpSettings& s) { s.layers = {5, 0, 4}; });
    refuses("layers", [](MlpSettings& s) { s.layers = {5, -3, 4}; });
    refuses("layers", [](MlpSettings& s) { s.layers = {5, 100001, 4}; });
    refuses("layers", [](MlpSettings& s) { s.layers = {100000, 100000, 4}; });
    refuses("layers", [](MlpSettings& s) { s.layers = std::vector<int>(65, 3); });
    for (const double bad : {0.0, -0.1, none, std::numeric_limits<double>::infinity()})
        refuses("learning rate", [=](MlpSettings& s) { s.optimizer.learning_rate = bad; });
    for (const double bad : {-0.1, 1.0, none}) {
        refuses("dropout", [=](MlpSettings& s) { s.dropout = bad; });
        refuses("momentum", [=](MlpSettings& s) { s.optimizer.momentum = bad; });
        refuses("beta1", [=](MlpSettings& s) { s.optimizer.beta1 = bad; });
        refuses("beta2", [=](MlpSettings& s) { s.optimizer.beta2 = bad; });
    }
    for (const double bad : {-0.1, none, std::numeric_limits<double>::infinity()}) {
        refuses("L2", [=](MlpSettings& s) { s.l2 = bad; });
        refuses("clip", [=](MlpSettings& s) { s.clip = bad; });
    }
    refuses("epsilon", [](MlpSettings& s) { s.optimizer.epsilon = 0; });
}

BOOST_AUTO_TEST_CASE(a_start_is_that_of_its_settings) {
    MlpSettings settings = small_settings();
    const Mlp net = make_mlp(settings);
    BOOST_TEST(net.depth() == 2);
    BOOST_TEST((net.W[1].value.matrix == initial_weights(settings.initialisation, 4, 30, settings.seed, 2)));
    BOOST_TEST((net.b[0].value.matrix == initial_biases(settings.initialisation, 30, settings.seed, 1)));
    BOOST_TEST((net.W[0].v.matrix == Matrix(30, 5)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(state_hash_)

BOOST_AUTO_TEST_CASE(every_parameter_and_every_moment_that_is_used_changes_the_hash) {
    for (const std::string& name : optimizer_names()) {
        MlpSettings settings = small_settings();
        settings.optimizer.kind = optimizer_named(name);
        Mlp net = make_mlp(settings);
        const std::uint64_t start = state_hash(net);
        const auto changes = [&](Matrix& matrix) {
            const double kept = matrix.values.back();
            matrix.values.back() += 1;
            const bool changed = state_hash(net) != start;
            matrix.values.back() = kept;
            return changed;
        };
        for (std::vector<Parameter>* all : {&net.W, &net.b})
            for (Parameter& parameter : *all) {
                BOOST_TEST(changes(parameter.value.matrix));
                BOOST_TEST(changes(parameter.m.matrix) == (name == "adam"), name);
                BOOST_TEST(changes(parameter.v.matrix) == (name != "sgd"), name);
            }
    }
}

BOOST_AUTO_TEST_CASE(threads_and_kernels_do_not_change_the_hash_and_a_nan_counts_once) {
    MlpSettings settings;
    settings.layers = {200, 300, 10};
    Mlp net = make_mlp(settings);
    std::uint64_t with_nan[2] = {};
    for (int sign = 0; sign < 2; ++sign) {
        const std::uint64_t expected = state_hash(net);
        for (const Kernels* kernels : available_kernels())
            for (const int threads : {1, 2, 3}) {
                Pool pool(threads);
                Compute compute{*kernels, pool};
                BOOST_TEST(state_hash(net, compute) == expected);
            }
        net.W[0].value.matrix.values[40000] = std::copysign(std::numeric_limits<double>::quiet_NaN(), sign ? 1 : -1);
        with_nan[sign] = state_hash(net);
        BOOST_TEST(with_nan[sign] != (sign ? 0 : expected));
    }
    BOOST_TEST(with_nan[0] == with_nan[1]);
}

BOOST_AUTO_TEST_SUITE_END()
