#pragma once
// A network of any number of layers, and the one step function that trains it: run with recording off it is the
// training, with recording on it is any moment of it. Notation: engine/notation.h.

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/network/activation.h"
#include "engine/network/initialisation.h"
#include "engine/network/optimizer.h"
#include "engine/record/recorder.h"

namespace backstep {

struct MlpSettings {
    std::vector<int> layers{784, 128, 10};     // n_0 … n_L: the inputs, the units of each hidden layer, the classes
    Activation activation = Activation::relu;  // of the hidden layers; the last one is softmax
    Initialisation initialisation = Initialisation::he;
    OptimizerSettings optimizer;
    double l2 = 0;       // λ ≥ 0: J gains λ/2 · Σ W², over all weights and no bias
    double dropout = 0;  // in [0, 1): the share of hidden units that a training step leaves out
    double clip = 0;     // > 0: gradients longer than this, all of them as one vector, are scaled down to it; 0: none
    std::uint64_t seed = 1;  // of the start and of what dropout leaves out
    friend bool operator==(const MlpSettings&, const MlpSettings&) = default;
};

// Throws InputError, which names the setting, for fewer than two layers or more than 64, a layer of fewer than 1 or
// more than 100,000 units, more than 100 million weights, a learning rate that is not above 0, and numbers outside the
// ranges above (nan too).
void check(const MlpSettings& settings);

struct Mlp {
    MlpSettings settings;
    std::vector<Parameter> W, b;  // W[l − 1] is W[l]: n_l×n_{l−1}; b[l − 1] is b[l]: n_l×1

    // What dropout leaves out in the step that is being recorded; made anew in each step, and no part of the state.
    std::vector<Matrix> masks;

    int depth() const { return static_cast<int>(W.size()); }  // L
};

// The network as it starts. Checks the settings.
Mlp make_mlp(const MlpSettings& settings);

// What a training step makes that is asked for afterwards.
struct TrainedStep {
    Value J;  // 1×1; keep() it to read it with recording off
    Value A;  // A[L]: n_L×m
};

// Records one training step: forward, loss, backward, update; the caller ends it with step.finish(). X is n_0×m, Y is
// n_L×m one-hot, t ≥ 1 the number of the step. The learning rate and the rest are those of net.settings.
TrainedStep train_step(Recorder& step, Mlp& net, Value X, Value Y, long t);

// Records the forward pass alone, without dropout, with the names Z[l] and A[l]: gives A[L].
Value predict(Recorder& step, Mlp& net, Value X);

// A hash of all parameters and of those moments that the optimizer uses, 64 bit. NaNs count as one number whatever
// their bits. It is the same for any number of threads and any kernels. `known` gives what was summed up of a state
// when it was computed, or null: then its numbers are read.
using KnownHashSums = std::function<const HashSums*(const State&)>;
std::uint64_t state_hash(const Mlp& net, Compute& compute, const KnownHashSums& known = {});
std::uint64_t state_hash(const Mlp& net);  // in the calling thread alone
// Whether what it hashes has no NaN and no infinity.
bool state_is_finite(const Mlp& net, const Kernels& kernels);

}  // namespace backstep
