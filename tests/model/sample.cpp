#include "sample.h"

#include <stdexcept>

namespace backstep {
namespace {

struct Parameters {
    State W1, b1, W2, b2, vW1;
};

void record_step(Recorder& step, const Knobs& knobs, Parameters& p, const Matrix& x, const Matrix& y) {
    const Scalar m{"m", 7}, alpha{"α", knobs.real("learning_rate")};
    const Value X = step.input("X", x);
    const Value Y = step.input("Y", y);
    const Value W1 = step.state("W[1]", p.W1), b1 = step.state("b[1]", p.b1), W2 = step.state("W[2]", p.W2);
    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value A1 = step.record("A[1]", relu(Z1));
    const Value Z2 = step.record("Z[2]", W2 * A1);
    const Value A2 = step.record("A[2]", softmax(Z2));
    step.begin(Phase::loss);
    step.record("J", sum_columns(cross_entropy(Z2, Y)) / m);
    step.begin(Phase::backward);
    const Value dZ2 = step.record("dZ[2]", A2 - Y);
    const Value dZ1 = step.record("dZ[1]", hadamard(transpose(W2) * dZ2, relu_slope(Z1)));
    const Value dW1 = step.record("dW[1]", dZ1 * transpose(X) / m);
    step.begin(Phase::update);
    if (knobs.choice("optimizer") == "momentum") {
        const Value v = step.state("vW[1]", p.vW1);
        const Value v_next = step.update("vW[1]", v, Scalar{"β", 0.9} * v - alpha * dW1);
        const Value hat = step.record(Name("v̂", Name("W", 1)), v_next / Scalar(0.5));
        step.update("W[1]", W1, W1 + hat);
    } else {
        step.update("W[1]", W1, W1 - alpha * dW1);
    }
    step.finish();
}

void run_network(Recorder& step, const Knobs& knobs, const Dataset&) {
    if (knobs.integer("fail") == 1) throw std::runtime_error("the lesson cannot do this");
    const int units = knobs.integer("units");
    Parameters p{
        {numbers(units, 3, 0.3)}, {numbers(units, 1, -0.1)}, {numbers(2, units, -0.4)}, {}, {Matrix(units, 3)}};
    Matrix y(2, 7);
    for (int col = 0; col < 7; ++col) y(col % 2, col) = 1;
    const Matrix x = numbers(3, 7, 0.2);
    record_step(step, knobs, p, x, y);
    record_step(step, knobs, p, x, y);
}

void run_number(Recorder& step, const Knobs&, const Dataset&) { step.input("J", matrix_of({{2.5}})); }

}  // namespace

Matrix numbers(int rows, int cols, double start) {
    Matrix matrix(rows, cols);
    double number = start;
    for (double& value : matrix.values) {
        value = number;
        number = number > 1 ? number - 1.9371 : number + 0.3713;
    }
    return matrix;
}

std::vector<Lesson> sample_lessons() {
    Lesson network{1,
                   "01_network",
                   "A network",
                   "One small network.",
                   {choice_knob("optimizer", {"sgd", "momentum"}, "how it goes downhill"),
                    real_knob("learning_rate", 0.1, 0, 10, "α"), integer_knob("units", 5, 1, 50, "hidden units"),
                    integer_knob("fail", 0, 0, 1, "1: the lesson throws")},
                   run_network};
    Lesson number{2, "02_number", "A number", "One number.", {}, run_number};
    return {network, number};
}

Session session_on(Sample& sample, void (*run)(Recorder& step, const Knobs& knobs, const Dataset& digits)) {
    Session session;
    session.compute = &sample.compute;
    session.digits = std::make_shared<const Dataset>();
    session.lessons = {Lesson{1, "01_sample", "Sample", "", {}, run}};
    apply(session, OpenLesson{"1"});
    return session;
}

Sample::Sample() {
    session.compute = &compute;
    session.lessons = sample_lessons();
    session.digits = std::make_shared<const Dataset>();
    apply(session, OpenLesson{"1"});
}

}  // namespace backstep
