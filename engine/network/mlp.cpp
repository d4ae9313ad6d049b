//: # One training step of any network
//: Lesson 5 wrote down the step of a network with one hidden layer. This is the same step for any number of
//: layers. Each line stands in a loop over the layer $l$, so it is written once, and runs once for each layer.
//: Nothing else is new, except three options that are off unless they are asked for: weight decay, dropout and
//: clipping. What is off records nothing.
#include "engine/network/mlp.h"

#include <array>

#include "engine/math/random.h"
#include "engine/network/mlp_limits.h"

namespace backstep {
namespace {

std::size_t at(int l) { return static_cast<std::size_t>(l); }

// The values of a step that are read again later in it, by layer. Arrays, so that a step allocates nothing.
struct Layers {
    using Each = std::array<Value, most_layers>;
    Each W, b;   // the parameters as they were when the step began
    Each Z, A;   // of the forward pass
    Each input;  // what layer l + 1 reads: A[l], or what dropout leaves of it; input[0] is X
    Each mask;   // of dropout
    Each dZ, dW, db;
};

// Inverted dropout: a unit is left out with probability p, and what remains is made larger by 1 / (1 − p). Two numbers
// of a mask share 64 random bits, which depend on nothing but the seed, the layer, t and the place.
const Matrix& draw_mask(Mlp& net, int l, int examples, long t) {
    net.masks.resize(at(net.depth()));
    Matrix& mask = net.masks[at(l)];
    const int units = net.settings.layers[at(l)];
    if (mask.rows != units || mask.cols != examples) mask = Matrix(units, examples);
    const double kept = 1 / (1 - net.settings.dropout);
    const auto threshold = static_cast<std::uint32_t>(net.settings.dropout * 0x1p32);
    const Stream stream{net.settings.seed, Purpose::dropout, static_cast<std::uint32_t>(l)};
    const std::uint64_t first = static_cast<std::uint64_t>(t) << 32;
    for (std::size_t i = 0; i < mask.size(); i += 2) {
        const std::uint64_t bits = random_bits(stream, first + i / 2);
        mask.values[i] = static_cast<std::uint32_t>(bits) < threshold ? 0 : kept;
        if (i + 1 < mask.size()) mask.values[i + 1] = static_cast<std::uint32_t>(bits >> 32) < threshold ? 0 : kept;
    }
    return mask;
}

//: ## Forward
//: Each layer reads what the layer before it gave. The first one reads $X$. The bend $g$ is the same in all hidden
//: layers; the last layer has softmax instead.
//: $$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]} \quad A^{[l]} = g\left(Z^{[l]}\right) \quad A^{[0]} = X$$
void forward(Recorder& step, Mlp& net, Layers& layers, long t) {
    const Activation g = net.settings.activation;
    for (int l = 1; l <= net.depth(); ++l) {
        const Value W = layers.W[at(l)] = step.state(Name("W", l), net.W[at(l - 1)].value);
        const Value b = layers.b[at(l)] = step.state(Name("b", l), net.b[at(l - 1)].value);
        const Value Z = layers.Z[at(l)] = step.record(Name("Z", l), W * layers.input[at(l - 1)] + b);
        const Activation bend = l == net.depth() ? Activation::softmax : g;
        const Value A = layers.A[at(l)] = step.record(Name("A", l), activate(bend, Z));
        layers.input[at(l)] = A;

        //: *Dropout* leaves out some hidden units, others in each step and for each image: its mask is zero there.
        //: So no unit can rely on another one being there. The units that stay are made larger to make up for it,
        //: and a network that is only asked (and not trained) needs no mask at all.
        if (net.settings.dropout == 0 || t == 0 || l == net.depth()) continue;
        const Value mask = layers.mask[at(l)] = step.input(Name("mask", l), draw_mask(net, l, A.cols(), t));
        layers.input[at(l)] = step.record(Name("D", l), hadamard(A, mask));
    }
}

//: ## The loss
//: The mean over the images of what each costs, as in lesson 4. *Weight decay* (also called L2) adds a cost for
//: large weights, half of $\lambda$ times the sum of all their squares. A weight then has to earn its size.
Value loss(Recorder& step, const Mlp& net, const Layers& layers, Value Y, Scalar m) {
    step.begin(Phase::loss);
    const Value losses = step.record("losses", cross_entropy(layers.Z[at(net.depth())], Y));
    if (net.settings.l2 == 0) return step.record("J", sum_columns(losses) / m);

    Expression squares = sum_columns(sum_rows(square(layers.W[1])));
    for (int l = 2; l <= net.depth(); ++l) squares = squares + sum_columns(sum_rows(square(layers.W[at(l)])));
    const Value data = step.record("J.data", sum_columns(losses) / m);
    const Value decay = step.record("J.decay", Scalar{"λ/2", net.settings.l2 / 2} * squares);
    return step.record("J", data + decay);
}

//: ## Backward
//: From the last layer to the first. The error of the last layer is what was predicted minus what is true.
//: The error of any other layer comes back from the layer after it, through that layer's weights and then
//: through the slope of its own bend. A unit that dropout left out gets no error: the mask is zero there.
//: $$dZ^{[L]} = A^{[L]} - Y \quad dZ^{[l]} = {W^{[l+1]}}^{\top} dZ^{[l+1]} \odot g'\left(Z^{[l]}\right)$$
Value error(Recorder& step, const Mlp& net, const Layers& layers, Value Y, int l) {
    if (l == net.depth()) return step.record(Name("dZ", l), layers.A[at(l)] - Y);
    const Expression back = transpose(layers.W[at(l + 1)]) * layers.dZ[at(l + 1)];
    const Value mask = layers.mask[at(l)];
    const Expression from_above = mask.tape ? hadamard(back, mask) : back;
    const Expression bend = slope(net.settings.activation, layers.Z[at(l)], layers.A[at(l)]);
    return step.record(Name("dZ", l), hadamard(from_above, bend));
}

//: From the error of a layer follow the gradients of its weights and its biases: means over the images.
//: The slope of the decay, $\lambda W$, is added where there is one.
//: $$dW^{[l]} = \frac{1}{m} dZ^{[l]} {A^{[l-1]}}^{\top} \quad db^{[l]} = \frac{1}{m} \sum_i dZ_i^{[l]}$$
void backward(Recorder& step, const Mlp& net, Layers& layers, Value Y, Scalar m) {
    step.begin(Phase::backward);
    const Scalar lambda{"λ", net.settings.l2};
    for (int l = net.depth(); l >= 1; --l) {
        const Value dZ = layers.dZ[at(l)] = error(step, net, layers, Y, l);
        const Expression of_data = dZ * transpose(layers.input[at(l - 1)]) / m;
        const Expression dW = lambda.value == 0 ? of_data : of_data + lambda * layers.W[at(l)];
        layers.dW[at(l)] = step.record(Name("dW", l), dW);
        layers.db[at(l)] = step.record(Name("db", l), sum_columns(dZ) / m);
    }
}

//: ## Clipping
//: All gradients together are one long vector. If it is longer than $c$, all of it is scaled down to the length
//: $c$, so that one strange batch cannot throw the weights far away. Its direction stays.
void clip(Recorder& step, const Mlp& net, Layers& layers) {
    const Scalar c{"c", net.settings.clip};
    const auto squares = [&](int l) {
        return sum_columns(sum_rows(square(layers.dW[at(l)]))) + sum_rows(square(layers.db[at(l)]));
    };
    Expression all = squares(1);
    for (int l = 2; l <= net.depth(); ++l) all = all + squares(l);
    const Value length = step.record("length", sqrt(all));
    const Value shrink = step.record("shrink", c / at_least(length, c));
    for (int l = net.depth(); l >= 1; --l) {
        layers.dW[at(l)] = step.record(Name("dW", l), scale_by(shrink, layers.dW[at(l)]));
        layers.db[at(l)] = step.record(Name("db", l), scale_by(shrink, layers.db[at(l)]));
    }
}

}  // namespace

//: ## The whole step
//: All gradients are known before the first weight changes. Then the optimizer goes through the parameters, one
//: after the other; its own lines are in a file of their own.
TrainedStep train_step(Recorder& step, Mlp& net, Value X, Value Y, long t) {
    Layers layers;
    layers.input[0] = X;
    const Scalar m{"m", static_cast<double>(X.cols())};
    forward(step, net, layers, t);
    const Value J = loss(step, net, layers, Y, m);
    backward(step, net, layers, Y, m);
    if (net.settings.clip > 0) clip(step, net, layers);

    step.begin(Phase::update);
    const OptimizerSettings& optimizer = net.settings.optimizer;
    for (int l = net.depth(); l >= 1; --l) {
        descend(step, optimizer, t, Name("W", l), net.W[at(l - 1)], layers.W[at(l)], layers.dW[at(l)]);
        descend(step, optimizer, t, Name("b", l), net.b[at(l - 1)], layers.b[at(l)], layers.db[at(l)]);
    }
    return {J, layers.A[at(net.depth())]};
}

//: To ask a network, the forward pass alone is enough.
Value predict(Recorder& step, Mlp& net, Value X) {
    Layers layers;
    layers.input[0] = X;
    forward(step, net, layers, 0);
    return layers.A[at(net.depth())];
}

}  // namespace backstep
