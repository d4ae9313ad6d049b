// A network before its first step, and the settings that make one.

#include <cmath>
#include <string>

#include "engine/math/error.h"
#include "engine/network/mlp.h"
#include "engine/network/mlp_limits.h"

namespace backstep {
namespace {

std::string text(double number) {
    std::string result = std::to_string(number);
    result.erase(result.find_last_not_of('0') + 1);
    return result.back() == '.' ? result + "0" : result;
}

// `low` ≤ number < `below`, or else an error; nan is outside of every range.
void require(const char* what, double number, double low, double below, const char* remedy) {
    if (!(number >= low && number < below)) throw InputError(what, "it is " + text(number), remedy);
}

void check_layers(const std::vector<int>& layers) {
    const std::string count = std::to_string(layers.size());
    if (layers.size() < 2)
        throw InputError("layers", "there are " + count, "give the inputs and the classes at least: 784,10");
    if (layers.size() > most_layers)
        throw InputError("layers", "there are " + count, "give at most " + std::to_string(most_layers));
    long weights = 0;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        if (layers[l] < 1 || layers[l] > most_units)
            throw InputError("layers", "layer " + std::to_string(l) + " has " + std::to_string(layers[l]) + " units",
                             "give it 1 to " + std::to_string(most_units));
        if (l > 0) weights += static_cast<long>(layers[l]) * layers[l - 1];
    }
    if (weights > most_weights)
        throw InputError("layers", "together they have " + std::to_string(weights) + " weights",
                         "stay below " + std::to_string(most_weights));
}

void check_optimizer(const OptimizerSettings& s) {
    const char* share = "give a number from 0 to below 1";
    if (!(s.learning_rate > 0) || !std::isfinite(s.learning_rate))
        throw InputError("learning rate", "it is " + text(s.learning_rate), "give a number above 0, for example 0.1");
    require("momentum", s.momentum, 0, 1, share);
    require("beta1", s.beta1, 0, 1, share);
    require("beta2", s.beta2, 0, 1, share);
    require("epsilon", s.epsilon, 1e-300, 1e300, "give a small number above 0, for example 1e-8");
}

}  // namespace

void check(const MlpSettings& settings) {
    check_layers(settings.layers);
    check_optimizer(settings.optimizer);
    require("L2", settings.l2, 0, 1e300, "give a number that is not negative; 0 is none");
    require("dropout", settings.dropout, 0, 1, "give the share of units to leave out, from 0 to below 1");
    require("clip", settings.clip, 0, 1e300, "give the largest length of the gradient; 0 is none");
}

Mlp make_mlp(const MlpSettings& settings) {
    check(settings);
    Mlp net;
    net.settings = settings;
    for (std::size_t l = 1; l < settings.layers.size(); ++l) {
        const int units = settings.layers[l], layer = static_cast<int>(l);
        const Initialisation kind = settings.initialisation;
        net.W.push_back(parameter_of(initial_weights(kind, units, settings.layers[l - 1], settings.seed, layer)));
        net.b.push_back(parameter_of(initial_biases(kind, units, settings.seed, layer)));
    }
    return net;
}

}  // namespace backstep
