//: # 3. A layer is a matrix
//: Ten neurons that look at the same image are ten rows of weights. Stack the rows, and the layer is a
//: matrix. Put the images side by side, and one product does all of it. Then we ask why there has to be a
//: bend between two layers.
#include "engine/data/batches.h"
#include "engine/network/gradient_check.h"
#include "engine/network/initialisation.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

void layer(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    const int images = knobs.integer("batch_size"), units = knobs.integer("units");
    const auto seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    const std::vector<int> picked = batch_indices(digits.count, images, seed, 0, 0);

    //: ## Shapes
    //: $X$ has a row for each pixel and a column for each image. $W$ has a row for each neuron, and a
    //: weight for each pixel in it. $b$ has one number for each neuron.
    const Value X = step.input("X", scaled_pixel_columns(digits, picked));
    const Value W = step.input("W", he(units, X.rows(), seed, 1));
    const Value b = step.input("b", normal_start(units, 1, seed, 2));
    //=> X 784×8   max 1
    //=> W 10×784   |max| 0.182
    //=> b 10×1   |max| 0.134
    const Value Z = step.record("Z", W * X + b);
    //=> Z 10×8   |max| 1.423
    //: A row for each neuron, a column for each image. Write the shapes side by side, $10 \times 784$ and
    //: $784 \times 8$. The inner numbers must be the same, because every weight needs its pixel. They are
    //: what is summed over, so they vanish. The outer ones stay.
    //: $$Z_{ji} = \sum_k W_{jk} X_{ki} + b_j$$
    //: The bias is one column, and it is added to each column of the product: it does not depend on the
    //: image.

    //: ## One neuron of the layer
    //: Is it really the neuron of the chapter before? A row with a single one picks the first neuron out:
    //: its weights, its bias, and its row of $Z$. What it computes alone must be the same to the last
    //: digit.
    const Value pick = step.input("pick", nudge(1, units, {0, 0}, 1));
    const Value w = step.record("w", pick * W);
    const Value alone = step.record("alone", w * X + pick * b);
    step.record("apart", alone - pick * Z);
    //=> w 1×784
    //=> alone 1×8
    //=> apart 1×8   |max| 0   zeros 100%

    //: ## The bend
    //: Each number then passes a function that is not a straight line. The simplest one lets positive
    //: numbers through and makes zero of all others. It is called ReLU.
    //: $$A = \max(0, Z)$$
    step.record("A", relu(Z));
    //=> A 10×8   min 0   max 1.423   zeros 42.5%
}

//: ## Why bend at all?
//: *Predict first:* two layers without a bend, one after the other. Can they do something that a single
//: layer cannot?
void without_a_bend(Recorder& step) {
    const Value x = step.input("x", matrix_of({{1, 0, 2, -1}, {3, -2, 1, 1}}));
    const Value W1 = step.input("W[1]", matrix_of({{1, 2}, {-1, 1}, {0, 3}}));
    const Value W2 = step.input("W[2]", matrix_of({{2, 1, -1}, {1, 0, 1}}));
    const Value two = step.record("two", W2 * (W1 * x));
    //: Now multiply the two matrices first, without any image. The result is one matrix, and one layer.
    const Value merged = step.record("merged", W2 * W1);
    const Value one = step.record("one", merged * x);
    step.record("two−one", two - one);
    //=> merged 2×2   (0,0) 1   (0,1) 2   (1,0) 1   (1,1) 5
    //=> two 2×4   (0,0) 7   (1,0) 16
    //=> one 2×4   (0,0) 7   (1,0) 16
    //=> two−one 2×4   zeros 100%
    //: They cannot. Brackets in a product may be moved, $W_2 (W_1 x) = (W_2 W_1) x$, so a hundred straight
    //: layers are one straight layer that takes longer. (With biases too: the first bias, weighed by $W_2$, is
    //: one more bias.) With a bend between the layers, the brackets cannot be moved. The result is another
    //: one, and no single matrix gives it for all inputs:
    step.record("bent", W2 * relu(W1 * x));
    //=> bent 2×4   (0,0) 7   (0,1) 0   (0,2) 5
    //=> one 2×4   (0,0) 7   (0,1) −4   (0,2) 4
}

//: ## What a bend can do
//: The smallest example: numbers on a line, and the task is to give each number's distance from zero. A
//: straight layer can only tilt, so it gets one side wrong. Two neurons and a bend do it: one sees the
//: number, the other one the number with its sign turned.
void with_a_bend(Recorder& step) {
    const Value line = step.input("line", matrix_of({{-2, -1, 0, 1, 2}}));
    const Value both = step.input("both", matrix_of({{1}, {-1}}));
    const Value add = step.input("add", matrix_of({{1, 1}}));
    step.record("straight", add * (both * line));
    step.record("distance", add * relu(both * line));
    //=> straight 1×5   zeros 100%
    //=> distance 1×5   (0,0) 2   (0,1) 1   (0,2) 0   (0,3) 1   (0,4) 2
    //: The same weights, and without the bend they cancel to nothing. With enough such bends, a network can
    //: follow any continuous curve over a stretch of the line as closely as you like. That is all the magic
    //: there is.
}

void run(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    layer(step, knobs, digits);
    without_a_bend(step);
    with_a_bend(step);
}

}  // namespace

//: ## What to look at
//: - Look at `W` as a picture, and at a row of it laid out as an image: noise. Learning will draw something
//:   there.
//: - Look at `Z` and `A` side by side. Which neurons are off for which images? A neuron that is off for all
//:   of them has nothing to say about this batch.
//: - Click a cell of `Z` and look at its largest terms. Which pixels made it?
//:
//: *A question to take along:* ReLU made zeros of almost half of the numbers. What can the next layer still
//: see of a neuron that was off?
Lesson a_layer() {
    return {3,
            "03_a_layer",
            "A layer is a matrix",
            "One product weighs all inputs of all neurons for all images; a bend makes two layers more than one.",
            {integer_knob("units", 10, 1, 1000, "neurons of the layer"),
             integer_knob("batch_size", 8, 1, 1000, "m: how many images are looked at together"),
             integer_knob("seed", 1, 0, 1000000, "which images, and which random weights")},
            run};
}

}  // namespace backstep
