//: # 14. Deeper
//: Nothing in backpropagation says how many layers there are. The error of a layer comes from the layer after it,
//: by the same line each time. So the step of this whole book is a loop over the layers, and a deeper network
//: is a longer list of numbers. This chapter trains one, and then looks closely at what it gets wrong.
//:
//: *Predict first:* which two digits does the network mix up most often? And is it as likely to take the first for
//: the second as the second for the first?
#include <algorithm>

#include "engine/data/batches.h"
#include "engine/timeline/evaluation.h"
#include "lessons/catalogue.h"
#include "lessons/results.h"

namespace backstep {
namespace {

//: ## The plan
//: Any list of layers: `hidden_1` units, then `hidden_2`, then `hidden_3`. A layer with no units is left out.
TrainingPlan plan(const Knobs& knobs) {
    TrainingPlan plan;
    plan.network.layers = {784};
    for (const char* layer : {"hidden_1", "hidden_2", "hidden_3"})
        if (const int units = knobs.integer(layer); units > 0) plan.network.layers.push_back(units);
    plan.network.layers.push_back(10);
    plan.network.activation = activation_named(knobs.choice("activation"));
    plan.network.initialisation = initialisation_named(knobs.choice("initialisation"));
    plan.network.optimizer.kind = optimizer_named(knobs.choice("optimizer"));
    plan.network.optimizer.learning_rate = knobs.real("learning_rate");
    plan.network.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    plan.batch_size = knobs.integer("batch_size");
    plan.epochs = knobs.integer("epochs");
    plan.seed = plan.network.seed;
    return plan;
}

std::vector<Matrix> images_of(const Dataset& data, std::vector<int> which, std::size_t at_most) {
    which.resize(std::min(which.size(), at_most));
    std::vector<Matrix> images;
    for (const int i : which) images.push_back(image_matrix(data, i));
    return images;
}

void results(Recorder& step, const Knobs&, const Timeline& trained, Compute& compute) {
    //: ## What came of it
    step.input("loss", epoch_row(trained, &EpochRecord::loss));
    step.input("accuracy.train", epoch_row(trained, &EpochRecord::train));
    step.input("accuracy.test", epoch_row(trained, &EpochRecord::test));
    //=> loss 1×10   (0,0) 2.2469   (0,9) 0.0612
    //=> accuracy.train 1×10   (0,9) 0.998
    //=> accuracy.test 1×10   (0,9) 0.979
    //: Two or three images in a hundred are still read wrongly. From here on, the average says little, and single
    //: images say much.

    //: ## Who is taken for whom?
    //: A row for each digit that was shown, a column for each answer. The diagonal is right. This table is called the
    //: *confusion matrix*.
    const TrainingData& data = *trained.plan().data;
    Mlp net = trained_network(trained, compute);
    const std::vector<int> answers = predicted_classes(compute, net, data.test_pixels, trained.plan().scale());
    const Value confusion = step.input("confusion", confusion_matrix(data.test.labels, answers));
    const Value shown = step.record("shown", sum_columns(confusion));
    //=> confusion 10×10   sum 1000
    //=> shown 10×1   sum 1000
    //: Divide each row by how often its digit was shown, and the diagonal is the accuracy of each digit.
    Matrix diagonal(10, 10);
    for (int digit = 0; digit < 10; ++digit) diagonal(digit, digit) = 1;
    const Value only_right = step.input("diagonal", diagonal);
    const Value right = step.record("right", sum_columns(hadamard(confusion, only_right)));
    step.record("accuracy.digit", right / at_least(shown, 1));
    step.record("mixed-up", confusion - hadamard(confusion, only_right));
    //=> right 10×1   sum 979
    //=> accuracy.digit 10×1   min 0.9   max 1
    //=> mixed-up 10×10   max 3   sum 21

    //: ## The mistakes
    //: The first two dozen test images that are read wrongly, and under them what they show and what they were
    //: taken for.
    const std::vector<int> wrong = mistakes(data.test.labels, answers);
    step.input("mistakes", side_by_side(images_of(data.test, wrong, 24), 8));
    Matrix labels(1, std::min(24, static_cast<int>(wrong.size()))), taken_for = labels;
    for (int i = 0; i < labels.cols; ++i) {
        const auto image = static_cast<std::size_t>(wrong[static_cast<std::size_t>(i)]);
        labels(0, i) = data.test.labels[image];
        taken_for(0, i) = answers[image];
    }
    step.input("label", labels);
    step.input("taken-for", taken_for);
    //=> mistakes 86×231   max 255
    //=> label 1×21   (0,0) 2
    //=> taken-for 1×21   (0,0) 4

    //: ## What the first layer looks for
    //: Each unit of the first layer has a weight for each pixel, so its weights are an image: where it wants ink, and
    //: where it wants none. Here they are side by side.
    const Matrix W1 = net.W[0].value.matrix;
    std::vector<Matrix> pictures;
    for (int unit = 0; unit < std::min(64, W1.rows); ++unit) pictures.push_back(weight_picture(W1, unit));
    step.input("weights", side_by_side(pictures, 8));
    //=> weights 231×231   |max| 0.2
    //: At the edges there is noise: no image has ink there, so nothing was ever learned, and the weights are still those
    //: of the start. In the middle there are strokes and spots.

    //: ## One mistake, layer by layer
    //: The first wrong image goes through the network once more. Follow it: where does the answer go astray? The
    //: lines are those of the loop, once for each layer.
    const int picked[] = {wrong.empty() ? 0 : wrong[0]};
    const Value X = step.input("X", scaled_pixel_columns(data.test, picked));
    const Value Y = step.input("Y", one_hot(picked_labels(data.test, picked)));
    const Value A = predict(step, net, X);
    step.record("error", A - Y);
    //=> A[1] 64×1   min 0
    //=> A[2] 32×1   min 0
    //=> A[3] 10×1   sum 1.000000
    //=> error 10×1   |max| 0.8
}

}  // namespace

//: ## What to look at
//: - Which pairs stand out in `mixed-up`? Is the table symmetric?
//: - Look at `mistakes` one by one. Some are not the network's fault.
//: - Set `hidden_2` to zero. How much worse is a network with one hidden layer, and how much faster?
//: - Set all three to ten, with `sigmoid`. Compare the norms of `dW[1]` and `dW[4]` in the first step: with each
//:   layer the error passes another slope of at most a quarter.
Lesson deeper() {
    return {
        14,
        "14_deeper",
        "Deeper",
        "Any list of layers, one step; and a close look at what is still wrong.",
        {integer_knob("hidden_1", 64, 0, 1000, "units of the first hidden layer"),
         integer_knob("hidden_2", 32, 0, 1000, "units of the second; 0: no such layer"),
         integer_knob("hidden_3", 0, 0, 1000, "units of the third; 0: no such layer"),
         choice_knob("activation", activation_names(), "g: the bend of the hidden layers"),
         choice_knob("initialisation", initialisation_names(), "how the weights begin"),
         choice_knob("optimizer", optimizer_names(), "what makes a step of a gradient", "adam"),
         real_knob("learning_rate", 0.001, 1e-6, 10, "α: how far each step goes"),
         integer_knob("batch_size", 128, 1, 60000, "m: how many images make a step"),
         integer_knob("epochs", 10, 1, 100, "rounds through all images"),
         integer_knob("seed", 1, 0, 1000000, "which start, and which order of the images")},
        nullptr,
        {.train = 0, .validation = 0, .plan = plan, .results = results}};
}

}  // namespace backstep
