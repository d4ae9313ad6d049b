//: # 6. The update
//: The gradient is known. What to do with it? Three answers race here: plain descent, momentum, and Adam.
//: They begin at the same weights, see the same batch and have the same learning rate, so whatever differs
//: between them is their own doing.
//:
//: To keep it readable, only $W^{[2]}$ learns, and the rest of the network stands still. In a real training
//: the same lines run for each weight matrix and each bias; lesson 5 does that for one step.
#include "engine/data/batches.h"
#include "engine/network/initialisation.h"
#include "engine/network/loss.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

void run(Recorder& step, const Knobs& knobs, const Dataset& digits) {
    const int images = knobs.integer("batch_size"), hidden = knobs.integer("hidden_units");
    const auto seed = static_cast<std::uint64_t>(knobs.integer("seed"));
    const std::vector<int> picked = batch_indices(digits.count, images, seed, 0, 0);
    const Scalar m{"m", static_cast<double>(images)};

    //: ## The start that all share
    //: Forward and backward once, as in the chapter before, down to the gradient of $W^{[2]}$.
    const Value X = step.input("X", scaled_pixel_columns(digits, picked));
    const Value Y = step.input("Y", one_hot(picked_labels(digits, picked)));
    const Value W1 = step.input("W[1]", he(hidden, X.rows(), seed, 1));
    const Value b1 = step.input("b[1]", Matrix(hidden, 1));
    const Value W2 = step.input("W[2]", he(Y.rows(), hidden, seed, 2));
    const Value b2 = step.input("b[2]", Matrix(Y.rows(), 1));
    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value A1 = step.record("A[1]", relu(Z1));
    const Value Z2 = step.record("Z[2]", W2 * A1 + b2);
    const Value A2 = step.record("A[2]", softmax(Z2));
    step.begin(Phase::loss);
    step.record("J", mean_cross_entropy(Z2, Y, m));
    step.begin(Phase::backward);
    const Value dZ2 = step.record("dZ[2]", A2 - Y);
    step.record("dW[2]", dZ2 * transpose(A1) / m);
    //=> W[2] 10×10   |max| 0.990
    //=> J 1×1   = 2.4488
    //=> dW[2] 10×10   |max| 0.1243   (5,4) −0.124347   (7,1) −0.000035
    //: Remember two cells of it. `dW[2](5,4)` is the largest gradient, and `dW[2](7,1)` is one of the smallest,
    //: thousands of times smaller. The results below follow these two.

    //: ## What each of them remembers
    //: Plain descent remembers nothing. Momentum keeps a velocity $v$. Adam keeps two averages, $m$ of the
    //: gradient and $v$ of its square. (These are the names in the published formulas. Adam's $m$ is not the
    //: batch size, and its $v$ is no velocity.) All memories begin at zero, with the shape of the weights.
    const Scalar alpha{"α", knobs.real("learning_rate")}, minus_alpha{"−α", -alpha.value};
    const Scalar beta{"β", knobs.real("momentum")}, epsilon{"ε", 1e-8};
    const Scalar beta1{"β₁", knobs.real("beta1")}, rest1{"(1−β₁)", 1 - beta1.value};
    const Scalar beta2{"β₂", knobs.real("beta2")}, rest2{"(1−β₂)", 1 - beta2.value};
    const Matrix zeros(Y.rows(), hidden);
    step.begin(Phase::update);
    Value velocity = step.input("v.momentum", zeros);
    Value mean = step.input("m.adam", zeros);
    Value mean_square = step.input("v.adam", zeros);

    //: ## The race
    //: *Predict first:* how far will the two remembered weights have gone after the first step of Adam? Will
    //: the one with the large gradient go thousands of times as far as the one with the small gradient?
    //:
    //: One round for each $t$: the gradient at the racer's own logits, its step, then its new logits and
    //: its new loss.
    Value sgd = W2, momentum = W2, adam = W2;
    Value Z_sgd = Z2, Z_momentum = Z2, Z_adam = Z2;
    double power1 = 1, power2 = 1;
    for (int t = 1; t <= knobs.integer("steps"); ++t) {
        step.begin(Phase::update);
        step.input("t", matrix_of({{static_cast<double>(t)}}));

        //: ### Plain descent
        //: Downhill, by $\alpha$ times the gradient.
        const Value dW_sgd = step.record("dW.sgd", (softmax(Z_sgd) - Y) * transpose(A1) / m);
        sgd = step.record("W.sgd", sgd - alpha * dW_sgd);
        Z_sgd = step.record("Z.sgd", sgd * A1 + b2);
        step.record("J.sgd", mean_cross_entropy(Z_sgd, Y, m));

        //: ### Momentum
        //: The velocity keeps the part $\beta$ of itself and takes in the new push. Its first step is the
        //: same as that of plain descent, to the last digit, for there is nothing to keep yet. Then pushes
        //: in the same direction add up, and it pulls ahead.
        const Value dW_momentum = step.record("dW.momentum", (softmax(Z_momentum) - Y) * transpose(A1) / m);
        velocity = step.record("v.momentum", beta * velocity - alpha * dW_momentum);
        momentum = step.record("W.momentum", momentum + velocity);
        Z_momentum = step.record("Z.momentum", momentum * A1 + b2);
        step.record("J.momentum", mean_cross_entropy(Z_momentum, Y, m));

        //: ### Adam
        //: First the two running averages. They keep most of themselves and take in a little of what is
        //: new.
        const Value dW_adam = step.record("dW.adam", (softmax(Z_adam) - Y) * transpose(A1) / m);
        mean = step.record("m.adam", beta1 * mean + rest1 * dW_adam);
        mean_square = step.record("v.adam", beta2 * mean_square + rest2 * square(dW_adam));
        //: They began at zero and have only seen $t$ gradients. The weights that an average has given to them
        //: add up to $1 - \beta^t$, less than one, so it is too small by that factor. Multiplying by
        //: $\frac{1}{1 - \beta^t}$ makes up for that. (It is $\beta$ to the power of $t$. Leaving the power out
        //: is a common mistake: then the divisor never grows to one, and the averages stay too large for ever.)
        power1 *= beta1.value;
        power2 *= beta2.value;
        const Scalar correction1{"1/(1−β₁ᵗ)", 1 / (1 - power1)};
        const Scalar correction2{"1/(1−β₂ᵗ)", 1 / (1 - power2)};
        const Value mean_hat = step.record("m̂.adam", correction1 * mean);
        const Value square_hat = step.record("v̂.adam", correction2 * mean_square);
        //: Then the change: the mean gradient, divided by the root of the mean square. The size of the gradient
        //: cancels. What is left is near plus or minus one where the gradients agree, and near zero where they
        //: go to and fro. Times $\alpha$, that is the step. ($\epsilon$ is tiny. It is there so that a gradient
        //: that was always zero does not divide zero by zero.)
        const Value change = step.record("Δ.adam", minus_alpha * mean_hat / (sqrt(square_hat) + epsilon));
        adam = step.record("W.adam", adam + change);
        Z_adam = step.record("Z.adam", adam * A1 + b2);
        step.record("J.adam", mean_cross_entropy(Z_adam, Y, m));
    }
    //: ## The first step
    //: All gradients of the first round are the same, as all weights were.
    //=> dW.sgd@0 10×10   |max| 0.124
    //=> dW.momentum@0 10×10   |max| 0.124
    //=> dW.adam@0 10×10   |max| 0.124
    //: Adam's corrected averages have seen one gradient, so they are that gradient and its square. Its first
    //: change is therefore $-\alpha \, \frac{dW}{\sqrt{dW^2}}$: the learning rate, against the sign of the
    //: gradient. Both remembered weights go the same way, and equally far:
    //=> m̂.adam@0 10×10   |max| 0.124
    //=> Δ.adam@0 10×10   max 0.100000   min −0.100000   (5,4) 0.1000   (7,1) 0.1000

    //: ## After all rounds
    //: How far has each come from the weights they all began with?
    step.record("moved.sgd", sgd - W2);
    step.record("moved.momentum", momentum - W2);
    step.record("moved.adam", adam - W2);
    //=> moved.sgd 10×10   |max| 0.05   norm 0.085   (5,4) 0.049600   (7,1) 0.000014
    //=> moved.momentum 10×10   |max| 0.11   norm 0.193   (5,4) 0.112199   (7,1) 0.000032
    //=> moved.adam 10×10   |max| 0.40   norm 3.70   (5,4) 0.398719   (7,1) 0.388295
    //: Here is what Adam does differently. Momentum took longer steps than plain descent, but in the same
    //: proportions: a weight with a tiny gradient hardly moves. Adam gives each weight a step length of its
    //: own, so that the two remembered weights have gone almost equally far. The losses after the last round:
    //=> J.sgd 1×1   = 2.4307
    //=> J.momentum 1×1   = 2.4082
    //=> J.adam 1×1   = 2.0291
    //: Do not conclude that Adam is better. It is a single batch and a few steps. And one learning rate for all
    //: is not fair: to Adam it is how far each weight goes, to the others only a factor of the gradient. With a
    //: learning rate that suits plain descent here, Adam's steps are far too long.
}

}  // namespace

