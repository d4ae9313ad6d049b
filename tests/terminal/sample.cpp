#include "sample.h"

#include <stdexcept>

#include "engine/data/digits.h"
#include "engine/math/error.h"

namespace backstep {
namespace {

Matrix numbers(int rows, int cols, double start) {
    Matrix matrix(rows, cols);
    for (double& value : matrix.values) value = start = start > 1 ? start - 1.9371 : start + 0.3713;
    return matrix;
}

void run(Recorder& step, const Knobs& knobs, const Dataset&) {
    if (knobs.integer("seed") == 13) throw std::runtime_error("thirteen is no good seed");
    State w{numbers(5, 3, 0.3)}, memory{Matrix(5, 3)};
    const Value X = step.input("X", numbers(3, 7, 0.2));
    const Value W = step.state("W[1]", w);
    const Value b = step.input("b[1]", numbers(5, 1, 0.7));
    const Value Z = step.record("Z[1]", W * X + b);
    step.begin(Phase::backward);
    const Value dW = step.record("dW[1]", Z * transpose(X) / Scalar{"m", 7});
    step.begin(Phase::update);
    Value direction = dW;
    if (knobs.choice("optimizer") == "adam") direction = step.record(Name("m̂", Name("W", 1)), Scalar(10.0) * dW);
    step.update("W[1]", W, W - Scalar{"α", knobs.real("learning_rate")} * direction);
    step.record("J", sum_columns(sum_rows(square(Z))));
    step.finish();
}

void run_images(Recorder& step, const Knobs&, const Dataset&) {
    Matrix x(64, 2), y(10, 2);
    x(9, 1) = 1;
    y(4, 0) = y(3, 1) = 1;
    step.input("X", x);
    step.input("Y", y);
    step.finish();
}

TrainingPlan small_plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, 7, 10};
    plan.network.optimizer.kind = optimizer_named(knobs.choice("optimizer"));
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.initialisation = initialisation_named(knobs.choice("start"));
    plan.batch_size = 13;
    plan.epochs = 3;
    return plan;
}

Lesson training_lesson() {
    Lesson lesson{3,
                  "03_small",
                  "A small training",
                  "Three epochs.",
                  {choice_knob("optimizer", {"sgd", "adam"}, "how"), real_knob("learning_rate", 0.1, 1e-6, 1e300, "α"),
                   choice_knob("start", {"he", "zeros"}, "weights")},
                  nullptr};
    lesson.training.plan = small_plan;
    return lesson;
}

}  // namespace

Sample::Sample() {
    session.compute = &compute;
    session.digits = std::make_shared<const Dataset>();
    session.lessons = {{1,
                        "01_layer",
                        "A layer",
                        "One layer.",
                        {choice_knob("optimizer", {"sgd", "adam"}, "how"), real_knob("learning_rate", 0.1, 0, 10, "α"),
                         integer_knob("seed", 1, 0, 99, "which")},
                        run},
                       {2, "02_images", "Images", "Two images.", {}, run_images},
                       training_lesson()};
    apply(session, OpenLesson{"1"});
}

TrainingSample::TrainingSample() {
    session.digits = std::make_shared<const Dataset>(built_in_digits(52, 1));
    apply(session, OpenLesson{"3"});
}

std::string Sample::after(const std::string& line) {
    out.str("");
    do_line(terminal, line);
    return out.str();
}

std::string Sample::refusal(const std::string& line) {
    try {
        do_line(terminal, line);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace backstep
