#include "viewer/terminal/health.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/network/metrics.h"
#include "engine/timeline/evaluation.h"
#include "viewer/model/number.h"

namespace backstep {
namespace {

// Below these, somebody should look. A change of about 0.001 of the weights in a step is usual.
constexpr double small_change = 1e-7, few_active = 0.05;

const Event* last_event(const Trace& trace, Name name) {
    const Event* last = nullptr;
    for (const Event& event : trace.events)
        if (event.name == name) last = &event;
    return last;
}

double norm_of(const Trace& trace, Name name) {
    const Event* event = last_event(trace, name);
    return event ? summarise(trace.value(*event)).norm : 0;
}

double change_of(const Trace& trace, Name name) {
    const Event* after = last_event(trace, name);
    if (!after || after->previous < 0) return 0;
    const Matrix &from = trace.matrix(after->previous), &to = trace.matrix(*after);
    Matrix step(from.rows, from.cols);
    for (std::size_t i = 0; i < step.size(); ++i) step.values[i] = to.values[i] - from.values[i];
    const double change = summarise(step).norm;
    return change == 0 ? 0 : change / summarise(to).norm;
}

double active_share(Activation activation, const Matrix& A) {
    const auto is_active = [activation](double a) {
        if (activation == Activation::sigmoid) return a * (1 - a) > smallest_slope;
        if (activation == Activation::tanh) return 1 - a * a > smallest_slope;
        return a > 0;
    };
    return static_cast<double>(std::count_if(A.values.begin(), A.values.end(), is_active)) /
           static_cast<double>(A.size());
}

double batch_accuracy(const Trace& trace, int depth) {
    const Event *A = last_event(trace, Name("A", depth)), *Y = last_event(trace, "Y");
    if (!A || !Y) return 0;
    const std::vector<int> said = predictions(trace.matrix(*A)), labels = predictions(trace.matrix(*Y));
    long right = 0;
    for (std::size_t i = 0; i < said.size(); ++i) right += said[i] == labels[i];
    return static_cast<double>(right) / static_cast<double>(said.size());
}

void find_not_finite(const Trace& trace, std::vector<std::string>& findings) {
    for (const Event& event : trace.events) {
        const Numbers value = trace.value(event);
        long count = 0;
        value.visit([&](double x) { count += !std::isfinite(x); });
        if (count == 0) continue;
        findings.push_back(fmt::format("{} is the first value of this step that is not finite: {} of {} numbers",
                                       event.name.text(), count, value.size()));
        return;
    }
}

void find_in(const LayerHealth& layer, std::vector<std::string>& findings) {
    const auto say = [&](const std::string& text) {
        findings.push_back(fmt::format("layer {}: {}", layer.layer, text));
    };
    if (layer.dW == 0) say("its gradient is 0, so it learns nothing in this step");
    if (layer.dW != 0 && layer.change < small_change)
        say(fmt::format("it hardly changes, by {} of its size in this step", short_number(layer.change)));
    if (layer.active && *layer.active < few_active)
        say(fmt::format("only {} of its numbers are active in this batch", percent(*layer.active)));
}

// The last epoch that has ended before the step.
std::optional<EpochRecord> epoch_before(const Timeline& timeline, long step) {
    std::optional<EpochRecord> last;
    for (const EpochRecord& epoch : timeline.epochs())
        if (epoch.epoch * timeline.plan().steps_per_epoch() < step) last = epoch;
    return last;
}

}  // namespace

StepHealth step_health(const Timeline& timeline, long step, const Trace& trace) {
    StepHealth health;
    const MlpSettings& network = timeline.plan().network;
    const int depth = static_cast<int>(network.layers.size()) - 1;
    const std::optional<EpochRecord> epoch = epoch_before(timeline, step);
    if (epoch) health.epoch = epoch->epoch;
    if (const Event* J = last_event(trace, "J")) health.loss = trace.matrix(*J).values.at(0);
    health.accuracy = batch_accuracy(trace, depth);
    const long trained = std::min(step, timeline.trained());
    if (trained > 0 && !std::isnan(timeline.held_out(trained))) {
        health.held_out = timeline.held_out(trained);
        health.held_out_at = timeline.held_out_at(trained);
    }
    find_not_finite(trace, health.findings);
    for (int l = 1; l <= depth; ++l) {
        LayerHealth layer;
        layer.layer = l;
        layer.units = network.layers[static_cast<std::size_t>(l)];
        layer.dW = norm_of(trace, Name("dW", l));
        layer.db = norm_of(trace, Name("db", l));
        layer.change = change_of(trace, Name("W", l));
        if (const Event* A = last_event(trace, Name("A", l)); A && l < depth)
            layer.active = active_share(network.activation, trace.matrix(*A));
        if (epoch && l < depth) {
            layer.dead = epoch->dead.at(static_cast<std::size_t>(l - 1));
            layer.saturated = epoch->saturated.at(static_cast<std::size_t>(l - 1));
        }
        find_in(layer, health.findings);
        health.layers.push_back(layer);
    }
    return health;
}

}  // namespace backstep
