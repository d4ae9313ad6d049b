#include <limits>
#include <vector>

#include "engine/record/recorder.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

enum class Rule { sgd, momentum, adam };

// A net of two layers, large enough that its products are shared out over threads, with its moments.
struct Net {
    State W1{noise(40, 60, 1)}, b1{noise(40, 1, 2)}, W2{noise(10, 40, 3)}, b2{noise(10, 1, 4)};
    State m[4], v[4];
    Net() {
        for (State* p : {&W1, &W2})
            for (double& x : p->matrix.values) x *= 0.1;
        const State* parameters[] = {&W1, &b1, &W2, &b2};
        for (int i = 0; i < 4; ++i)
            m[i].matrix = v[i].matrix = Matrix(parameters[i]->matrix.rows, parameters[i]->matrix.cols);
    }
    std::vector<Matrix> states() const {
        std::vector<Matrix> all{W1.matrix, b1.matrix, W2.matrix, b2.matrix};
        for (const State& state : m) all.push_back(state.matrix);
        for (const State& state : v) all.push_back(state.matrix);
        return all;
    }
};

struct Batch {
    Matrix X, Y;
    explicit Batch(int examples, unsigned seed = 1) : X(noise(60, examples, seed)), Y(10, examples) {
        for (int c = 0; c < examples; ++c) Y(c * 7 % 10, c) = 1;
    }
};

void descend(Recorder& step, Rule rule, int t, Name name, State& m, State& v, Value W, Value dW) {
    const Scalar alpha{"α", 0.05}, beta{"β", 0.9};
    if (rule == Rule::sgd) {
        step.update(name, W, W - alpha * dW);
    } else if (rule == Rule::momentum) {
        const Value old = step.state(Name("v", name), v);
        const Value next = step.update(Name("v", name), old, beta * old - alpha * dW);
        step.update(name, W, W + next);
    } else {
        double beta_t = 1;
        for (int i = 0; i < t; ++i) beta_t *= 0.9;
        const Value m_old = step.state(Name("m", name), m), v_old = step.state(Name("v", name), v);
        const Value m_next = step.update(Name("m", name), m_old, beta * m_old + 0.1 * dW);
        const Value v_next = step.update(Name("v", name), v_old, 0.999 * v_old + 0.001 * square(dW));
        const Value m_hat = step.record(Name("m̂", name), m_next / (1 - beta_t));
        step.update(name, W, W - alpha * m_hat / (sqrt(v_next) + Scalar{"ε", 1e-8}));
    }
}

void train_step(Recorder& step, Rule rule, int t, Net& net, const Batch& batch) {
    const double examples = batch.X.cols;
    const Value X = step.input("X", batch.X), Y = step.input("Y", batch.Y);
    const Value W1 = step.state("W[1]", net.W1), b1 = step.state("b[1]", net.b1);
    const Value W2 = step.state("W[2]", net.W2), b2 = step.state("b[2]", net.b2);
    const Value Z1 = step.record("Z[1]", W1 * X + b1), A1 = step.record("A[1]", relu(Z1));
    const Value Z2 = step.record("Z[2]", W2 * A1 + b2), A2 = step.record("A[2]", softmax(Z2));
    step.begin(Phase::loss);
    step.record("J", sum_columns(cross_entropy(Z2, Y)) / examples);
    step.begin(Phase::backward);
    const Value dZ2 = step.record("dZ[2]", A2 - Y);
    const Value dW2 = step.record("dW[2]", dZ2 * transpose(A1) / examples);
    const Value db2 = step.record("db[2]", sum_columns(dZ2) / examples);
    const Value dZ1 = step.record("dZ[1]", hadamard(transpose(W2) * dZ2, relu_slope(Z1)));
    const Value dW1 = step.record("dW[1]", dZ1 * transpose(X) / examples);
    const Value db1 = step.record("db[1]", sum_columns(dZ1) / examples);
    step.begin(Phase::update);
    descend(step, rule, t, "W[1]", net.m[0], net.v[0], W1, dW1);
    descend(step, rule, t, "b[1]", net.m[1], net.v[1], b1, db1);
    descend(step, rule, t, "W[2]", net.m[2], net.v[2], W2, dW2);
    descend(step, rule, t, "b[2]", net.m[3], net.v[3], b2, db2);
    step.finish();
}

std::vector<Matrix> trained(Rule rule, Recording recording, int threads, const Kernels& kernels) {
    Machine machine(threads, kernels);
    Recorder step(machine.compute, recording);
    Net net;
    const Batch large(33), small(19, 2);
    for (int t = 1; t <= 20; ++t) train_step(step, rule, t, net, t % 3 == 2 ? small : large);
    return net.states();
}