//: ## What to look at
//: - Compare `Δ.adam` of the first round with `dW.adam`: all signs are turned, and of all the different sizes
//:   only one is left.
//: - Compare `v.momentum` from round to round. It grows as long as the gradients agree. To what would it
//:   grow in the end, if they always were the same?
//: - Set `learning_rate` to ten. Whose `J` goes up in the first round, and why is it that one?
//: - Set `momentum` to zero. Which two racers run side by side now?
Lesson the_update() {
    return {6,
            "06_the_update",
            "The update",
            "Three ways from a gradient to a step, from the same start, line by line.",
            {real_knob("learning_rate", 0.1, 1e-6, 10, "α: how far each step goes"),
             real_knob("momentum", 0.9, 0, 0.999999, "β: how much of its velocity momentum keeps"),
             real_knob("beta1", 0.9, 0, 0.999999, "β₁: how much of its mean Adam keeps"),
             real_knob("beta2", 0.999, 0, 0.999999, "β₂: how much of its mean square Adam keeps"),
             integer_knob("steps", 4, 1, 20, "how many rounds"),
             integer_knob("hidden_units", 10, 1, 1000, "units of the hidden layer"),
             integer_knob("batch_size", 32, 1, 1000, "m: how many images are looked at together"),
             integer_knob("seed", 1, 0, 1000000, "which images, and which random weights")},
            run};
}

}  // namespace backstep
