//: # 7. Trust no gradient
//: A wrong gradient rarely announces itself. The network still learns, only worse, and nobody knows why. But
//: any gradient can be measured, without knowing how it was computed. This chapter measures those of a whole
//: network, asks how far the measurement itself can be trusted, and shows the one place where it must fail.
#include <algorithm>
#include <cmath>

#include "engine/data/batches.h"
#include "engine/math/random.h"
#include "engine/network/gradient_check.h"
#include "engine/network/mlp.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

//: ## A loss to measure
//: One training step, recorded aside and never finished, so that the network stays as it is. It gives the loss
//: $J$. It also gives the numbers that went into a bend: their signs tell on which side of a kink each was.
ProbedLoss loss_of(Mlp net, const Matrix& x, const Matrix& y) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Recorder aside(compute, Recording::on);
    const Value X = aside.input("X", x), Y = aside.input("Y", y);
    const Value J = train_step(aside, net, X, Y, 1).J;
    const Activation g = net.settings.activation;
    if (g == Activation::sigmoid || g == Activation::tanh) return {aside[J](0, 0), {}};
    const int Z1 = find_event(aside.trace(), "Z[1]", 1000).value();
    return {aside[J](0, 0), aside.trace().matrix(Z1).values};
}

// Parameter "W[1]", "b[1]", "W[2]" or "b[2]" of the network.
Matrix& parameter(Mlp& net, const std::string& name) {
    return (name[0] == 'W' ? net.W : net.b)[name[2] == '1' ? 0 : 1].value.matrix;
}

