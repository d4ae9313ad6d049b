#include "training_sample.h"

#include <sstream>

#include "engine/data/digits.h"

namespace backstep {
namespace {

TrainingPlan small_plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.optimizer.kind = optimizer_named(knobs.choice("optimizer"));
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.batch_size = knobs.integer("batch_size");
    plan.epochs = 3;
    return plan;
}

}  // namespace

TrainingSample::TrainingSample() {
    Lesson lesson{
        7,
        "07_small",
        "A small training",
        "Three epochs.",
        {choice_knob("optimizer", {"sgd", "momentum", "adam"}, "how it goes downhill"),
         real_knob("learning_rate", 0.1, 1e-6, 10, "α"), integer_knob("hidden_units", 7, 1, 100, "of the hidden layer"),
         integer_knob("batch_size", 13, 1, 52, "m")},
        nullptr};
    lesson.training.plan = small_plan;
    session.compute = &compute;
    session.lessons = {lesson};
    session.digits = std::make_shared<const Dataset>(built_in_digits(52, 1));
    apply(session, OpenLesson{"7"});
}

void TrainingSample::train_to_the_end() {
    apply(session, Train{});
    session.timelines.trainer->wait();
    apply(session, Look{});
}

std::string TrainingSample::state() const {
    std::ostringstream text;
    text << "timeline " << session.timelines.current << " step " << session.timelines.step << " position "
         << session.position << " optimizer " << session.knobs.choice("optimizer");
    if (session.selected)
        text << " cell " << session.selected->event << "," << session.selected->row << "," << session.selected->col;
    return text.str();
}

}  // namespace backstep
