//: # 9. Stuck at 30 percent
//: A network with one hidden layer, ReLU, all images in each step. Its author wrote that it stays at about
//: thirty percent, and could not say why. The formulas are right: every gradient passes the check of lesson 7.
//: This chapter looks for the reason with breakpoints, finds three, and mends them.
//:
//: *Predict first:* a unit with ReLU is off for every image. Which gradients reach its weights, and what can the
//: training do about it?
#include <algorithm>

#include "engine/data/batches.h"
#include "engine/timeline/condition.h"
#include "engine/timeline/evaluation.h"
#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: The knobs stand at what works: pixels from zero to one, leaky ReLU, He's start. Each of the three can be
//: turned to what the author had.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.activation = activation_named(knobs.choice("activation"));
    plan.network.initialisation = initialisation_named(knobs.choice("initialisation"));
    plan.network.optimizer.kind = Optimizer::sgd;
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    plan.scaled = knobs.choice("pixels") == "0…1";
    plan.batch_size = 60000;
    plan.epochs = knobs.integer("epochs");
    return plan;
}

// What the author had, on at most 5,000 of the images: enough to get stuck.
TrainingPlan broken_plan(const TrainingPlan& plan) {
    TrainingPlan broken = plan;
    const Dataset& train = plan.data->train;
    broken.data = split(train, Dataset(), std::min(5000, train.count), 0);
    broken.batch_size = broken.data->train.count;
    broken.network.activation = Activation::relu;
    broken.network.initialisation = Initialisation::uniform_half;
    broken.network.optimizer.learning_rate = 0.1;
    broken.scaled = false;
    broken.epochs = 100;
    return broken;
}

// The step at which the condition first holds, or 0.
double first_step(const Timeline& trained, Compute& compute, const char* text) {
    const Condition condition(text, condition_values(*trained.record(compute, 1)));
    const std::atomic<bool> stop{false};
    const std::optional<Position> found = find_next(trained, compute, condition, Position{}, false, stop);
    return found ? static_cast<double>(found->step) : 0;
}

// The share of numbers of Z[1] that are above 0 for the first images, before the given steps.
Matrix active_share(const Timeline& trained, Compute& compute, const std::vector<long>& steps) {
    Matrix share(1, static_cast<int>(steps.size()));
    const Dataset& train = trained.plan().data->train;
    std::vector<int> first(static_cast<std::size_t>(std::min(1000, train.count)));
    for (std::size_t i = 0; i < first.size(); ++i) first[i] = static_cast<int>(i);
    const Matrix pixels = trained.plan().scaled ? scaled_pixel_columns(train, first) : pixel_columns(train, first);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Mlp net = trained.state_before(compute, steps[i]);
        Recorder aside(compute, Recording::on);
        predict(aside, net, aside.input("X", pixels));
        const Matrix& Z = aside.trace().matrix(find_event(aside.trace(), "Z[1]", 99).value());
        const auto above = std::count_if(Z.values.begin(), Z.values.end(), [](double z) { return z > 0; });
        share(0, static_cast<int>(i)) = static_cast<double>(above) / static_cast<double>(Z.size());
    }
    return share;
}

// The share of units that some training image lifts above 0, after each step: an epoch is one step here.
Matrix active_units(const Timeline& trained) {
    const std::vector<EpochRecord> epochs = trained.epochs();
    Matrix share(1, static_cast<int>(epochs.size()));
    for (int i = 0; i < share.cols; ++i)
        share(0, i) =
            1 - epochs[static_cast<std::size_t>(i)].dead[0] / static_cast<double>(trained.plan().network.layers[1]);
    return share;
}

void look_for_it(Recorder& step, const Timeline& broken, Compute& compute) {
    //: ## The patient
    //: Pixels as they lie in the file, from 0 to 255. Weights and biases uniformly between minus a half and a half.
    //: ReLU, and a learning rate of a tenth.
    step.input("loss.broken", loss_row(broken));
    step.input("accuracy.broken", epoch_row(broken, &EpochRecord::train));
    //=> loss.broken 1×100   (0,0) 572.6751   (0,99) 2.3029
    //=> accuracy.broken 1×100   (0,99) 0.104
    //: It does not even get to thirty percent. The first loss is enormous, and the last one is near the logarithm
    //: of ten, which is what a network costs that gives every digit the same chance (lesson 4).

    //: ## The first clue
    //: A breakpoint on the hidden layer: when is more than 99 percent of $A^{[1]}$ zero? And the share of zeros
    //: step by step:
    step.input("step.dead", matrix_of({{first_step(broken, compute, "zeros(A[1]) > 0.99")}}));
    step.input("zeros(A[1])", step_row(broken, "A[1]", [](const Summary& A) {
                   return static_cast<double>(A.zeros) / static_cast<double>(A.size());
               }));
    //=> step.dead 1×1   = 4
    //=> zeros(A[1]) 1×100   (0,0) 0.5   (0,99) 1
    //: A few steps were enough. The gradient of $W^{[1]}$ is a product with the pixels. They go up to 255, so it
    //: is hundreds of times as large as it should be. Each update throws the weights far away, and sooner or later
    //: it throws a unit so far that its $z$ is below zero for every image.
    const std::vector<EpochRecord> epochs = broken.epochs();
    step.input("dead", matrix_of({{static_cast<double>(epochs.back().dead[0])}}));
    //=> dead 1×1   = 10
    //: A unit below zero has slope zero. So its $dZ$ is zero, its gradients are zero, and it stays where it is
    //: for ever. That is a *dead* unit, and all are.

    //: ## The second clue
    //: Only one parameter can still learn: $b^{[2]}$ needs no hidden unit. It learns how frequent each digit is,
    //: and nothing else is left to learn. So its gradient shrinks too. When is it shorter than a tenth?
    step.input("step.vanished", matrix_of({{first_step(broken, compute, "norm(db[2]) < 0.1")}}));
    step.input("norm(db[2])", step_row(broken, "db[2]", [](const Summary& db) { return db.norm; }));
    step.input("norm(dW[1])", step_row(broken, "dW[1]", [](const Summary& dW) { return dW.norm; }));
    //=> step.vanished 1×1   = 4
    //=> norm(db[2]) 1×100   (0,0) 0.3   (0,99) 0.03
    //=> norm(dW[1]) 1×100   (0,0) 507   (0,1) 7038   (0,99) 0
    //: What it reads correctly now is the digit that is most frequent: it says that one, whatever it sees.
}

