#include "engine/timeline/evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/math/error.h"
#include "engine/network/metrics.h"

namespace backstep {
namespace {

constexpr int images_at_once = 512;  // their A[1] of 128 units takes half a megabyte

// How awake a unit is at an image: for ReLU, A, which is above 0 if the unit takes part; for sigmoid and tanh, the
// slope, which is next to 0 at both ends.
double liveliness(Activation activation, double a) {
    if (activation == Activation::sigmoid) return a * (1 - a);
    if (activation == Activation::tanh) return 1 - a * a;
    return a;
}

// The value of that name in the step that `of` belongs to.
Value value_named(Value of, Name name) {
    for (std::size_t node = 0; node < of.tape->nodes.size(); ++node)
        if (of.tape->nodes[node].named && of.tape->names[node] == name) return {of.tape, static_cast<int>(node)};
    throw std::logic_error("predict() computes no " + name.text());
}

// Calls visit(first, recorder, hidden, A) for the images, some at a time, until `stop`. Gives false if that happened.
template <class Visit>
bool forward(Compute& compute, Mlp& net, const PixelIndex& images, PixelScale scale, const std::atomic<bool>& stop,
             const Visit& visit) {
    Recorder step(compute, Recording::off);
    PixelBatch batch(images, scale);
    std::vector<int> picked;
    for (int first = 0; first < images.count; first += images_at_once) {
        if (stop) return false;
        picked.resize(static_cast<std::size_t>(std::min(images_at_once, images.count - first)));
        std::iota(picked.begin(), picked.end(), first);
        batch.pick(picked);
        const Value A = predict(step, net, step.input("X", batch));
        std::vector<Value> hidden;
        for (int l = 1; l < net.depth(); ++l) hidden.push_back(value_named(A, Name("A", l)));
        for (const Value value : hidden) step.keep(value);
        step.keep(A);
        step.finish();
        visit(first, step, hidden, A);
    }
    return true;
}

// The most awake that each unit of a layer has been.
struct Liveliest {
    std::vector<double> most;

    void see(Activation activation, const Matrix& A) {
        most.resize(static_cast<std::size_t>(A.rows), -std::numeric_limits<double>::infinity());
        for (int col = 0; col < A.cols; ++col) {
            const double* a = A.column(col);
            for (std::size_t row = 0; row < most.size(); ++row)
                most[row] = std::max(most[row], liveliness(activation, a[row]));
        }
    }
    int below(double bound) const {
        return static_cast<int>(std::count_if(most.begin(), most.end(), [&](double m) { return m <= bound; }));
    }
};

// The share of the images that are recognised, NaN if there are none.
std::optional<double> measured_accuracy(Compute& compute, Mlp& net, const Dataset& data, const PixelIndex& images,
                                        PixelScale scale, const std::atomic<bool>& stop,
                                        std::vector<Liveliest>* layers) {
    long right = 0;
    const auto count = [&](int first, const Recorder& step, const std::vector<Value>& hidden, Value A) {
        const std::vector<int> classes = predictions(step[A]);
        for (std::size_t i = 0; i < classes.size(); ++i)
            right += classes[i] == data.labels[static_cast<std::size_t>(first) + i];
        for (std::size_t l = 0; layers && l < hidden.size(); ++l)
            (*layers)[l].see(net.settings.activation, step[hidden[l]]);
    };
    if (!forward(compute, net, images, scale, stop, count)) return std::nullopt;
    if (data.count == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(right) / data.count;
}

}  // namespace

std::vector<int> predicted_classes(Compute& compute, Mlp& net, const PixelIndex& images, PixelScale scale) {
    std::vector<int> classes;
    const std::atomic<bool> never{false};
    forward(compute, net, images, scale, never, [&](int, const Recorder& step, const std::vector<Value>&, Value A) {
        const std::vector<int> some = predictions(step[A]);
        classes.insert(classes.end(), some.begin(), some.end());
    });
    return classes;
}

std::optional<EpochRecord> measure(Compute& compute, Mlp& net, const TrainingPlan& plan,
                                   const std::atomic<bool>& stop) {
    const TrainingData& data = *plan.data;
    std::vector<Liveliest> layers(net.settings.layers.size() - 2);
    const auto of = [&](const Dataset& images, const PixelIndex& pixels, std::vector<Liveliest>* seen) {
        return measured_accuracy(compute, net, images, pixels, plan.scale(), stop, seen);
    };
    const std::optional<double> train = of(data.train, data.train_pixels, &layers);
    const std::optional<double> validation = of(data.validation, data.validation_pixels, nullptr);
    const std::optional<double> test = of(data.test, data.test_pixels, nullptr);
    if (!train || !validation || !test) return std::nullopt;

    EpochRecord record;
    record.train = *train;
    record.validation = *validation;
    record.test = *test;
    const Activation activation = net.settings.activation;
    const bool has_ends = activation == Activation::sigmoid || activation == Activation::tanh;
    for (const Liveliest& layer : layers) {
        record.dead.push_back(has_ends ? 0 : layer.below(0));
        record.saturated.push_back(has_ends ? layer.below(smallest_slope) : 0);
    }
    return record;
}

}  // namespace backstep