bool same_states(const std::vector<Matrix>& a, const std::vector<Matrix>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_bits(a[i], b[i])) return false;
    return a.size() == b.size();
}

// Two steps of W ← W − 0.5·W·X, for what is noted about them.
struct TwoSteps : RecordingOn {
    State W{noise(3, 5, 1)};
    Matrix X = noise(5, 5, 2);
    int line = 0;
    TwoSteps() {
        for (int i = 0; i < 2; ++i) {
            const Value x = step.input("X", X), w = step.state("W[1]", W);
            line = __LINE__ + 1;
            const Value product = step.record("Z[1]", w * x - hadamard(w, w));
            step.begin(Phase::update);
            step.update("W[1]", w, w - 0.5 * product);
            step.finish();
        }
    }
    const std::vector<Event>& events() const { return step.trace().events; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(recorder)

BOOST_AUTO_TEST_CASE(recording_threads_and_kernels_change_no_bit_of_a_training) {
    for (const Rule rule : {Rule::sgd, Rule::momentum, Rule::adam}) {
        const std::vector<Matrix> expected = trained(rule, Recording::on, 1, kernels_named("baseline"));
        BOOST_TEST(!same_states(expected, Net().states()));
        for (const Kernels* kernels : available_kernels())
            for (const int threads : {1, 2})
                for (const Recording recording : {Recording::on, Recording::off})
                    BOOST_TEST(same_states(trained(rule, recording, threads, *kernels), expected),
                               "rule " << static_cast<int>(rule) << ", " << kernels->name << ", " << threads
                                       << " threads, recording " << (recording == Recording::on ? "on" : "off"));
    }
}

BOOST_AUTO_TEST_CASE(a_step_without_recording_allocates_nothing_after_the_first_of_its_kind) {
    for (const Rule rule : {Rule::sgd, Rule::momentum, Rule::adam}) {
        Machine machine(2);
        Recorder step(machine.compute, Recording::off);
        Net net;
        const Batch large(33), small(19, 2);
        train_step(step, rule, 1, net, large);
        train_step(step, rule, 2, net, small);
        const long before = allocations();
        for (int t = 3; t <= 20; ++t) train_step(step, rule, t, net, t % 2 ? small : large);
        BOOST_TEST(allocations() - before == 0);
    }
}

BOOST_AUTO_TEST_CASE(states_take_their_new_values_when_the_step_ends) {
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine;
        Recorder step(machine.compute, recording);
        State a{matrix_of({{1, 2}, {3, 4}, {5, 6}})}, b{matrix_of({{10, 20}, {30, 40}, {50, 60}})};
        for (int i = 0; i < 2; ++i) {
            const Value a_now = step.state("a", a), b_now = step.state("b", b);
            step.update("a", a_now, Expression(b_now) + 1);
            BOOST_TEST(a.matrix(0, 0) == (i == 0 ? 1 : 11));
            step.update("b", b_now, Expression(a_now) + 1);  // the old a
            step.finish();
            BOOST_TEST(a.matrix(0, 0) == (i == 0 ? 11 : 3));
        }
        BOOST_TEST((a.matrix == matrix_of({{3, 4}, {5, 6}, {7, 8}})));
        BOOST_TEST((b.matrix == matrix_of({{12, 22}, {32, 42}, {52, 62}})));
    }
}

BOOST_AUTO_TEST_CASE(a_new_value_can_also_be_kept_and_read_by_later_formulas) {
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine;
        Recorder step(machine.compute, recording);
        State a{matrix_of({{1, 2}})};
        for (int i = 1; i <= 3; ++i) {
            const Value now = step.state("a", a), next = step.update("a", now, 2 * now);
            const Value sum = step.record("s", now + next);
            step.keep(next);
            step.keep(sum);
            step.finish();
            BOOST_TEST(step[next](0, 1) == (2 << i));
            BOOST_TEST(step[sum](0, 1) == 3 * (1 << i));
            BOOST_TEST(a.matrix(0, 1) == (2 << i));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_state_asked_for_twice_is_one_value) {
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine;
        Recorder step(machine.compute, recording);
        State a{Matrix(3, 2)};
        const Value first = step.state("a", a);
        step.update("a", first, Expression(first) + 1);
        BOOST_TEST(step.state("a", a).node == first.node);
    }
}

BOOST_AUTO_TEST_CASE(nan_and_infinity_are_recorded_and_stepped_through) {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine;
        Recorder step(machine.compute, recording);
        State a{matrix_of({{infinity, 1}})};
        for (int i = 0; i < 2; ++i) {
            const Value now = step.state("a", a);
            step.update("a", now, now - now);
            step.finish();
        }
        BOOST_TEST(a.matrix(0, 0) != a.matrix(0, 0));
        BOOST_TEST(a.matrix(0, 1) == 0);
    }
}

