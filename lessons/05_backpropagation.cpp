//: # 5. Backpropagation
//: A network has looked at a batch of digits and was wrong about most of them. Every weight had a part in
//: that. Backpropagation finds out how large each part was. It walks through the network once, from the end
//: to the beginning, and finds for every number the *slope* of the loss in it: if this number grew by a
//: little, how many times as much would the loss grow? `dZ` is short for the slope in `Z`, and so on. The
//: slope in a parameter is also called its *gradient*.
//:
//: *Predict first:* you may have heard that $dZ = A - Y$. Take an image of a five. Which one of the ten
//: numbers in its column of $dZ$ is negative, and to what do the ten add up?
#include "engine/data/batches.h"
#include "engine/network/activation.h"
#include "engine/network/gradient_check.h"
#include "engine/network/initialisation.h"
#include "engine/network/loss.h"
#include "engine/network/optimizer.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

void run(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    //: ## The batch and the parameters
    //: Each column of $X$ is one image, each column of $Y$ says with a single one which digit it is. There
    //: are $m$ of them.
    const auto seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    const int images = knobs.integer("batch_size");
    const Scalar m{"m", static_cast<double>(images)};
    const std::vector<int> picked = batch_indices(digits.count, images, seed, 0, 0);
    const Value X = step.input("X", scaled_pixel_columns(digits, picked));
    const Value Y = step.input("Y", one_hot(picked_labels(digits, picked)));
    //=> X 784×32   min 0   max 1
    //=> Y 10×32   sum 32   (5,5) 1

    //: Two layers: from pixels to hidden units, and from hidden units to the ten digits. He's start draws
    //: the weights at random, smaller when a unit has more inputs. The biases begin at zero.
    const auto start = initialisation_named(knobs.choice("initialisation"));
    const int hidden = knobs.integer("hidden_units");
    Parameter w1 = parameter_of(initial_weights(start, hidden, X.rows(), seed, 1));
    Parameter w2 = parameter_of(initial_weights(start, Y.rows(), hidden, seed, 2));
    Parameter c1 = parameter_of(initial_biases(start, hidden, seed, 1));
    Parameter c2 = parameter_of(initial_biases(start, Y.rows(), seed, 2));
    const Value W1 = step.state("W[1]", w1.value);
    const Value b1 = step.state("b[1]", c1.value);
    const Value W2 = step.state("W[2]", w2.value);
    const Value b2 = step.state("b[2]", c2.value);
    //=> W[1]@0 10×784   |max| 0.182   norm 4.49
    //=> b[1]@0 10×1   zeros 100%
    //=> W[2]@0 10×10   |max| 0.990   norm 4.36   (5,4) −0.8773
    //=> b[2]@0 10×1   zeros 100%

    //: ## Forward
    //: Nothing new here: a layer is a matrix, a bias and a bend $g$, as in lesson 3, and softmax makes
    //: probabilities of the last layer, as in lesson 4.
    //: $$Z^{[1]} = W^{[1]} X + b^{[1]} \quad A^{[1]} = g\left(Z^{[1]}\right)$$
    step.begin(Phase::forward);
    const Activation g = activation_named(knobs.choice("activation"));
    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value A1 = step.record("A[1]", activate(g, Z1));
    const Value Z2 = step.record("Z[2]", W2 * A1 + b2);
    const Value A2 = step.record("A[2]", softmax(Z2));
    //=> Z[1] 10×32   |max| 1.5565   norm 8.31
    //=> A[1] 10×32   min 0   max 1.5565   zeros 45%
    //=> Z[2] 10×32   |max| 1.4145   norm 8.65
    //=> A[2] 10×32   sum 32.000000   (5,5) 0.0196

    //: ## The loss
    //: Each image costs minus the logarithm of the probability that its label got. $J$ is the mean of these
    //: costs, not their sum. Both have the same lowest point. But with a sum, a batch twice as large gives
    //: gradients twice as large, and the learning rate would have to be chosen again.
    step.begin(Phase::loss);
    const Value losses = step.record("losses", cross_entropy(Z2, Y));
    step.record("J", sum_columns(losses) / m);
    //=> losses 1×32   max 3.931   sum 78.361
    //=> J 1×1   = 2.4488

    //: ## Backward: the error of the output
    //: Where does $A - Y$ come from? Take one image and write its loss with the logits $z$ of its column,
    //: where $y$ is the place of the label:
    //: $$L = -\log \frac{e^{z_y}}{\sum_k e^{z_k}} = \log \sum_k e^{z_k} - z_y$$
    //: The first part is a logarithm of a sum. The slope of a logarithm is one over what is inside, and the
    //: slope of the sum in $z_k$ is $e^{z_k}$, as only one term has $z_k$ in it. Multiply them:
    //: $$\frac{1}{\sum_j e^{z_j}} \cdot e^{z_k} = a_k$$
    //: That is softmax itself, the probability of class $k$. The second part, $- z_y$, has slope minus one in
    //: the label's logit and zero in all others. So the slope of $L$ is $a_k - 1$ at the label and $a_k$
    //: elsewhere. The one-hot column has its one just at the label, so both cases are one formula:
    //: $$\frac{\partial L}{\partial z_k} = a_k - Y_k$$
    //: Do not multiply by a slope of softmax here: softmax was inside $L$, so its slope is in the result.
    step.begin(Phase::backward);
    const Value dZ2 = step.record("dZ[2]", A2 - Y);
    //=> dZ[2] 10×32   |max| 0.9804   sum 0.000000   (5,5) −0.9804
    //: Image 5 shows a five. (Images count from zero.) The network gave that answer a probability of almost
    //: zero, and the error is almost minus one. Every column says what to do: raise the logit of the label,
    //: where the number is negative, and lower the others, most of all the one that was most wrongly
    //: believed. A column of $A$ adds up to one, a column of $Y$ too, so a column of $dZ$ adds up to zero.

    //: ## Backward: the weights and biases of the second layer
    //: $Z = W A + b$, so the weight $W_{jk}$ adds $W_{jk} A_{ki}$ to the logit $Z_{ji}$ of image $i$. The slope
    //: of that is the number beside the weight, $A_{ki}$. Multiply by the slope of the loss in that logit,
    //: $dZ_{ji}$, and take the mean over the images:
    //: $$dW_{jk} = \frac{1}{m} \sum_i dZ_{ji} A_{ki}$$
    //: Such a sum of products is a cell of a matrix product: row $j$ of $dZ$ against row $k$ of $A$. A product
    //: takes rows of the left against *columns* of the right, so $A$ is transposed to turn its rows into
    //: columns. The shapes agree, $10 \times 32$ and $32 \times 10$, and $dW$ gets the shape of $W$.
    const Value dW2 = step.record("dW[2]", dZ2 * transpose(A1) / m);
    //=> dW[2] 10×10   |max| 0.1243   sum 0.000000   (5,4) −0.1243
    //: A bias is added to each logit of its row, so its slope is one, and its gradient is the mean of the row
    //: of $dZ$. Sum over the images only! The sum over everything is zero, as above, and a bias that gets it
    //: would never learn.
    const Value db2 = step.record("db[2]", sum_columns(dZ2) / m);
    //=> db[2] 10×1   |max| 0.1340   sum 0.000000
    //: Why $\frac{1}{m}$ here and not in $dZ$? A column of $dZ$ is the slope of one image's loss. $dW$ and $db$
    //: are slopes of $J$, the mean over all images. So divide once, where the images are added up. (Some books
    //: divide $dZ$ instead, and then not here. Divide in both places, and the steps are $m$ times too short.)

    //: ## Backward: through the hidden layer
    //: A hidden unit $k$ reaches the loss through every logit $j$, each time by the weight $W_{jk}$. If the unit
    //: grew by a little, logit $j$ would grow $W_{jk}$ times as much, and the loss $dZ_{ji}$ times that. All
    //: logits add up: $\sum_j W_{jk} \, dZ_{ji}$. The sum runs down a column of $W$, so here $W$ is transposed.
    //: It is not inverted: we do not ask which input would have given some output, only how strongly each
    //: output depends on each input, and that is the weight itself. Use the weights of the forward pass here:
    //: they must not have been updated yet.
    //:
    //: Then comes the bend, and $\odot \, g'(Z)$ multiplies each number by the slope at its own place. ReLU's
    //: slope is one or zero: a unit that was off for an image had no part in that image's loss.
    const Value dZ1 = step.record("dZ[1]", hadamard(transpose(W2) * dZ2, slope(g, Z1, A1)));
    //=> dZ[1] 10×32   |max| 1.226   zeros 45%
    //: The zeros are where $A^{[1]}$ is zero. From here on it is the same rule again, with $X$ in the place of
    //: $A^{[1]}$. However deep a network is, each layer needs these three lines and no others: $dZ$, $dW$, $db$.
    const Value dW1 = step.record("dW[1]", dZ1 * transpose(X) / m);
    const Value db1 = step.record("db[1]", sum_columns(dZ1) / m);
    //=> dW[1] 10×784   |max| 0.20966   zeros 53%
    //=> db[1] 10×1   |max| 0.1771

    //: ## The update
    //: Each gradient has the shape of its parameter, and points uphill. The optimizer goes downhill. Choose
    //: another one and step into it: what it remembers and what it makes of the gradient are recorded too.
    step.begin(Phase::update);
    OptimizerSettings settings;
    settings.kind = optimizer_named(knobs.choice("optimizer"));
    settings.learning_rate = knobs.real("learning_rate");
    descend(step, settings, 1, "W[2]", w2, W2, dW2);
    descend(step, settings, 1, "b[2]", c2, b2, db2);
    descend(step, settings, 1, "W[1]", w1, W1, dW1);
    descend(step, settings, 1, "b[1]", c1, b1, db1);
    //=> W[2]@1 10×10   |max| 0.991   (5,4) −0.8648
    //=> b[2]@1 10×1   |max| 0.0134
    //=> W[1]@1 10×784   |max| 0.182
    //=> b[1]@1 10×1   |max| 0.0177
    //: Check one by hand: `W[2](5,4)` before, minus a tenth of `dW[2](5,4)`, is `W[2](5,4)` after, if the
    //: optimizer is plain descent with its learning rate of a tenth.

    //: ## Do not believe it, measure it
    //: A slope can be measured without any theory. Move one number up by a little $h$, compute the loss;
    //: move it down by $h$, compute the loss; divide the difference by $2h$. We try it where the gradient
    //: is largest. (The loss changes so little that both look alike when printed. Their difference counts.)
    //:
    //: First a logit. $J$ is a mean and $dZ$ is per image, so the measured slope is multiplied by $m$:
    //: $dZ = m \cdot \frac{\partial J}{\partial Z}$.
    step.begin(Phase::loss);
    const Scalar h{"h", nudge_size}, twice{"2h", 2 * nudge_size};
    const Value N2 = step.input("N[2]", nudge(Z2.rows(), Z2.cols(), largest(step[dZ2])));
    const Value above2 = step.record("J(Z[2]+h)", mean_cross_entropy(Z2 + N2, Y, m));
    const Value below2 = step.record("J(Z[2]−h)", mean_cross_entropy(Z2 - N2, Y, m));
    const Value slope2 = step.record("≈dZ[2]", m * ((above2 - below2) / twice));
    step.record("error(dZ[2])", slope2 - sum_columns(sum_rows(hadamard(N2, dZ2))) / h);
    //=> ≈dZ[2] 1×1   = −0.9803761
    //=> error(dZ[2]) 1×1   = 0.0000000
    //: Nobody told this measurement about softmax or logarithms, and it found $a - y$.

    //: And a weight of the first layer, which has the longest way to the loss: through all of the network.
    const Value N1 = step.input("N[1]", nudge(W1.rows(), W1.cols(), largest(step[dW1])));
    const Value Z1_up = step.record("Z[1]↑", (W1 + N1) * X + b1);
    const Value Z2_up = step.record("Z[2]↑", W2 * activate(g, Z1_up) + b2);
    const Value above1 = step.record("J(W[1]+h)", mean_cross_entropy(Z2_up, Y, m));
    const Value Z1_down = step.record("Z[1]↓", (W1 - N1) * X + b1);
    const Value Z2_down = step.record("Z[2]↓", W2 * activate(g, Z1_down) + b2);
    const Value below1 = step.record("J(W[1]−h)", mean_cross_entropy(Z2_down, Y, m));
    const Value slope1 = step.record("≈dW[1]", (above1 - below1) / twice);
    step.record("error(dW[1])", slope1 - sum_columns(sum_rows(hadamard(N1, dW1))) / h);
    //=> ≈dW[1] 1×1   = 0.2096602
    //=> error(dW[1]) 1×1   = 0.0000000
    step.finish();
}

}  // namespace

