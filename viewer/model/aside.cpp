// One image through the network, in the place of the training. Everything that looks at a recording looks at this one;
// the training waits aside, or goes on there if it was told to.
#include "viewer/model/aside.h"

#include <fmt/format.h>

#include <utility>

#include "engine/data/batches.h"
#include "engine/math/error.h"
#include "viewer/model/cursor.h"
#include "viewer/model/network_here.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"

namespace backstep {
namespace {

void check(const StepImage& image, const MlpSettings& network) {
    const auto pixels = static_cast<std::size_t>(network.layers.front());
    const int classes = network.layers.back();
    if (image.pixels.size() != pixels)
        throw InputError(image.title, fmt::format("it has {} pixels", image.pixels.size()),
                         fmt::format("give the network the {} that it reads", pixels));
    if (image.label < -1 || image.label >= classes)
        throw InputError(image.title, fmt::format("its label is {}", image.label),
                         fmt::format("give one from 0 to {}, or none", classes - 1));
}

// The network is that which the step found: cells of it that were set by hand are so in the recording of the image,
// too.
void carry_edits(const Trace& from, Trace& to) {
    for (const Edit& edit : from.edits) {
        const Event& read = from.events[static_cast<std::size_t>(edit.event)];
        if (from.tape.nodes[static_cast<std::size_t>(read.node)].op != Op::state) continue;
        for (Event& event : to.events)
            if (event.given && event.name == read.name && event.version == 0) {
                to.edits.push_back({event.index, edit.row, edit.col, edit.value});
                event.edited = true;
            }
    }
}

}  // namespace

Trace record_image(Compute& compute, const StepImage& image, Mlp net, long t, PixelScale scale,
                   std::vector<Edit> edits) {
    const PixelIndex index = index_of_pixels(image.pixels, static_cast<int>(image.pixels.size()));
    PixelBatch batch(index, scale);
    batch.pick(std::vector<int>{0});
    Recorder step(compute, Recording::on);
    step.edit(std::move(edits));
    const Value X = step.input("X", batch.dense());
    if (image.label < 0) {
        predict(step, net, X);
    } else {
        const std::uint8_t labels[] = {static_cast<std::uint8_t>(image.label)};
        net.settings.dropout = 0;
        train_step(step, net, X, step.input("Y", one_hot(labels, net.settings.layers.back())), t);
    }
    step.finish();
    return step.take_trace();
}

void require_training_in_place(const Session& session) {
    if (session.aside)
        throw InputError(place_of(session), session.aside->image->title + " is stepped through",
                         "go back to the training first");
}

void do_training(Session& session, const StepImage& action) {
    do_training(session, BackToTraining{});
    const TrainingPlan& plan = timelines_of(session).timeline()->plan();
    recording(session);
    check(action, plan.network);
    Mlp net = network_here(session);
    const long t = optimizer_step_here(session);
    Trace recorded = record_image(*session.compute, action, net, t, plan.scale());
    recorded.images = session.trace->images;
    const bool after = network_moment(session).after;
    recorded.steps_before = session.trace->steps_before + (after ? 1 : 0);
    recorded.steps_remembered = t - 1;
    if (!after) carry_edits(*session.trace, recorded);
    auto trace = std::make_shared<const Trace>(std::move(recorded));
    Aside aside{.image = std::make_shared<const StepImage>(action),
                .where = network_where(session),
                .after = after,
                .net = std::move(net),
                .t = t,
                .timelines = {},
                .trace = session.trace,
                .position = session.position,
                .selected = session.selected,
                .trail = std::move(session.trail)};
    aside.timelines = std::exchange(session.timelines, {});
    session.aside = std::move(aside);
    session.trace = std::move(trace);
    session.position = 0;
    session.playing = false;
    clear_selection(session);
}

void do_training(Session& session, const BackToTraining&) {
    if (!session.aside) return;
    Aside aside = std::move(*session.aside);
    session.aside.reset();
    session.timelines = std::move(aside.timelines);
    session.trace = std::move(aside.trace);
    session.position = aside.position;
    session.selected = aside.selected;
    session.trail = std::move(aside.trail);
    session.playing = false;
}

}  // namespace backstep