BOOST_FIXTURE_TEST_CASE(each_statement_makes_one_event_in_order, TwoSteps) {
    const std::vector<std::string> names{"X", "W[1]", "Z[1]", "W[1]", "X", "Z[1]", "W[1]"};
    BOOST_REQUIRE(events().size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        BOOST_TEST(events()[i].index == static_cast<int>(i));
        BOOST_TEST(events()[i].name.text() == names[i]);
        BOOST_TEST(events()[i].step == (i < 4 ? 1 : 2));
        BOOST_TEST(tape().events[static_cast<std::size_t>(events()[i].node)] == static_cast<int>(i));
    }
    BOOST_TEST(events()[2].layer() == 1);
}

BOOST_FIXTURE_TEST_CASE(a_value_that_changes_has_versions_that_point_back, TwoSteps) {
    BOOST_TEST(events()[1].version == 0);
    BOOST_TEST(events()[1].previous == -1);
    BOOST_TEST(events()[3].version == 1);
    BOOST_TEST(events()[3].previous == 1);
    BOOST_TEST(events()[6].version == 2);
    BOOST_TEST(events()[6].previous == 3);
    BOOST_TEST(events()[5].previous == 2);
}

BOOST_FIXTURE_TEST_CASE(an_event_knows_its_operands_each_once_in_the_order_of_the_formula, TwoSteps) {
    BOOST_TEST((events()[0].operands == std::vector<int>{}));
    BOOST_TEST((events()[2].operands == std::vector<int>{1, 0}));
    BOOST_TEST((events()[3].operands == std::vector<int>{1, 2}));
    BOOST_TEST((events()[5].operands == std::vector<int>{3, 4}));  // the second step reads what the update gave
    BOOST_TEST((events()[6].operands == std::vector<int>{3, 5}));
}

BOOST_FIXTURE_TEST_CASE(an_event_knows_its_phase_its_line_and_whether_it_was_given, TwoSteps) {
    BOOST_TEST((events()[2].phase == Phase::forward));
    BOOST_TEST((events()[3].phase == Phase::update));
    BOOST_TEST((events()[4].phase == Phase::forward));
    BOOST_TEST(events()[2].source.line == line);
    BOOST_TEST(events()[5].source.line == line);
    BOOST_TEST(std::string(events()[2].source.file) == __FILE__);
    const std::vector<bool> given{true, true, false, false, true, false, false};
    for (std::size_t i = 0; i < given.size(); ++i) BOOST_TEST(events()[i].given == given[i]);
}

BOOST_FIXTURE_TEST_CASE(the_recorded_values_are_those_of_the_definition, TwoSteps) {
    Matrix w = noise(3, 5, 1);
    for (const int event : {2, 5}) {
        Matrix z(3, 5);
        for (int r = 0; r < 3; ++r)
            for (int c = 0; c < 5; ++c) {
                for (int i = 0; i < 5; ++i) z(r, c) += w(r, i) * X(i, c);
                z(r, c) -= w(r, c) * w(r, c);
            }
        BOOST_TEST(same_bits(step.trace().matrix(event), z));
        for (std::size_t i = 0; i < w.size(); ++i) w.values[i] -= 0.5 * z.values[i];
    }
    BOOST_TEST(same_bits(W.matrix, w));
    BOOST_TEST(same_bits(step.trace().matrix(6), w));
}

BOOST_AUTO_TEST_CASE(a_deep_formula_that_shares_its_parts_is_computed_part_by_part) {
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine;
        Recorder step(machine.compute, recording);
        const Matrix X = noise(3, 2, 1);
        const Value x = step.input("X", X);
        Expression doubled = x;
        for (int i = 0; i < 60; ++i) doubled = doubled + doubled;
        const Value result = step.record("S", doubled);
        step.keep(result);
        step.finish();
        BOOST_TEST(step[result](2, 1) == X(2, 1) * static_cast<double>(1ul << 60));
    }
}

BOOST_AUTO_TEST_CASE(a_part_of_a_formula_may_get_a_name_before_the_formula_does) {
    RecordingOn on;
    const Value x = on.input("X", 3, 2);
    const Expression z = x + x, a = relu(z);
    on.step.record("Z", z);
    on.step.record("A", a);
    BOOST_TEST((on.step.trace().events[2].operands == std::vector<int>{1}));
}

BOOST_AUTO_TEST_CASE(the_trace_can_be_taken_whole) {
    TwoSteps two;
    const Trace trace = two.step.take_trace();
    BOOST_TEST(trace.events.size() == 7u);
    BOOST_TEST(trace.values.size() == 7u);
    BOOST_TEST(same_bits(trace.matrix(6), two.W.matrix));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
