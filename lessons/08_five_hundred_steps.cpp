//: # 8. Five hundred steps
//: Until now the network made one step. Training is nothing but more of them. This chapter makes five hundred,
//: each with all images at once, and watches the loss and the accuracy on the way.
//:
//: *Predict first:* every step goes downhill, and each uses the exact gradient of all images. Can the loss ever
//: go up from one step to the next?
#include <algorithm>

#include "engine/data/batches.h"
#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: The network of lesson 5: ten hidden units with ReLU, ten outputs. Its weights and biases begin uniformly between
//: minus a half and a half, as in many small programs. A batch holds all training images, so an epoch is one step.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784, knobs.integer("hidden_units"), 10};
    plan.network.activation = Activation::relu;
    plan.network.initialisation = Initialisation::uniform_half;
    plan.network.optimizer.kind = Optimizer::sgd;
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    plan.batch_size = 41000;
    plan.epochs = knobs.integer("epochs");
    return plan;
}

// The step after which the loss rose the most, from 1.
int largest_rise(const Matrix& losses) {
    int step = 1;
    for (int i = 1; i + 1 < losses.cols; ++i)
        if (losses(0, i + 1) - losses(0, i) > losses(0, step) - losses(0, step - 1)) step = i + 1;
    return step;
}

double count_of_rises(const Matrix& losses) {
    double rises = 0;
    for (int i = 0; i + 1 < losses.cols; ++i) rises += losses(0, i + 1) > losses(0, i) ? 1 : 0;
    return rises;
}

// How the weights of the last layer move in a step.
Matrix moved(const Timeline& trained, Compute& compute, long step) {
    const Mlp before = trained.state_before(compute, step), after = trained.state_before(compute, step + 1);
    Matrix difference = after.W.back().value.matrix;
    for (std::size_t i = 0; i < difference.size(); ++i) difference.values[i] -= before.W.back().value.matrix.values[i];
    return difference;
}

