//: # 12. Adam
//: One learning rate for all weights is a compromise. A weight from a pixel that is nearly always blank gets a
//: gradient that is tiny or zero, one from the middle of the image a large one in every batch. Adam gives
//: each weight a step length of its own. Then three optimizers run a race, and it is a fair one.
//:
//: *Predict first:* Adam divides the mean gradient by the root of the mean square. If a weight's gradient is
//: the same in every step, how long is its step? And if the gradient's sign is decided by a coin?
#include <algorithm>
#include <cmath>

#include "engine/timeline/compare.h"
#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: All is as in lessons 10 and 11, but for the optimizer. Adam's learning rate is a length: roughly how far a
//: weight moves in a step when its gradients agree. So it is much smaller than the others'. The knob `optimizer`
//: begins with Adam here.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.activation = Activation::sigmoid;
    plan.network.initialisation = Initialisation::xavier;
    plan.network.optimizer.kind = optimizer_named(knobs.choice("optimizer"));
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    plan.batch_size = knobs.integer("batch_size");
    plan.epochs = knobs.integer("epochs");
    plan.seed = plan.network.seed;
    return plan;
}

// The same training with another optimizer.
std::shared_ptr<const Timeline> racer(const Timeline& trained, Optimizer kind, double rate, Compute& compute) {
    TrainingPlan other = trained.plan();
    other.network.optimizer.kind = kind;
    other.network.optimizer.learning_rate = rate;
    return trained_beside(other, compute);
}

void results(Recorder& step, const Knobs& knobs, const Timeline& trained, Compute& compute) {
    //: ## With Adam
    step.input("loss", epoch_row(trained, &EpochRecord::loss));
    step.input("accuracy.train", epoch_row(trained, &EpochRecord::train));
    step.input("accuracy.test", epoch_row(trained, &EpochRecord::test));
    //=> loss 1×10   (0,0) 1.9745   (0,9) 0.1922
    //=> accuracy.train 1×10   (0,9) 0.992
    //=> accuracy.test 1×10   (0,0) 0.746   (0,9) 0.978
    //: The ancestor of this chapter reports 96.02% on MNIST's test images after ten epochs.

    //: ## How long are its steps?
    //: For each step, the change $\Delta$ that Adam made to $W^{[2]}$: its largest number, divided by the
    //: learning rate. In the first step it is one, whatever the gradient was (lesson 6). Later it says how far
    //: the gradients agree. Only Adam makes such a change; with another `optimizer` there is nothing to record here.
    if (trained.plan().network.optimizer.kind == Optimizer::adam) {
        const Scalar alpha{"α", trained.plan().network.optimizer.learning_rate};
        const auto largest = [](const Summary& value) { return std::max(std::abs(value.min), std::abs(value.max)); };
        const auto root_mean_square = [](const Summary& value) {
            return value.norm / std::sqrt(static_cast<double>(value.size()));
        };
        step.record("largest(Δ)", step.input("|ΔW[2]|", step_row(trained, "ΔW[2]", largest)) / alpha);
        step.record("typical(Δ)", step.input("rms(ΔW[2])", step_row(trained, "ΔW[2]", root_mean_square)) / alpha);
    }
    //=> largest(Δ) 1×80   (0,0) 1.0000
    //=> typical(Δ) 1×80   (0,0) 1.0000   (0,79) 0.4
    //: At first all gradients agree: the network knows nothing, and every batch says the same. Near the end a
    //: typical step is a fraction of $\alpha$. The batches disagree now, and Adam slows down by itself.

    //: ## The race
    //: Plain descent, momentum and Adam, each with the learning rate that its own chapter chose. The start and the
    //: batches are the same to the last bit. *Fair* is one if the hashes say so.
    const auto sgd = racer(trained, Optimizer::sgd, knobs.real("race_sgd"), compute);
    const auto momentum = racer(trained, Optimizer::momentum, knobs.real("race_momentum"), compute);
    const bool fair = fairness(trained, *sgd).same() && fairness(trained, *momentum).same();
    step.input("fair", matrix_of({{fair ? 1.0 : 0.0}}));
    step.input("loss.sgd", epoch_row(*sgd, &EpochRecord::loss));
    step.input("loss.momentum", epoch_row(*momentum, &EpochRecord::loss));
    step.input("accuracy.sgd", epoch_row(*sgd, &EpochRecord::test));
    step.input("accuracy.momentum", epoch_row(*momentum, &EpochRecord::test));
    //=> fair 1×1   = 1
    //=> loss.sgd 1×10   (0,0) 2.0888   (0,9) 0.3053
    //=> loss.momentum 1×10   (0,0) 2.2077   (0,9) 0.1342
    //=> accuracy.sgd 1×10   (0,0) 0.685   (0,9) 0.974
    //=> accuracy.momentum 1×10   (0,0) 0.307   (0,9) 0.977
    //: Before you call a winner, turn the knobs. Give plain descent a better learning rate, and it catches up. A
    //: race between optimizers is mostly a race between learning rates, and whoever had more time to tune is
    //: ahead. What speaks for Adam is that it needs less of that: its learning rate means the same thing in
    //: every network, so a value that was good elsewhere is seldom bad here.
}

}  // namespace

//: ## What to look at
//: - Set `learning_rate` to a tenth. To Adam that is a very long step. What does the loss do?
//: - In any step, compare `dW[1]` with `ΔW[1]` as pictures. The gradient is large in the middle of the image. Where
//:   is the change large?
//: - Fork the training of lesson 10 at epoch 3 with Adam, and compare both loss curves.
//:
//: *A question to take along:* pixels that are blank in all images have no gradient, ever. What does Adam do
//: with zero divided by the root of zero?
Lesson adam() {
    return {12,
            "12_adam",
            "Adam",
            "A step length for each weight, and a fair race of three optimizers.",
            {choice_knob("optimizer", optimizer_names(), "what makes a step of a gradient", "adam"),
             real_knob("learning_rate", 0.005, 1e-6, 1, "α: about how far a weight moves in a step"),
             real_knob("race_sgd", 0.5, 1e-6, 100, "the learning rate of plain descent in the race"),
             real_knob("race_momentum", 0.1, 1e-6, 100, "the learning rate of momentum in the race"),
             integer_knob("batch_size", 128, 1, 60000, "m: how many images make a step"),
             integer_knob("epochs", 10, 1, 100, "rounds through all images"),
             integer_knob("hidden_units", 32, 1, 1000, "units of the hidden layer"),
             integer_knob("seed", 1, 0, 1000000, "which start, and which order of the images")},
            nullptr,
            {.train = 0, .validation = 0, .plan = plan, .results = results}};
}

}  // namespace backstep
