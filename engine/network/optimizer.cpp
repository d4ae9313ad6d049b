//: # The optimizers
//: A gradient says which way is uphill. An optimizer decides how far to go downhill, and that is all it
//: does. Four of them are written out here, for one parameter $W$ with its gradient $dW$. Biases are no
//: different.
#include "engine/network/optimizer.h"

#include <stdexcept>

#include "engine/network/names.h"

namespace backstep {
namespace {

//: $\beta^t$ by multiplying: the power function of the C library has different last digits on different
//: machines.
double power(double base, long exponent) {
    double result = 1;
    for (; exponent > 0; exponent /= 2, base *= base)
        if (exponent % 2 == 1) result *= base;
    return result;
}

//: ## Plain gradient descent
//: Against the gradient, by the learning rate $\alpha$. It remembers nothing.
//: $$W \to W - \alpha \, dW$$
Expression sgd(const OptimizerSettings& s, Value W, Value dW) { return W - Scalar{"α", s.learning_rate} * dW; }

//: ## Momentum
//: A velocity $v$ keeps a part $\beta$ of itself and is pushed by each new gradient, like a ball that rolls
//: downhill. Pushes in the same direction add up; pushes to and fro cancel.
//: $$v \to \beta v - \alpha \, dW \quad W \to W + v$$
Expression momentum(Recorder& step, const OptimizerSettings& s, Name name, Parameter& p, Value W, Value dW) {
    const Scalar alpha{"α", s.learning_rate}, beta{"β", s.momentum};
    const Value v = step.state(Name("v", name), p.v);
    const Value v_next = step.update(Name("v", name), v, beta * v - alpha * dW);
    return W + v_next;
}

//: ## Averaged momentum
//: The same idea, with $v$ as a running average of the gradients: the weights of the two parts add up to
//: one. Once it is rolling, its steps are about as long as those of plain descent; those of momentum are
//: longer.
//: $$v \to \beta v + (1 - \beta) dW \quad W \to W - \alpha v$$
Expression averaged_momentum(Recorder& step, const OptimizerSettings& s, Name name, Parameter& p, Value W, Value dW) {
    const Scalar alpha{"α", s.learning_rate}, beta{"β", s.momentum}, rest{"(1−β)", 1 - s.momentum};
    const Value v = step.state(Name("v", name), p.v);
    const Value v_next = step.update(Name("v", name), v, beta * v + rest * dW);
    return W - alpha * v_next;
}

//: ## Adam
//: Two running averages: $m$ of the gradient, $v$ of its square. Both start at zero, so in the first steps
//: they are too small; the factor $\frac{1}{1 - \beta^t}$ corrects just that. The step
//: $\frac{\hat{m}}{\sqrt{\hat{v}}}$ does not depend on how large the gradients are, only on how steadily
//: they point the same way. $\epsilon$ avoids a division by zero. (Kingma and Ba, *Adam: a method for
//: stochastic optimization*, 2015, algorithm 1.)
Expression adam(Recorder& step, const OptimizerSettings& s, long t, Name name, Parameter& p, Value W, Value dW) {
    const Scalar beta1{"β₁", s.beta1}, rest1{"(1−β₁)", 1 - s.beta1};
    const Scalar beta2{"β₂", s.beta2}, rest2{"(1−β₂)", 1 - s.beta2};
    const Scalar correction1{"1/(1−β₁ᵗ)", 1 / (1 - power(s.beta1, t))};
    const Scalar correction2{"1/(1−β₂ᵗ)", 1 / (1 - power(s.beta2, t))};
    const Scalar minus_alpha{"−α", -s.learning_rate}, epsilon{"ε", s.epsilon};

    const Value m = step.state(Name("m", name), p.m);
    const Value v = step.state(Name("v", name), p.v);
    //: The averages take in the new gradient …
    const Value m_next = step.update(Name("m", name), m, beta1 * m + rest1 * dW);
    const Value v_next = step.update(Name("v", name), v, beta2 * v + rest2 * square(dW));
    //: … are corrected for their start at zero …
    const Value m_hat = step.record(Name("m̂", name), correction1 * m_next);
    const Value v_hat = step.record(Name("v̂", name), correction2 * v_next);
    //: … and make the change.
    const Value change = step.record(Name("Δ", name), minus_alpha * m_hat / (sqrt(v_hat) + epsilon));
    return W + change;
}

}  // namespace

Parameter parameter_of(Matrix start) {
    const Matrix zeros(start.rows, start.cols);
    return {{std::move(start)}, {zeros}, {zeros}};
}

//: ## All of them
//: The one line that changes the parameter. It belongs to whoever called: its line is the lesson's.
Value descend(Recorder& step, const OptimizerSettings& settings, long t, Name name, Parameter& parameter, Value W,
              Value dW, SourceLine source) {
    if (t < 1) throw std::invalid_argument("descend: t is " + std::to_string(t) + "; the first step is 1");
    const auto changed = [&]() -> Expression {
        switch (settings.kind) {
            case Optimizer::sgd:
                return sgd(settings, W, dW);
            case Optimizer::momentum:
                return momentum(step, settings, name, parameter, W, dW);
            case Optimizer::averaged_momentum:
                return averaged_momentum(step, settings, name, parameter, W, dW);
            case Optimizer::adam:
                break;
        }
        return adam(step, settings, t, name, parameter, W, dW);
    };
    return step.update(name, W, changed(), source);
}

const std::vector<std::string>& optimizer_names() {
    static const std::vector<std::string> names{"sgd", "momentum", "adam", "averaged_momentum"};
    return names;
}

Optimizer optimizer_named(std::string_view name) {
    return static_cast<Optimizer>(place_of_name("optimizer", optimizer_names(), name));
}

}  // namespace backstep