void run(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    MlpSettings settings;
    settings.layers = {784, 10, 10};
    settings.activation = activation_named(knobs.choice("activation"));
    settings.seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    Mlp net = make_mlp(settings);
    const std::vector<int> picked = batch_indices(digits.count, knobs.integer("batch_size"), settings.seed, 0, 0);
    const Matrix x = scaled_pixel_columns(digits, picked), y = one_hot(picked_labels(digits, picked));

    //: ## The gradients to be checked
    //: The network of lesson 5 and one step of it. Its lines are the same, but they stand in a loop over the
    //: layers now, for any number of them: step into it.
    const Value X = step.input("X", x);
    const Value Y = step.input("Y", y);
    const Mlp start = net;
    train_step(step, net, X, Y, 1);
    //=> J 1×1   = 2.4876
    //=> dW[1] 10×784   |max| 0.2565
    //=> dW[2] 10×10   |max| 0.1796

    //: ## One cell
    //: Choose a parameter and a cell of it with the knobs. Move that number up and down by $h$ and compute the
    //: loss each time. The difference, divided by $2h$, should be the gradient.
    const std::string name = knobs.choice("parameter");
    const auto loss_with = [&](const Matrix& nudged) {
        Mlp other = start;
        parameter(other, name) = nudged;
        return loss_of(other, x, y);
    };
    Mlp copy = start;
    const Matrix& at = parameter(copy, name);
    const int row = knobs.integer("row") % at.rows, col = knobs.integer("column") % at.cols;
    const Trace& trace = step.trace();
    const Matrix gradient = trace.matrix(find_event(trace, "d" + name, 1000).value());
    const Probe found = probe(at, gradient, row, col, loss_with);
    step.begin(Phase::loss);
    const Value above = step.input("J(+h)", matrix_of({{found.above}}));
    const Value below = step.input("J(−h)", matrix_of({{found.below}}));
    const Value measured = step.record("measured", (above - below) / Scalar{"2h", 2 * nudge_size});
    const Value recorded = step.input("recorded", matrix_of({{found.recorded}}));
    step.record("difference", measured - recorded);
    //=> measured 1×1   = 0.001350
    //=> recorded 1×1   = 0.001350
    //=> difference 1×1   = 0.00000000

    //: ## How small should the step be?
    //: *Predict first:* the smaller $h$, the better the quotient stands for the slope. So is the smallest $h$
    //: the best? Here is the same cell with $h$ from a tenth down to $10^{-13}$, and the relative error of each
    //: measurement.
    Matrix sizes(1, 13), errors(1, 13);
    for (int i = 0; i < 13; ++i) {
        sizes(0, i) = i == 0 ? 0.1 : sizes(0, i - 1) / 10;
        errors(0, i) = probe(at, gradient, row, col, loss_with, 1, sizes(0, i)).relative_error;
    }
    step.input("h", sizes);
    step.input("error", errors);
    //=> h 1×13   (0,0) 0.1   (0,4) 0.00001
    //=> error 1×13   (0,0) 0.78   (0,4) 0.0000000058   (0,12) 1.0
    //: On the left, $h$ is so large that the bend of the curve spoils the quotient, or a unit crosses its kink. The
    //: closer one looks, the straighter the curve, and the smaller the error. On the right it grows again. The
    //: two losses now agree in most of their digits, and their difference is made of the few digits at the end,
    //: the rounded ones. Dividing by a tiny $2h$ makes that rounding large, until nothing is right. In the middle,
    //: at $10^{-5}$, both kinds of error are small. With numbers of half the length, which graphics cards like,
    //: there is hardly any good middle: this is why gradients are checked in double precision.

    //: ## All over the network
    //: Now cells of all four parameters, chosen at random. The worst relative error of each parameter stands in
    //: the row below, for W[1], b[1], W[2] and b[2]. Cells that crossed a kink on the way are left out, and
    //: counted in the row after.
    Matrix worst(1, 4), rejected(1, 4);
    const char* names[] = {"W[1]", "b[1]", "W[2]", "b[2]"};
    for (std::uint32_t p = 0; p < 4; ++p) {
        Mlp net_p = start;
        const Matrix value = parameter(net_p, names[p]);
        const std::string gradient_name = std::string("d") + names[p];
        const Matrix d = trace.matrix(find_event(trace, gradient_name, 1000).value());
        const auto loss = [&](const Matrix& nudged) {
            parameter(net_p, names[p]) = nudged;
            return loss_of(net_p, x, y);
        };
        for (int i = 0; i < knobs.integer("cells"); ++i) {
            const Stream stream{settings.seed, Purpose::noise, p};
            const auto place = static_cast<int>(
                uniform_below(stream, static_cast<std::uint64_t>(i), static_cast<std::uint32_t>(value.size())));
            const Probe one = probe(value, d, place % value.rows, place / value.rows, loss);
            const int column = static_cast<int>(p);
            if (one.crosses_kink)
                rejected(0, column) += 1;
            else if (std::abs(one.recorded) > 1e-6)
                worst(0, column) = std::max(worst(0, column), one.relative_error);
        }
    }
    step.input("worst", worst);
    step.input("rejected", rejected);
    //=> worst 1×4   max 0.0000000
    //=> rejected 1×4   sum 3
    //: Seven digits agree, or more. (Gradients below a millionth are left out: rounding leaves too few digits.)

    //: ## What a wrong gradient looks like
    //: The largest gradient of $W^{[2]}$, first as it is, then with three mistakes that people make, and the relative
    //: error that the measurement finds: the division by $m$ was forgotten; the sign was turned around; $m$ was
    //: divided by twice. A right gradient is off by some billionths. A wrong one is off by a good part of itself,
    //: so there is no doubt which is which.
    Mlp net2 = start;
    const Matrix W2 = parameter(net2, "W[2]");
    const Matrix dW2 = trace.matrix(find_event(trace, "dW[2]", 1000).value());
    const CellPlace place = largest(dW2);
    const double m = static_cast<double>(x.cols);
    Matrix caught(1, 4);
    const double factors[] = {1, m, -1, 1 / m};
    for (int i = 0; i < 4; ++i) {
        Matrix wrong = dW2;
        for (double& g : wrong.values) g *= factors[i];
        const auto loss = [&](const Matrix& nudged) {
            parameter(net2, "W[2]") = nudged;
            return loss_of(net2, x, y);
        };
        caught(0, i) = probe(W2, wrong, place.row, place.col, loss).relative_error;
    }
    step.input("caught", caught);
    //=> caught 1×4   (0,0) 0.0000000   (0,1) 0.9   (0,2) 2.0   (0,3) 0.9

    //: ## Where it must fail
    //: ReLU has a kink at zero: left of it the slope is zero, right of it one. At the kink itself there is no
    //: slope, and this book says zero. The measurement sees one point on the left and one on the right, and
    //: reports the mean of two slopes. Here $z$ is zero, then a little less than $h$, then far away:
    const Value z = step.input("z", matrix_of({{0, 0.000005, 1}}));
    const Scalar h{"h", nudge_size}, minus_h{"(−h)", -nudge_size};
    step.record("slope", relu_slope(z));
    step.record("quotient", (relu(z + h) - relu(z + minus_h)) / Scalar{"2h", 2 * nudge_size});
    //=> slope 1×3   (0,0) 0   (0,1) 1   (0,2) 1
    //=> quotient 1×3   (0,0) 0.50   (0,1) 0.75   (0,2) 1.00
    //: The quotient is not wrong, and the slope is not wrong. They answer different questions. So a check
    //: of a ReLU network looks at the signs of all $z$ on both sides, and rejects a cell if one has changed.
    step.finish();
}

}  // namespace

//: ## What to look at
//: - Turn `column` to zero with the parameter `W[1]`: a corner pixel that is blank in all images. Both gradients
//:   are zero, exactly. Why does the measurement not even have a rounding error here?
//: - Turn `activation` to `tanh` and compare `worst`. Nothing is ever rejected then. Why?
//: - Click a cell of `dZ[1]` in the step, and follow it back to the line of code that made it.
//:
//: *A question to take along:* a gradient check of every weight costs two forward passes for each. How many
//: is that here, and to how many passes does backpropagation come?
Lesson trust_no_gradient() {
    return {7,
            "07_trust_no_gradient",
            "Trust no gradient",
            "Any gradient can be measured; where the measurement fails, it says so.",
            {choice_knob("parameter", {"W[1]", "b[1]", "W[2]", "b[2]"}, "whose gradient is checked"),
             integer_knob("row", 3, 0, 9, "of the cell that is checked"),
             integer_knob("column", 401, 0, 783, "of that cell; where there are fewer columns, counted around"),
             choice_knob("activation", activation_names(), "g: the bend of the hidden layer"),
             integer_knob("cells", 20, 1, 100, "how many cells of each parameter are checked"),
             integer_knob("batch_size", 16, 1, 100, "m: how many images are looked at together"),
             integer_knob("seed", 1, 0, 1000000, "which images, and which random weights")},
            run};
}

}  // namespace backstep
