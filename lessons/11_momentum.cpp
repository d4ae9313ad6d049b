//: # 11. Momentum
//: Plain descent forgets each gradient as soon as it has used it. Momentum keeps a part: a velocity that each
//: gradient pushes a little. Lesson 6 showed a few steps of it. This chapter trains with it, and asks an
//: uncomfortable question: is it more than a larger learning rate?
//:
//: *Predict first:* a push that is always the same adds up. The velocity keeps the part $\beta$ in each step, so
//: it is $1 + \beta + \beta^2 + \dots$ pushes long in the end. How many is that, if $\beta$ is nine tenths?
#include "engine/timeline/compare.h"
#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: All is as in lesson 10, network, start and batches, but for the optimizer and its learning rate. The knob
//: `optimizer` begins with momentum here.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.activation = Activation::sigmoid;
    plan.network.initialisation = Initialisation::xavier;
    //: $$v \to \beta v - \alpha \, dW \quad W \to W + v$$
    plan.network.optimizer.kind = optimizer_named(knobs.choice("optimizer"));
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.optimizer.momentum = knobs.real("momentum");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    plan.batch_size = knobs.integer("batch_size");
    plan.epochs = knobs.integer("epochs");
    plan.seed = plan.network.seed;
    return plan;
}

// The same training with plain descent.
std::shared_ptr<const Timeline> plain_descent(const Timeline& trained, double learning_rate, Compute& compute) {
    TrainingPlan plain = trained.plan();
    plain.network.optimizer.kind = Optimizer::sgd;
    plain.network.optimizer.learning_rate = learning_rate;
    return trained_beside(plain, compute);
}

void results(Recorder& step, const Knobs&, const Timeline& trained, Compute& compute) {
    //: ## With momentum
    step.input("loss", epoch_row(trained, &EpochRecord::loss));
    step.input("accuracy.train", epoch_row(trained, &EpochRecord::train));
    step.input("accuracy.test", epoch_row(trained, &EpochRecord::test));
    //=> loss 1×10   (0,0) 2.2077   (0,9) 0.1342
    //=> accuracy.train 1×10   (0,9) 0.990
    //=> accuracy.test 1×10   (0,0) 0.307   (0,9) 0.977
    //: The ancestor of this chapter reports 95.14% on MNIST's test images after ten epochs.

    //: ## How long is the velocity?
    //: The push of a step is $\alpha$ times the gradient. Here are the lengths of the push and of the velocity
    //: that came of it, for $W^{[2]}$, in each step, and how many times longer the velocity is. With another
    //: `optimizer` there is no such velocity, and nothing to record here.
    if (trained.plan().network.optimizer.kind == Optimizer::momentum) {
        const Scalar alpha{"α", trained.plan().network.optimizer.learning_rate};
        const auto norm = [](const Summary& value) { return value.norm; };
        const Value gradient = step.input("norm(dW[2])", step_row(trained, "dW[2]", norm));
        const Value velocity = step.input("norm(v)", step_row(trained, "vW[2]", norm));
        const Value push = step.record("push", alpha * gradient);
        step.record("ratio", velocity / push);
    }
    //=> ratio 1×80   (0,0) 1.000000   max 12.0   mean 6.3
    //: In the first step it is one push. Later pushes of different batches agree in part and cancel in part. If
    //: they all were the same, the ratio would grow to $\frac{1}{1 - \beta}$, which is ten here. It can even be
    //: more for a while: when the pushes get shorter, the velocity still remembers the longer ones.

    //: ## More than a larger learning rate?
    //: So compare it with plain descent twice: with the same learning rate, and with ten times that. Start and
    //: batches are the same, and that is checked: *fair* is one if the hashes of both agree.
    const double rate = trained.plan().network.optimizer.learning_rate;
    const double long_run = 1 / (1 - trained.plan().network.optimizer.momentum);
    const auto same_rate = plain_descent(trained, rate, compute);
    const auto larger_rate = plain_descent(trained, rate * long_run, compute);
    const bool fair = fairness(trained, *same_rate).same() && fairness(trained, *larger_rate).same();
    step.input("fair", matrix_of({{fair ? 1.0 : 0.0}}));
    step.input("loss.plain", epoch_row(*same_rate, &EpochRecord::loss));
    step.input("accuracy.plain", epoch_row(*same_rate, &EpochRecord::test));
    step.input("loss.larger", epoch_row(*larger_rate, &EpochRecord::loss));
    step.input("accuracy.larger", epoch_row(*larger_rate, &EpochRecord::test));
    //=> fair 1×1   = 1
    //=> loss.plain 1×10   (0,9) 1.3947
    //=> accuracy.plain 1×10   (0,9) 0.855
    //=> loss.larger 1×10   (0,9) 0.1318
    //=> accuracy.larger 1×10   (0,9) 0.981
    //: With the same learning rate plain descent stays far behind. With the larger one it keeps up. On this task
    //: the answer is uncomfortable: most of what momentum does is to take longer steps. What it adds is that it
    //: takes them only where the gradients agree. Across a narrow valley, where they change sign from step to
    //: step, its pushes cancel, and a learning rate ten times as large would throw plain descent from wall to
    //: wall. This network has no such valley; deeper ones often do.
}

}  // namespace

//: ## What to look at
//: - Set `momentum` to zero and compare `accuracy.test` with `accuracy.plain`.
//: - Set `momentum` to 0.99. What happens to the loss in the first epochs, and what is `ratio` then?
//: - Fork the training at epoch 3 with another `momentum`, and compare one weight's velocity in both.
Lesson momentum() {
    return {11,
            "11_momentum",
            "Momentum",
            "A velocity adds up what the gradients agree on.",
            {choice_knob("optimizer", optimizer_names(), "what makes a step of a gradient", "momentum"),
             real_knob("learning_rate", 0.1, 1e-6, 100, "α: how hard each gradient pushes"),
             real_knob("momentum", 0.9, 0, 0.999, "β: how much of its velocity it keeps"),
             integer_knob("batch_size", 128, 1, 60000, "m: how many images make a step"),
             integer_knob("epochs", 10, 1, 100, "rounds through all images"),
             integer_knob("hidden_units", 32, 1, 1000, "units of the hidden layer"),
             integer_knob("seed", 1, 0, 1000000, "which start, and which order of the images")},
            nullptr,
            {.train = 0, .validation = 0, .plan = plan, .results = results}};
}

}  // namespace backstep
