//: # 13. Training, validation, and when to stop
//: A large network can learn its images by heart. Then it knows every training image and is no better on others.
//: This chapter trains a network with far more weights than images, watches it happen, and tries what people
//: do against it.
//:
//: *Predict first:* the loss on the training images falls in every epoch. Does that mean that the network gets
//: better in every epoch?
#include <algorithm>

#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: A thousand hidden units, and only 5,000 training images. The next 1,000 images are for *validation*: the
//: training does not see them, but we look at them after each epoch to decide when to stop. The test images are
//: for the very end. Whoever decides by them as well has nothing left to judge by.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.activation = Activation::relu;
    plan.network.initialisation = Initialisation::he;
    plan.network.optimizer.kind = Optimizer::sgd;
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    plan.batch_size = knobs.integer("batch_size");
    plan.epochs = knobs.integer("epochs");
    plan.seed = plan.network.seed;
    //: ### What people do against it
    //: All of it is off at first. *Weight decay* makes large weights expensive. *Dropout* leaves out units at random.
    //: *Early stopping* ends the training when validation has not improved for some epochs. *Learning-rate
    //: steps* calm the end. *Clipping* limits the length of a step's gradient. The lines of the first two and the
    //: last one appear in the step when they are turned on.
    plan.network.l2 = knobs.real("l2");
    plan.network.dropout = knobs.real("dropout");
    plan.network.clip = knobs.real("clip");
    plan.patience = knobs.integer("patience");
    plan.rate_every = knobs.integer("rate_every");
    plan.rate_factor = knobs.real("rate_factor");
    return plan;
}

void results(Recorder& step, const Knobs&, const Timeline& trained, Compute& compute) {
    //: ## Three curves
    //: After each epoch: the mean loss of its steps, and the accuracy on the training and the validation images.
    step.input("loss", epoch_row(trained, &EpochRecord::loss));
    const Value train = step.input("accuracy.train", epoch_row(trained, &EpochRecord::train));
    const Matrix on_validation = epoch_row(trained, &EpochRecord::validation);
    const Value validation = step.input("accuracy.validation", on_validation);
    //=> loss 1×10   (0,0) 0.6609   (0,9) 0.0132
    //=> accuracy.train 1×10   (0,0) 0.986   (0,9) 1.000
    //=> accuracy.validation 1×10   (0,0) 0.976   (0,9) 0.994   max 0.994
    //: The ancestor of this chapter reports 0.934 on its validation images after ten epochs, on MNIST.

    //: ## Overfitting
    //: The difference between the two accuracies is what was learned by heart.
    step.record("gap", train - validation);
    //=> gap 1×10   (0,0) 0.010   (0,9) 0.006
    //: The training accuracy goes on to the top, the validation accuracy stops on the way. From there on the network
    //: mostly learns more about these images, not about digits. The built-in digits are drawn alike, so the gap is
    //: small; on MNIST it is several times as wide. It still costs loss to be unsure of a training image, so the
    //: weights grow on:
    const auto norm = [](const Summary& W) { return W.norm; };
    step.input("norm(W[1])", step_row(trained, "W[1]", norm));
    step.input("norm(W[2])", step_row(trained, "W[2]", norm));
    //=> norm(W[1]) 1×1670   (0,0) 44.71   (0,1669) 44.90
    //=> norm(W[2]) 1×1670   (0,0) 4.48   (0,1669) 6.07

    //: ## When to stop
    //: After the epoch whose validation accuracy was best. (Whoever stops earlier does not know that it was the
    //: best, so one waits for a few epochs: the `patience`.) The first such epoch, counted from one, and what the test
    //: images say at the end:
    const auto best = std::max_element(on_validation.values.begin(), on_validation.values.end());
    step.input("epoch.best", matrix_of({{static_cast<double>(best - on_validation.values.begin() + 1)}}));
    step.input("validation.best", matrix_of({{*best}}));
    const Matrix on_test = epoch_row(trained, &EpochRecord::test);
    step.input("test", matrix_of({{on_test.values.back()}}));
    //=> epoch.best 1×1   = 5
    //=> validation.best 1×1   = 0.994
    //=> test 1×1   = 0.986
    //: The best of several measurements is a little flattering: chance helped to make it the best. The test images
    //: were not asked when to stop, so they do not flatter.

    //: ## What one unit looks for
    //: The weights of the first hidden unit as an image, at the end.
    step.input("weights", weight_picture(trained_network(trained, compute).W[0].value.matrix, 0));
    //=> weights 28×28   |max| 0.16
    //: Hardly a picture of anything. With so many units, each needs to do only a little.
}

}  // namespace

//: ## What to look at
//: - Set `dropout` to a half. The training accuracy falls behind. And the gap?
//: - Set `l2` to 0.001 and compare `norm(W[1])`.
//: - Set `epochs` to fifty and `patience` to three. After which epoch does it stop?
//: - Set `hidden_units` to ten. Is there still a gap?
//:
//: *A question to take along:* five times as many training images would also shrink the gap. Why is that the
//: remedy that always works, and the one that is seldom at hand?
Lesson when_to_stop() {
    return {13,
            "13_when_to_stop",
            "Training, validation, and when to stop",
            "What is learned by heart shows in the gap between training and validation.",
            {real_knob("learning_rate", 0.03, 1e-6, 10, "α: how far each step goes"),
             integer_knob("batch_size", 5, 1, 5000, "m: how many images make a step"),
             integer_knob("epochs", 10, 1, 200, "rounds through all images, at most"),
             integer_knob("hidden_units", 1000, 1, 1000, "units of the hidden layer"),
             real_knob("l2", 0, 0, 1, "λ: what large weights cost"),
             real_knob("dropout", 0, 0, 0.95, "the share of hidden units that a step leaves out"),
             real_knob("clip", 0, 0, 1000, "the largest length of the gradient; 0: any"),
             integer_knob("patience", 0, 0, 100, "epochs without a better validation before it stops; 0: never"),
             integer_knob("rate_every", 0, 0, 100, "epochs until the learning rate is changed; 0: never"),
             real_knob("rate_factor", 0.1, 0.001, 1, "what it is multiplied by then"),
             integer_knob("seed", 1, 0, 1000000, "which start, and which order of the images")},
            nullptr,
            {.train = 5000, .validation = 1000, .plan = plan, .results = results}};
}

}  // namespace backstep