//: ## What to look at
//: - Ask for a cell of `dW[2]`. It is a sum over the images. Follow its largest term to the image that caused
//:   it.
//: - Look at `dZ[1]`. A row that is all zeros would be a unit that learns nothing from this batch.
//: - Look at `dW[1]`. A column that is all zeros is a pixel that is blank in all images of the batch.
//: - Set `batch_size` to one. Then $m$ is one, and `db[2]` is the column of `dZ[2]` itself.
//: - Set `initialisation` to zeros. Of the four gradients `dW` and `db`, only one is not zero now. Which one,
//:   and why will the hidden units never learn?
Lesson backpropagation() {
    return {5,
            "05_backpropagation",
            "Backpropagation",
            "The slope of the loss in every weight, in one walk from the end to the beginning.",
            {choice_knob("optimizer", optimizer_names(), "what makes a step of a gradient"),
             real_knob("learning_rate", 0.1, 1e-6, 10, "α: how far each step goes"),
             integer_knob("hidden_units", 10, 1, 1000, "units of the hidden layer"),
             integer_knob("batch_size", 32, 1, 1000, "m: how many images are looked at together"),
             choice_knob("activation", activation_names(), "g: the bend of the hidden layer"),
             choice_knob("initialisation", initialisation_names(), "how the weights begin"),
             integer_knob("seed", 1, 0, 1000000, "which images, and which random weights")},
            run};
}

}  // namespace backstep
