#include "viewer/command/train_session.h"

#include <algorithm>

#include "engine/network/activation.h"
#include "engine/network/optimizer.h"

namespace backstep {
namespace {

constexpr const char* never = "never";
constexpr double below_1 = 1 - 0x1p-53, largest = 1e300, smallest = 1e-300;
constexpr int most = 999999999;

Knob fixed(const char* name, const std::string& value, const char* meaning) {
    return choice_knob(name, {value}, meaning);
}

Knob choice(const char* name, const std::vector<std::string>& choices, const std::string& start, const char* meaning) {
    Knob knob = choice_knob(name, choices, meaning);
    knob.start = static_cast<double>(std::find(choices.begin(), choices.end(), start) - choices.begin());
    return knob;
}

}  // namespace

Lesson lesson_of(const TrainOptions& o) {
    const double rate = plan_of(o).network.optimizer.learning_rate;
    Lesson lesson;
    lesson.slug = "00_train";
    lesson.title = "A training";
    lesson.idea = "What backstep train has trained, every moment of it.";
    lesson.knobs = {choice("optimizer", optimizer_names(), o.optimizer, "how the weights change"),
                    real_knob("learning_rate", rate, smallest, largest, "α"),
                    real_knob("momentum", o.momentum, 0, below_1, "β, of both kinds of momentum"),
                    choice("activation", activation_names(), o.activation, "of the hidden layers"),
                    real_knob("dropout", o.dropout, 0, below_1, "share of hidden units that each step leaves out"),
                    real_knob("l2", o.l2, 0, largest, "weight decay λ"),
                    real_knob("clip", o.clip, 0, largest, "the largest length of the gradient; 0: any"),
                    integer_knob("epochs", o.epochs, 1, most, "rounds through all images"),
                    integer_knob("patience", o.patience, 0, most, "epochs without getting better; 0: any number"),
                    fixed("learning_rate_step", o.learning_rate_step.empty() ? never : o.learning_rate_step,
                          "after how many epochs times what"),
                    fixed("layers", o.layers, "units of each layer"),
                    fixed("init", o.init, "weights at the start"),
                    integer_knob("batch", o.batch, o.batch, o.batch, "images in each step"),
                    fixed("seed", std::to_string(o.seed), "of all that is random")};
    lesson.training.plan = [](const Knobs& knobs) { return plan_of(options_of(knobs)); };
    return lesson;
}

TrainOptions options_of(const Knobs& knobs) {
    TrainOptions o;
    o.optimizer = knobs.choice("optimizer");
    o.learning_rate = knobs.real("learning_rate");
    o.momentum = knobs.real("momentum");
    o.activation = knobs.choice("activation");
    o.dropout = knobs.real("dropout");
    o.l2 = knobs.real("l2");
    o.clip = knobs.real("clip");
    o.epochs = knobs.integer("epochs");
    o.patience = knobs.integer("patience");
    if (const std::string& step = knobs.choice("learning_rate_step"); step != never) o.learning_rate_step = step;
    o.layers = knobs.choice("layers");
    o.init = knobs.choice("init");
    o.batch = knobs.integer("batch");
    o.seed = std::stoull(knobs.choice("seed"));
    return o;
}

Session session_of(const TrainOptions& options, std::shared_ptr<Timeline> timeline, Position at, Compute& compute) {
    Session session;
    session.compute = &compute;
    session.lessons = {lesson_of(options)};
    session.lesson = session.lessons.data();
    session.knobs = Knobs(session.lesson->knobs);
    const std::shared_ptr<const TrainingData> data = timeline->plan().data;
    session.digits = std::shared_ptr<const Dataset>(data, &data->train);
    session.trace = timeline->record(compute, 1);
    session.timelines.all.push_back({std::move(timeline), session.knobs});
    apply(session, GoToMoment{at});
    return session;
}

}  // namespace backstep