void results(Recorder& step, const Knobs& knobs, const Timeline& trained, Compute& compute) {
    //: ## What came of it
    //: The loss of each step, and the share of images that are read correctly after it: of the training images,
    //: and of the validation images, which the training does not see.
    const Matrix losses = loss_row(trained);
    step.input("loss", losses);
    const Matrix accuracies = epoch_row(trained, &EpochRecord::train);
    const auto best = std::max_element(accuracies.values.begin(), accuracies.values.end());
    step.input("accuracy.train", accuracies);
    step.input("best.accuracy", matrix_of({{*best}}));
    step.input("best.step", matrix_of({{static_cast<double>(best - accuracies.values.begin() + 1)}}));
    step.input("accuracy.validation", epoch_row(trained, &EpochRecord::validation));
    //=> loss 1×500   (0,0) 3.1042   (0,9) 1.3975   (0,499) 0.0014
    //=> accuracy.train 1×500   (0,0) 0.252   (0,499) 1.000
    //=> best.accuracy 1×1   = 1.000
    //=> best.step 1×1   = 113
    //=> accuracy.validation 1×500   (0,499) 1.000
    //: The built-in digits are easy. On the real MNIST, with 41,000 training and 1,000 validation images, the
    //: ancestor of this chapter reports 92.11% of the training images after five hundred steps. This training
    //: comes above that too: `best.accuracy` after `best.step` steps. But it does not stay there.

    //: ## It jumps
    //: The loss does go up. Here is how often, and the step after which it rose the most.
    step.input("rises", matrix_of({{count_of_rises(losses)}}));
    const int jump = largest_rise(losses);
    step.input("jump", matrix_of({{static_cast<double>(jump)}}));
    //=> rises 1×1   = 16
    //=> jump 1×1   = 15
    //: A gradient is the slope at the place where we stand. It knows nothing of how soon the ground bends. In a
    //: narrow valley, a step as long as $\alpha$ times the slope lands on the other side, higher up than
    //: before. Look at how $W^{[2]}$ moved in that step and in the next. If the second move takes the first one
    //: back, they point in opposite directions, and the cosine of the angle between them is negative:
    const Value first = step.input("move", moved(trained, compute, jump));
    const Value second = step.input("next-move", moved(trained, compute, std::min<long>(jump + 1, trained.trained())));
    const Value dot = step.record("dot", sum_columns(sum_rows(hadamard(first, second))));
    const Expression length = sqrt(sum_columns(sum_rows(square(first))));
    const Expression next_length = sqrt(sum_columns(sum_rows(square(second))));
    const Value lengths = step.record("lengths", hadamard(length, next_length));
    step.record("cosine", dot / lengths);
    //=> cosine 1×1   = −0.8
    //: Late in the training, on the real images, this comes back again and again. The weights have grown by then:
    step.input("norm(W[2])", step_row(trained, "W[2]", [](const Summary& W) { return W.norm; }));
    //=> norm(W[2]) 1×500   (0,0) 2.66   (0,499) 6.75
    //: The larger they are, the more a small change of $A^{[1]}$ changes the answer, and the steeper the walls of the
    //: valley. The learning rate that was right at the beginning is too large at the end. At which step you stop
    //: is then a matter of luck.

    //: ## The remedy
    //: The same training, but for the last fifth the learning rate is a fifth.
    TrainingPlan calm = trained.plan();
    calm.rate_every = std::max(1, calm.epochs * 4 / 5);
    calm.rate_factor = 0.2;
    const auto calmer = trained_beside(calm, compute);
    const Matrix calm_losses = loss_row(*calmer);
    step.input("loss.calm", calm_losses);
    step.input("accuracy.calm", epoch_row(*calmer, &EpochRecord::train));
    //=> loss.calm 1×500   (0,499) 0.0018
    //=> accuracy.calm 1×500   (0,499) 1.000
    //: On the real images it is calm from then on, and ends above the ancestor's figure.

    //: ## Ask it
    //: Choose a test image with the knob `index`: the picture, its label, and what the network makes of it. The
    //: lines of the forward pass are those of the training.
    const Dataset& test = trained.plan().data->test;
    const int index = knobs.integer("index") % test.count;
    const int picked[] = {index};
    step.input("picture", image_matrix(test, index));
    const Value label = step.input("label", label_row(picked_labels(test, picked)));
    const Value X = step.input("X", scaled_pixel_columns(test, picked));
    Mlp net = trained_network(trained, compute);
    const Value A = predict(step, net, X);
    step.record("error", A - one_hot(label, 10));
    //=> label 1×1   = 6
    //=> A[2] 10×1   sum 1.000000   (6,0) 1.000
    //=> error 10×1   |max| 0.000
}

}  // namespace

//: ## What to look at
//: - Zoom into the loss curve near its end, on the real images. Does it fall slowly and jump up, or jump down?
//: - Set `learning_rate` to a tenth. There are no jumps. What is the price?
//: - Turn `index` until you find an image that is read wrongly. Would you have known better?
//:
//: *A question to take along:* after a jump, the network is often as good as before within a few steps. What
//: does that say about where the jump went?
Lesson five_hundred_steps() {
    return {8,
            "08_five_hundred_steps",
            "Five hundred steps",
            "Training is many steps; a learning rate that is too large makes them jump.",
            {real_knob("learning_rate", 1, 1e-6, 100, "α: how far each step goes"),
             integer_knob("epochs", 500, 2, 5000, "steps: each one sees all images"),
             integer_knob("hidden_units", 10, 1, 1000, "units of the hidden layer"),
             integer_knob("index", 0, 0, 9999, "which test image is asked about"),
             integer_knob("seed", 1, 0, 1000000, "which start")},
            nullptr,
            {.train = 41000, .validation = 1000, .plan = plan, .results = results}};
}

}  // namespace backstep
