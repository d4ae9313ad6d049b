#include "viewer/model/network_here.h"

#include <fmt/format.h>

#include <limits>

#include "viewer/model/timeline_view.h"

namespace backstep {
namespace {

// The first of that name in the step, or the last; null if there is none.
const Matrix* recorded(const Trace& trace, const Name& name, bool last) {
    const Matrix* found = nullptr;
    for (const Event& event : trace.events)
        if (event.name == name && (last || event.version == 0)) found = &trace.matrix(event);
    return found;
}

Parameter parameter(const Trace& trace, const Name& name, bool after) {
    Parameter parameter = parameter_of(*recorded(trace, name, after));
    if (const Matrix* m = recorded(trace, Name("m", name), after)) parameter.m.matrix = *m;
    if (const Matrix* v = recorded(trace, Name("v", name), after)) parameter.v.matrix = *v;
    return parameter;
}

}  // namespace

NetworkMoment network_moment(const Session& session) {
    if (session.timelines.empty() || !session.trace) return {};
    return {session.trace, session.position == session.count()};
}

std::string network_where(const Session& session) {
    const Timelines& timelines = session.timelines;
    return (network_moment(session).after ? "after " : "before ") +
           step_text(timelines.step, timelines.timeline()->plan().steps_per_epoch());
}

std::optional<Position> end_of_training(const Session& session) {
    const Timelines& timelines = session.timelines;
    const long trained = timelines.timeline()->trained();
    const bool there = timelines.step == trained + 1 || (timelines.step == trained && network_moment(session).after);
    if (trained == 0 || there || timelines.training) return std::nullopt;
    return Position{trained, std::numeric_limits<int>::max()};
}

Mlp network_here(const Session& session) {
    const Timelines& timelines = session.timelines;
    const NetworkMoment moment = network_moment(session);
    Mlp net;
    const TrainingPlan& plan = owner_of(*timelines.timeline(), timelines.step).plan();
    net.settings = plan.network;
    net.settings.optimizer.learning_rate = plan.learning_rate(timelines.step + moment.after);
    for (int l = 1; l < static_cast<int>(net.settings.layers.size()); ++l) {
        net.W.push_back(parameter(*moment.trace, Name("W", l), moment.after));
        net.b.push_back(parameter(*moment.trace, Name("b", l), moment.after));
    }
    return net;
}

long optimizer_step_here(const Session& session) {
    const Timelines& timelines = session.timelines;
    return owner_of(*timelines.timeline(), timelines.step).optimizer_step(timelines.step) +
           network_moment(session).after;
}

std::vector<double> probabilities_of(Compute& compute, Mlp& net, std::span<const std::uint8_t> pixels,
                                     PixelScale scale) {
    const PixelIndex index = index_of_pixels(pixels, static_cast<int>(pixels.size()));
    PixelBatch batch(index, scale);
    batch.pick(std::vector<int>{0});
    Recorder step(compute, Recording::off);
    const Value A = predict(step, net, step.input("X", batch));
    step.keep(A);
    step.finish();
    return step[A].values;
}

}  // namespace backstep
