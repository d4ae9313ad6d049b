#include "engine/network/activation.h"

#include <stdexcept>

#include "engine/network/names.h"

namespace backstep {

Expression activate(Activation kind, Expression Z) {
    switch (kind) {
        case Activation::relu:
            return relu(Z);
        case Activation::leaky_relu:
            return leaky_relu(Z, leak);
        case Activation::sigmoid:
            return sigmoid(Z);
        case Activation::tanh:
            return tanh(Z);
        case Activation::softmax:
            break;
    }
    return softmax(Z);
}

Expression slope(Activation kind, Expression Z, Expression A) {
    switch (kind) {
        case Activation::relu:
            return relu_slope(Z);
        case Activation::leaky_relu:
            return leaky_relu_slope(Z, leak);
        case Activation::sigmoid:
            return hadamard(A, 1 - A);
        case Activation::tanh:
            return 1 - square(A);
        case Activation::softmax:
            break;
    }
    throw std::logic_error("softmax has no slope of its own for each number; with cross-entropy, dZ = A − Y");
}

const std::vector<std::string>& activation_names() {
    static const std::vector<std::string> names{"relu", "leaky_relu", "sigmoid", "tanh"};
    return names;
}

Activation activation_named(std::string_view name) {
    return static_cast<Activation>(place_of_name("activation", activation_names(), name));
}

}  // namespace backstep
