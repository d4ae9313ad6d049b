//: # 10. Ten epochs of mini-batches
//: A step with all images knows exactly where downhill is, and then goes only one step. A step with a few
//: images has a rough idea, costs a fraction, and there is time for hundreds of them. This chapter goes
//: through all images ten times, in small batches.
//:
//: *Predict first:* two trainings look at every image ten times. One makes a step after each look at all
//: images, so it makes ten. The other makes a step after every batch of 128. Which one is better off at the
//: end, and is it a little or a lot?
#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: One hidden layer of sigmoids. The chapter's ancestor, a small program that many people have written in one
//: form or another, had sixteen of them. Here it is thirty-two. With sixteen, plain descent comes as far as the
//: ancestor did, but momentum and Adam, in the next two chapters, fall short of theirs with all the learning
//: rates that we tried. All three chapters have the same network, the same start and the same batches, so they
//: can be compared.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.activation = Activation::sigmoid;
    //: Xavier's start suits sigmoids: it keeps the numbers in the middle of their range, where the slope is
    //: large. The learning rate is large too, as a sigmoid's slope is never more than a quarter.
    plan.network.initialisation = Initialisation::xavier;
    plan.network.optimizer.kind = optimizer_named(knobs.choice("optimizer"));
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    //: An *epoch* is one round through all training images, in a new random order. The last batch of an epoch
    //: has what is left.
    plan.batch_size = knobs.integer("batch_size");
    plan.epochs = knobs.integer("epochs");
    plan.seed = plan.network.seed;
    return plan;
}

void results(Recorder& step, const Knobs&, const Timeline& trained, Compute& compute) {
    //: ## The loss, step by step
    //: Each step measures the loss on its own batch. So the curve is ragged: a batch may be easier or harder
    //: than the one before. Its trend is what counts. The mean over an epoch shows it.
    step.input("loss", loss_row(trained));
    step.input("loss.epoch", epoch_row(trained, &EpochRecord::loss));
    //=> loss 1×80   (0,0) 2.4248   (0,79) 0.3019
    //=> loss.epoch 1×10   (0,0) 2.0888   (0,9) 0.3053

    //: ## How many digits are read correctly
    //: After each epoch, once on the images that were trained with, and once on the test images, which the
    //: training never sees. Only the second number says what the network can do.
    step.input("accuracy.train", epoch_row(trained, &EpochRecord::train));
    step.input("accuracy.test", epoch_row(trained, &EpochRecord::test));
    //=> accuracy.train 1×10   (0,0) 0.683   (0,9) 0.983
    //=> accuracy.test 1×10   (0,0) 0.685   (0,9) 0.974
    //: On the real MNIST, with its 60,000 images, the ancestor's program reports 94.46% on the test images. With
    //: this plan it is more; run the chapter with `--data`.

    //: ## The same, with one batch of everything
    //: The second training of the question: same network, same start, same learning rate, same ten epochs.
    TrainingPlan whole = trained.plan();
    whole.batch_size = whole.data->train.count;
    const auto full_batch = trained_beside(whole, compute);
    step.input("loss.whole", loss_row(*full_batch));
    step.input("accuracy.whole", epoch_row(*full_batch, &EpochRecord::test));
    //=> loss.whole 1×10   (0,0) 2.4222   (0,9) 1.7067
    //=> accuracy.whole 1×10   (0,9) 0.774
    //: Its curve is smooth, and it has not come far. Ten good steps are no match for many rough ones. And the many
    //: cost no more: in both trainings each image was looked at ten times.

    //: ## How rough is the idea?
    //: Look at the length of the gradient of $W^{[2]}$ at each step. With all images it changes slowly, for the
    //: weights change slowly. With small batches it leaps from step to step: that is the chance of which images
    //: came into the batch.
    step.input("norm(dW[2])", step_row(trained, "dW[2]", [](const Summary& dW) { return dW.norm; }));
    step.input("norm(dW[2]).whole", step_row(*full_batch, "dW[2]", [](const Summary& dW) { return dW.norm; }));
    //=> norm(dW[2]) 1×80   (0,60) 0.1662   (0,61) 0.1816   (0,62) 0.1514
    //=> norm(dW[2]).whole 1×10   (0,7) 0.1431   (0,8) 0.1509   (0,9) 0.1578
}

}  // namespace

//: ## What to look at
//: - Train, and go to epoch 2, batch 1. The images in `X` are others than in epoch 1, batch 1: the order is new.
//: - Set `batch_size` to one. Each image makes a step of its own. Is the result better or worse, and how long
//:   does an epoch take?
//: - Set `learning_rate` to ten and watch the loss of the first steps.
//: - Go to epoch 3 and fork there, with Adam as the `optimizer` and a `learning_rate` as in lesson 12. Compare the
//:   two curves. Adam begins with empty memories: can you see it?
//:
//: *A question to take along:* $J$ is a mean over the batch. If it were a sum, what else would change when you
//: turn `batch_size`?
Lesson ten_epochs() {
    return {10,
            "10_ten_epochs_of_mini_batches",
            "Ten epochs of mini-batches",
            "Many rough steps get farther than a few exact ones.",
            {choice_knob("optimizer", optimizer_names(), "what makes a step of a gradient"),
             real_knob("learning_rate", 0.5, 1e-6, 100, "α: how far each step goes"),
             integer_knob("batch_size", 128, 1, 60000, "m: how many images make a step"),
             integer_knob("epochs", 10, 1, 100, "rounds through all images"),
             integer_knob("hidden_units", 32, 1, 1000, "units of the hidden layer"),
             integer_knob("seed", 1, 0, 1000000, "which start, and which order of the images")},
            nullptr,
            {.train = 0, .validation = 0, .plan = plan, .results = results}};
}

}  // namespace backstep
