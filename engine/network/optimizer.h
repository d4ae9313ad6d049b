#pragma once
// How a gradient becomes a step (formulas in engine/notation.h). Every line is recorded, so that a learner can step
// into the optimizer and see v, m, v̂, m̂ and the change Δ that they make.

#include <string>
#include <string_view>
#include <vector>

#include "engine/record/recorder.h"

namespace backstep {

enum class Optimizer { sgd, momentum, adam, averaged_momentum };

struct OptimizerSettings {
    Optimizer kind = Optimizer::sgd;
    double learning_rate = 0.1;                         // α
    double momentum = 0.9;                              // β, of both kinds of momentum
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;  // Adam's, as its authors propose
    friend bool operator==(const OptimizerSettings&, const OptimizerSettings&) = default;
};

// A weight matrix or a bias, and what the optimizers remember of its gradients; all three have the same shape.
struct Parameter {
    State value, m, v;
};

// The parameter as it starts: m and v are 0.
Parameter parameter_of(Matrix start);

// Records one step of the optimizer for one parameter and gives its new value, which the parameter takes when the step
// ends. W is what step.state(name, parameter.value) gave, dW its gradient, t ≥ 1 the number of the step. The update
// itself carries `source`, the lesson's line; what leads to it carries the lines of optimizer.cpp.
// Throws ShapeError if dW is not of the shape of W, std::invalid_argument if t < 1.
Value descend(Recorder& step, const OptimizerSettings& settings, long t, Name name, Parameter& parameter, Value W,
              Value dW, SourceLine source = SourceLine::current());

// "sgd", "momentum" …: as they are typed, in the order of the enum.
const std::vector<std::string>& optimizer_names();
// Throws InputError, which lists the names, if there is none such.
Optimizer optimizer_named(std::string_view name);

}  // namespace backstep