void results(Recorder& step, const Knobs&, const Timeline& trained, Compute& compute) {
    Timeline broken(broken_plan(trained.plan()));
    broken.advance(compute, broken.plan().steps());
    look_for_it(step, broken, compute);

    //: ## Mended
    //: Three changes, each against one cause. Pixels are divided by 255, so that the gradients have a sensible size. He's
    //: start makes the weights smaller, the more inputs a unit has. Leaky ReLU keeps a little slope below zero, so
    //: that no unit is ever dead for good. Nothing else is different.
    step.input("loss", loss_row(trained));
    step.input("accuracy.train", epoch_row(trained, &EpochRecord::train));
    step.input("accuracy.test", epoch_row(trained, &EpochRecord::test));
    //=> loss 1×300   (0,0) 2.4194   (0,299) 0.0106
    //=> accuracy.train 1×300   (0,299) 1.000
    //=> accuracy.test 1×300   (0,299) 0.984
    //: The author, once the network was mended, reports 90.27% of the training and 90.6% of the test images of
    //: MNIST after 3,000 steps. With this learning rate it takes a tenth of them.
    //:
    //: A unit is active if at least one image lifts it above zero; a dead one never is. The share of active units
    //: after each step:
    step.input("units.active", active_units(trained));
    //=> units.active 1×300   (0,0) 1   (0,299) 1   min 1
    //: And how many of all the hidden numbers are above zero? At the start, after one and two thirds, and at the end:
    const long steps = trained.trained();
    step.input("active", active_share(trained, compute, {1, steps / 3 + 1, 2 * steps / 3 + 1, steps + 1}));
    //=> active 1×4   (0,0) 0.515   (0,3) 0.794   min 0.515
    //: At the start it is about half, by the luck of the draw. The first steps are long, and may push it well below that;
    //: but a leaky unit finds its way back. A third of the way on it is more than half, and at the end, too.

    //: ## The first four that is taken for a nine
    //: No network is perfect. Of the test images that show a four, which is the first that the network calls a
    //: nine? (If there is none, it is the first image that is read wrongly.)
    const Dataset& test = trained.plan().data->test;
    Mlp net = trained_network(trained, compute);
    const std::vector<int> predicted =
        predicted_classes(compute, net, trained.plan().data->test_pixels, trained.plan().scale());
    int first = -1;
    for (int i = test.count - 1; i >= 0; --i)
        if (test.labels[static_cast<std::size_t>(i)] == 4 && predicted[static_cast<std::size_t>(i)] == 9) first = i;
    const std::vector<int> wrong = mistakes(test.labels, predicted);
    if (first < 0) first = wrong.empty() ? 0 : wrong[0];
    const int picked[] = {first};
    step.input("index", matrix_of({{static_cast<double>(first)}}));
    step.input("picture", image_matrix(test, first));
    step.input("X", trained.plan().scaled ? scaled_pixel_columns(test, picked) : pixel_columns(test, picked));
    step.input("label", label_row(picked_labels(test, picked)));
    step.input("prediction", matrix_of({{static_cast<double>(predicted[static_cast<std::size_t>(first)])}}));
    //=> index 1×1   = 74
    //=> picture 28×28   max 255
    //=> label 1×1   = 9
    //=> prediction 1×1   = 7
}

}  // namespace

//: ## What to look at
//: - Turn only `pixels` to `0…255`. Then only `activation` to `relu`. Which of the three changes matters most?
//: - Train with `pixels` at `0…255`, set the breakpoint `zeros(A[1]) > 0.5`, and step from there.
//: - Look at `picture` before you look at `label`. What would you have said?
Lesson stuck_at_30_percent() {
    return {9,
            "09_stuck_at_30_percent",
            "Stuck at 30 percent",
            "Dead units, found with a breakpoint, and what brings them back.",
            {choice_knob("pixels", {"0…1", "0…255"}, "the range of the inputs"),
             choice_knob("activation", {"leaky_relu", "relu", "sigmoid", "tanh"}, "g: the bend of the hidden layer"),
             choice_knob("initialisation", initialisation_names(), "how the weights begin"),
             real_knob("learning_rate", 0.3, 1e-6, 10, "α: how far each step goes"),
             integer_knob("epochs", 300, 1, 3000, "steps: each one sees all images"),
             integer_knob("hidden_units", 10, 1, 1000, "units of the hidden layer"),
             integer_knob("seed", 1, 0, 1000000, "which start")},
            nullptr,
            {.train = 0, .validation = 0, .plan = plan, .results = results}};
}

}  // namespace backstep
