#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>

#include "engine/math/error.h"
#include "engine/math/known_programs.h"
#include "engine/network/optimizer.h"
#include "engine/record/schedule.h"
#include "engine/record/summary.h"
#include "tests/network/workbench.h"

using namespace backstep;

namespace {

// The textbook formulas, number by number, with the C library's functions.
struct Straightforward {
    OptimizerSettings s;
    std::vector<double> w, m, v;

    void step(long t, const std::vector<double>& g) {
        for (std::size_t i = 0; i < w.size(); ++i) switch (s.kind) {
                case Optimizer::sgd:
                    w[i] -= s.learning_rate * g[i];
                    break;
                case Optimizer::momentum:
                    v[i] = s.momentum * v[i] - s.learning_rate * g[i];
                    w[i] += v[i];
                    break;
                case Optimizer::averaged_momentum:
                    v[i] = s.momentum * v[i] + (1 - s.momentum) * g[i];
                    w[i] -= s.learning_rate * v[i];
                    break;
                case Optimizer::adam: {
                    m[i] = s.beta1 * m[i] + (1 - s.beta1) * g[i];
                    v[i] = s.beta2 * v[i] + (1 - s.beta2) * g[i] * g[i];
                    const double mean = m[i] / (1 - std::pow(s.beta1, static_cast<double>(t)));
                    const double square = v[i] / (1 - std::pow(s.beta2, static_cast<double>(t)));
                    w[i] -= s.learning_rate * mean / (std::sqrt(square) + s.epsilon);
                }
            }
    }
};

// A gradient that changes with the weights and with time: of a bowl that is pushed about.
std::vector<double> gradient(const std::vector<double>& w, long t) {
    std::vector<double> g;
    for (std::size_t i = 0; i < w.size(); ++i)
        g.push_back((1 + static_cast<double>(i)) * w[i] +
                    std::sin(0.1 * static_cast<double>(t) + static_cast<double>(i)));
    return g;
}

OptimizerSettings settings_of(Optimizer kind) {
    OptimizerSettings settings;
    settings.kind = kind;
    settings.learning_rate = 0.01;
    return settings;
}

// One step with the gradient dW; gives the trace.
Trace one_step(const OptimizerSettings& settings, Parameter& parameter, const Matrix& dW, long t = 1) {
    Workbench bench;
    const Value W = bench.step.state("W[1]", parameter.value);
    const Value d = bench.step.input("dW[1]", dW);
    descend(bench.step, settings, t, "W[1]", parameter, W, d);
    bench.step.finish();
    return bench.step.take_trace();
}

std::vector<std::string> names_of(const Trace& trace) {
    std::vector<std::string> names;
    for (const Event& event : trace.events) names.push_back(event.name.text() + "@" + std::to_string(event.version));
    return names;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(optimizer)

BOOST_AUTO_TEST_CASE(a_thousand_steps_agree_with_the_textbook_recorded_or_not) {
    for (const Recording recording : {Recording::on, Recording::off})
        for (const std::string& name : optimizer_names()) {
            const OptimizerSettings settings = settings_of(optimizer_named(name));
            Parameter parameter = parameter_of(irregular(3, 2));
            Straightforward book{settings, parameter.value.matrix.values, std::vector<double>(6),
                                 std::vector<double>(6)};
            Workbench bench;
            Recorder step(bench.compute, recording);
            double worst = 0;
            for (long t = 1; t <= 1000; ++t) {
                Matrix dW(3, 2);
                dW.values = gradient(parameter.value.matrix.values, t);
                const Value W = step.state("W[1]", parameter.value);
                descend(step, settings, t, "W[1]", parameter, W, step.input("dW[1]", dW));
                step.finish();
                book.step(t, gradient(book.w, t));
                for (std::size_t i = 0; i < 6; ++i)
                    worst = std::max(worst, std::abs(book.w[i] - parameter.value.matrix.values[i]));
            }
            BOOST_TEST(worst < 1e-10, name);
        }
}

BOOST_AUTO_TEST_CASE(with_a_constant_gradient_each_has_its_closed_form) {
    const double g = 0.7, alpha = 0.01, beta = 0.9;
    const long steps = 25;
    const double n = static_cast<double>(steps), decay = std::pow(beta, n);
    const std::map<std::string, double> expected{
        {"sgd", -alpha * g * n},
        {"momentum", -alpha * g * (n - beta * (1 - decay) / (1 - beta)) / (1 - beta)},
        {"averaged_momentum", -alpha * g * (n - beta * (1 - decay) / (1 - beta))},
        {"adam", -alpha * n * g / (g + 1e-8)},  // m̂ = g and v̂ = g² in every step
    };
    for (const std::string& name : optimizer_names()) {
        Parameter parameter = parameter_of(Matrix(1, 1));
        for (long t = 1; t <= steps; ++t) one_step(settings_of(optimizer_named(name)), parameter, matrix_of({{g}}), t);
        const double moved = parameter.value.matrix(0, 0);
        BOOST_TEST(std::abs(moved - expected.at(name)) < 1e-12, name << " " << moved);
    }
}

BOOST_AUTO_TEST_CASE(adams_first_step_is_the_learning_rate_against_the_sign) {
    Parameter parameter = parameter_of(Matrix(2, 3));
    one_step(settings_of(Optimizer::adam), parameter, matrix_of({{3, -0.5, 1e-3}, {-200, 0, 0.02}}));
    const Matrix expected = matrix_of({{-0.01, 0.01, -0.01}, {0.01, 0, -0.01}});
    for (std::size_t i = 0; i < 6; ++i)
        BOOST_TEST(std::abs(parameter.value.matrix.values[i] - expected.values[i]) < 1e-6);
}

BOOST_AUTO_TEST_CASE(a_gradient_of_zero_leaves_every_bit_of_the_weights) {
    for (const std::string& name : optimizer_names()) {
        Parameter parameter = parameter_of(irregular(3, 5));
        one_step(settings_of(optimizer_named(name)), parameter, Matrix(3, 5));
        BOOST_TEST((parameter.value.matrix == irregular(3, 5)), name);
    }
}

BOOST_AUTO_TEST_CASE(every_line_of_an_optimizer_is_recorded_under_its_name) {
    using Names = std::vector<std::string>;
    const auto names = [](Optimizer kind) {
        Parameter parameter = parameter_of(irregular(3, 2));
        return names_of(one_step(settings_of(kind), parameter, irregular(3, 2, 2)));
    };
    const Names with_velocity{"W[1]@0", "dW[1]@0", "vW[1]@0", "vW[1]@1", "W[1]@1"};
    BOOST_TEST((names(Optimizer::sgd) == Names{"W[1]@0", "dW[1]@0", "W[1]@1"}));
    BOOST_TEST((names(Optimizer::momentum) == with_velocity));
    BOOST_TEST((names(Optimizer::averaged_momentum) == with_velocity));
    BOOST_TEST((names(Optimizer::adam) == Names{"W[1]@0", "dW[1]@0", "mW[1]@0", "vW[1]@0", "mW[1]@1", "vW[1]@1",
                                                "m̂W[1]@0", "v̂W[1]@0", "ΔW[1]@0", "W[1]@1"}));
}

// With a gradient that is divided by the number of examples, as those of lessons are, summarised or not.
BOOST_AUTO_TEST_CASE(the_update_by_adam_is_a_program_that_is_compiled) {
    for (const Summarised how : {Summarised::no, Summarised::by_norm, Summarised::wholly}) {
        Parameter parameter = parameter_of(irregular(64, 3));
        const Matrix G = irregular(64, 3, 2);
        Workbench bench;
        const Value W = bench.step.state("W[1]", parameter.value);
        const Value dW = bench.step.record("dW[1]", bench.step.input("G", G) / Scalar{"m", 5});
        descend(bench.step, settings_of(Optimizer::adam), 3, "W[1]", parameter, W, dW);
        bench.step.finish();
        Tape tape = bench.step.trace().tape;
        for (std::size_t i = 0; i < tape.nodes.size(); ++i)
            if (tape.nodes[i].named && !is_given(tape.nodes[i].op) && multiple_of(tape, static_cast<int>(i)) < 0)
                tape.nodes[i].summarised = how;
        std::vector<std::pair<FusedCode, int>> found, known;
        for (const Pass& pass : schedule_of(tape, 2).passes)
            for (const Job& job : pass.jobs)
                for (const FusedStep& step : job.program) found.emplace_back(step.code, step.temporary);
        for (const KnownStep& step : adam_update)
            if (!gathers(step.code))
                known.emplace_back(step.code, step.temporary);
            else if (how != Summarised::no)
                known.emplace_back(gathering(how, hashes(step.code), step.average), step.temporary);
        BOOST_TEST((found == known));
    }
}

BOOST_AUTO_TEST_CASE(only_adams_averages_and_their_multiples_may_lack_a_norm) {
    const std::map<std::string, std::string> expected{
        {"sgd", ""}, {"momentum", ""}, {"averaged_momentum", ""}, {"adam", "mW[1]@1 vW[1]@1 m̂W[1]@0 v̂W[1]@0 "}};
    for (const std::string& name : optimizer_names())
        for (const long t : {1, 7, 100000}) {
            Parameter parameter = parameter_of(irregular(3, 2));
            const Trace trace = one_step(settings_of(optimizer_named(name)), parameter, irregular(3, 2, 2), t);
            std::string found;
            for (const Event& event : trace.events)
                if (may_lack_norm(trace.tape, event.node))
                    found += event.name.text() + "@" + std::to_string(event.version) + " ";
            BOOST_TEST(found == expected.at(name), name << ", t " << t);
        }
}

BOOST_AUTO_TEST_CASE(the_update_belongs_to_the_line_that_asked_for_it) {
    Parameter parameter = parameter_of(irregular(3, 2));
    const Trace trace = one_step(settings_of(Optimizer::adam), parameter, irregular(3, 2, 2));
    BOOST_TEST(std::string(trace.events.back().source.file).find("test_optimizer.cpp") != std::string::npos);
    BOOST_TEST(std::string(trace.events[4].source.file).find("network/optimizer.cpp") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(bad_calls_are_refused) {
    Parameter parameter = parameter_of(irregular(3, 2));
    for (const std::string& name : optimizer_names())
        BOOST_CHECK_THROW(one_step(settings_of(optimizer_named(name)), parameter, irregular(2, 3)), ShapeError);
    BOOST_CHECK_THROW(one_step(settings_of(Optimizer::adam), parameter, irregular(3, 2), 0), std::invalid_argument);
    BOOST_CHECK_THROW(optimizer_named("adams"), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
