//: # 2. One neuron
//: A neuron weighs its inputs, adds them up, adds a number of its own, and bends the result. This chapter
//: does it with numbers that fit on a sheet of paper. Take one, and check.
#include "engine/network/activation.h"
#include "engine/network/loss.h"
#include "lessons/catalogue.h"

namespace backstep {
namespace {

void weigh(Recorder& step) {
    //: ## Weights
    //: Three inputs, three weights. A large weight says that this input matters, a negative one that it
    //: speaks against. Products, added up: a row times a column.
    const Value x = step.input("x", matrix_of({{1}, {4}, {2}}));
    const Value w = step.input("w", matrix_of({{2, -1, 3}}));
    const Value wx = step.record("wx", w * x);
    //=> x 3×1   (0,0) 1   (1,0) 4   (2,0) 2
    //=> w 1×3   (0,0) 2   (0,1) −1   (0,2) 3
    //=> wx 1×1   = 4

    //: ## A bias, and why
    //: *Predict first:* show the neuron an empty patch of paper, all zeros. What do the weights have to be
    //: so that it answers anything but zero?
    const Value blank = step.input("blank", matrix_of({{0}, {0}, {0}}));
    step.record("answer", w * blank);
    step.record("louder", 1000 * w * blank);
    //=> answer 1×1   = 0
    //=> louder 1×1   = 0
    //: There are no such weights. Whatever they are, each is multiplied by zero, and zero comes out. The bias
    //: $b$ is added after the weighing, so it does not depend on the input: it is the neuron's answer to a
    //: blank one. It also moves the threshold. With this bias, the weighted sum must be more than three
    //: before the result is positive.
    const Value b = step.input("b", matrix_of({{-3}}));
    step.record("opinion", w * blank + b);
    step.record("z", wx + b);
    //=> b 1×1   = −3
    //=> opinion 1×1   = −3
    //=> z 1×1   = 1
}

//: ## Four neurons that learn
//: The rest of this chapter is a published example: Matt Mazur, *A step by step backpropagation example*
//: (2015). Two inputs, two hidden neurons, two outputs. The numbers in the results below are those that the
//: article prints, so you can compare. Its neurons bend with the sigmoid, which squeezes any number between
//: zero and one:
//: $$\sigma(z) = \frac{1}{1 + e^{-z}}$$
void learn(Recorder& step) {
    State w1{matrix_of({{0.15, 0.20}, {0.25, 0.30}})}, w2{matrix_of({{0.40, 0.45}, {0.50, 0.55}})};
    const Matrix inputs = matrix_of({{0.05}, {0.10}}), targets = matrix_of({{0.01}, {0.99}});
    const Matrix bias1 = matrix_of({{0.35}, {0.35}}), bias2 = matrix_of({{0.60}, {0.60}});
    const Scalar eta{"η", 0.5}, half{"½", 0.5};

    const Value X = step.input("X", inputs);
    const Value T = step.input("T", targets);
    const Value W1 = step.state("W[1]", w1);
    const Value b1 = step.input("b[1]", bias1);
    const Value W2 = step.state("W[2]", w2);
    const Value b2 = step.input("b[2]", bias2);

    //: ### Forward
    //: Each row of $W^{[1]}$ has the weights of one hidden neuron. The product weighs for both at once.
    const Value Z1 = step.record("Z[1]", W1 * X + b1);
    const Value A1 = step.record("A[1]", sigmoid(Z1));
    //=> Z[1] 2×1   (0,0) 0.3775
    //=> A[1] 2×1   (0,0) 0.593269992   (1,0) 0.596884378
    //: What the hidden neurons say is the input of the output neurons.
    const Value Z2 = step.record("Z[2]", W2 * A1 + b2);
    const Value A2 = step.record("A[2]", sigmoid(Z2));
    //=> Z[2] 2×1   (0,0) 1.105905967
    //=> A[2] 2×1   (0,0) 0.75136507   (1,0) 0.772928465

    //: ### How wrong
    //: Half the squared distance from the target. The half is there because squaring will bring a two in
    //: the slope.
    step.begin(Phase::loss);
    const Value errors = step.record("errors", half * square(T - A2));
    step.record("E", sum_rows(errors));
    //=> errors 2×1   (0,0) 0.274811083   (1,0) 0.023560026
    //=> E@0 1×1   = 0.298371109

    //: ### Backward
    //: The *slope* of $E$ in a number says: if this number grew by a little, how many times as much would $E$
    //: grow? Start at the end. $E$ depends on an output $a$ by half a square, whose slope is $a - t$. The
    //: output depends on its $z$ by the sigmoid, whose slope is $a (1 - a)$, written with its result. A little
    //: more of $z$ goes through both, so the two slopes are multiplied. That is the *chain rule*:
    //: $$\frac{\partial E}{\partial z} = (a - t) \cdot a (1 - a)$$
    step.begin(Phase::backward);
    const Value dZ2 = step.record("dZ[2]", hadamard(A2 - T, slope(Activation::sigmoid, Z2, A2)));
    //=> dZ[2] 2×1   (0,0) 0.138498562
    //: A weight multiplies an input: a little more of the weight gives that input times as much of $z$. So the
    //: slope of $E$ in the weight is the input times the slope in $z$.
    const Value dW2 = step.record("dW[2]", dZ2 * transpose(A1));
    //=> dW[2] 2×2   (0,0) 0.082167041
    //: A hidden neuron speaks to both outputs. Its slope comes back through both weights, added up, and
    //: then through its own sigmoid. The weights of the first layer follow as before.
    const Value dA1 = step.record("dA[1]", transpose(W2) * dZ2);
    const Value dZ1 = step.record("dZ[1]", hadamard(dA1, slope(Activation::sigmoid, Z1, A1)));
    const Value dW1 = step.record("dW[1]", dZ1 * transpose(X));
    //=> dA[1] 2×1   (0,0) 0.036350306
    //=> dW[1] 2×2   (0,0) 0.000438568

    //: ### A step downhill
    //: Each weight moves against its slope, by the learning rate $\eta$ of it. The example leaves the
    //: biases alone.
    step.begin(Phase::update);
    step.update("W[1]", W1, W1 - eta * dW1);
    step.update("W[2]", W2, W2 - eta * dW2);
    //=> W[1]@1 2×2   (0,0) 0.149780716   (0,1) 0.19956143   (1,0) 0.24975114   (1,1) 0.29950229
    //=> W[2]@1 2×2   (0,0) 0.35891648   (0,1) 0.408666186   (1,0) 0.511301270   (1,1) 0.561370121
    step.finish();

    //: ### Was it worth it?
    //: The same input goes forward again, with the new weights. Compare $E$ with what it was before.
    const Value V1 = step.state("W[1]", w1);
    const Value V2 = step.state("W[2]", w2);
    const Value again = step.record("again", sigmoid(V2 * sigmoid(V1 * X + b1) + b2));
    step.begin(Phase::loss);
    step.record("E", half_squared_error(again, T));
    //=> E@1 1×1   = 0.291027773694
    //: A little smaller. Learning is many such steps. (For this one number the article prints 0.291027924.
    //: That is wrong from the seventh digit on; the result above is right.)
    step.finish();
}

void run(Recorder& step, const Knobs&, const Dataset&) {
    weigh(step);
    learn(step);
}

}  // namespace

//: ## What to look at
//: - Ask for a cell of `Z[1]` and do its arithmetic on paper. Then a cell of `dW[1]`, all the way.
//: - Compare `dW[1]` with `dW[2]`. The first layer's slopes are far smaller, for two reasons. The error has
//:   passed a second sigmoid, whose slope is never more than a quarter. And it is multiplied by the inputs,
//:   which are small here.
//: - One output is too large, the other too small. See how `dZ[2]` says so by its signs, and how the rows of
//:   `W[2]` have moved in opposite directions.
Lesson one_neuron() {
    return {2,
            "02_one_neuron",
            "One neuron",
            "A weighted sum, a bias and a bend, with numbers small enough to check on paper.",
            {},
            run};
}

}  // namespace backstep
