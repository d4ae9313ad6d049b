#include "viewer/model/timeline_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "viewer/model/number.h"

namespace backstep {
namespace {

std::string accuracy_text(const EpochRecord& epoch) {
    std::string text;
    const auto add = [&](const char* name, double accuracy) {
        if (std::isnan(accuracy)) return;
        text += fmt::format("  {} {}", name, percent(accuracy));
    };
    add("train", epoch.train);
    add("validation", epoch.validation);
    add("test", epoch.test);
    return text;
}

std::string progress_text(const TimelineView& view) {
    if (view.trained == 0) return "nothing is trained yet";
    const std::string at = step_text(view.trained, view.per_epoch);
    if (!view.finished) return fmt::format("{:.0f}% trained: {}", std::floor(view.share * 100), at);
    return view.trained == view.steps ? fmt::format("all {} epochs are trained", view.steps / view.per_epoch)
                                      : "trained to " + at;
}

// Of the others, where the shown one has come to its end.
std::string race_text(const Timelines& timelines) {
    const auto is_through = [&](int racer) {
        return timelines.all[static_cast<std::size_t>(racer)].timeline->finished();
    };
    const auto through = std::count_if(timelines.racers.begin(), timelines.racers.end(), is_through);
    return fmt::format("a race: {} of {} are through", through, timelines.racers.size());
}

// A half of a symmetric mean: sums of values and of weights, each weight e^(−1/reach) of the one after it.
struct Trail {
    double keep, sum = 0, weight = 0;
    void add(double value) {
        const bool counts = std::isfinite(value);
        sum = sum * keep + (counts ? value : 0);
        weight = weight * keep + (counts ? 1 : 0);
    }
};

// Those in the past of this timeline, in order, each once.
std::vector<StepRange> stops_of(const Breakpoint& breakpoint, const Timeline& timeline) {
    std::set<long> steps;
    for (const Breakpoint::Stop& stop : breakpoint.stops)
        if (&owner_of(*stop.timeline, stop.step) == &owner_of(timeline, stop.step)) steps.insert(stop.step);
    std::vector<StepRange> ranges;
    for (const long step : steps) ranges.push_back({step, step});
    return ranges;
}

}  // namespace

std::string numbered_title(const Session& session, int timeline) {
    return fmt::format("{}: {}", timeline + 1, timeline_title(session.timelines, timeline));
}

TimelineView timeline_view(const Session& session) {
    const Timelines& timelines = session.timelines;
    const Timeline& timeline = *timelines.timeline();
    TimelineView view;
    view.training = timelines.training;
    view.finished = timeline.finished();
    view.trained = timeline.trained();
    view.steps = timeline.plan().steps();
    view.per_epoch = timeline.plan().steps_per_epoch();
    view.share = static_cast<double>(view.trained) / static_cast<double>(view.steps);
    const double part = session.count() ? static_cast<double>(session.position) / session.count() : 0;
    view.playhead = static_cast<double>(timelines.step - 1) + part;
    view.can_go_back = timelines.step > 1;
    view.can_go_forward = timelines.step < view.steps && (timelines.step <= view.trained || !view.finished);
    const EpochAndBatch here = epoch_and_batch(timelines.step, view.per_epoch);
    view.where = fmt::format("epoch {}, batch {} of {}", here.epoch, here.batch, view.per_epoch);
    view.progress = timelines.racing && view.finished ? race_text(timelines) : progress_text(view);
    const std::vector<EpochRecord> epochs = timeline.epochs();
    if (!epochs.empty()) view.accuracies = fmt::format("after epoch {}:", epochs.size()) + accuracy_text(epochs.back());
    view.notice = timelines.notice;
    view.title = numbered_title(session, timelines.current);
    if (timelines.beside >= 0) view.beside = numbered_title(session, timelines.beside);
    return view;
}

Action typed_action(const std::string& text) {
    const bool compares = text.find_first_of("<>=!") != std::string::npos;
    const bool asks = text.find(" changes sign") != std::string::npos || text.rfind("isnan", 0) == 0 ||
                      text.rfind("isfinite", 0) == 0 || text.rfind("not ", 0) == 0;
    if (compares || asks) return AddBreakpoint{text};
    return GoToTyped{text};
}

LossCurve loss_curve(const Timeline& timeline) {
    const double reach = std::max(1.0, static_cast<double>(timeline.plan().steps()) / 200);
    LossCurve curve;
    curve.losses = timeline.losses();
    const auto own = curve.losses.begin() + std::min(timeline.forked_at() - 1, static_cast<long>(curve.losses.size()));
    if (timeline.parent()) curve.smooth = loss_curve(*timeline.parent()).smooth;
    curve.smooth.resize(static_cast<std::size_t>(own - curve.losses.begin()));
    const std::vector<double> rest = smoothed({own, curve.losses.end()}, reach);
    curve.smooth.insert(curve.smooth.end(), rest.begin(), rest.end());
    return curve;
}

std::vector<double> smoothed(const std::vector<double>& values, double reach) {
    const double keep = std::exp(-1 / reach);
    std::vector<double> means(values.size());
    std::vector<double> weights(values.size());
    Trail before{keep};
    for (std::size_t i = 0; i < values.size(); ++i) {
        before.add(values[i]);
        means[i] = before.sum;
        weights[i] = before.weight;
    }
    Trail after{keep};
    for (std::size_t i = values.size(); i-- > 0;) {
        means[i] = (means[i] + after.sum * keep) / (weights[i] + after.weight * keep);
        after.add(values[i]);
    }
    return means;
}

const Timeline& owner_of(const Timeline& timeline, long step) {
    const Timeline* owner = &timeline;
    while (step < owner->forked_at()) owner = owner->parent().get();
    return *owner;
}

bool BreakpointHits::look(const Timelines& timelines, long most) {
    if (timeline_ != timelines.timeline()) {
        timeline_ = timelines.timeline();
        hits_.clear();
    }
    std::vector<Hits> now;
    for (const Breakpoint& breakpoint : timelines.breakpoints) {
        const auto old = std::find_if(hits_.begin(), hits_.end(),
                                      [&](const Hits& hits) { return hits.condition == breakpoint.condition; });
        now.push_back(old != hits_.end() ? std::move(*old) : Hits{breakpoint.condition, true, {}, 0, true});
        now.back().on = breakpoint.on;
        now.back().known = !breakpoint.condition->needs_cells() && !breakpoint.condition->needs_events();
        if (!now.back().known) now.back().ranges = stops_of(breakpoint, *timeline_);
    }
    hits_ = std::move(now);
    const long trained = timeline_->trained();
    bool more = false;
    for (Hits& hits : hits_) {
        if (!hits.known) continue;
        bool told = true;
        for (; hits.looked < trained && most > 0; --most) {
            const long step = hits.looked + 1;
            const std::optional<bool> holds = hits.condition->holds(*timeline_, step);
            told = holds.has_value();
            if (!told) break;  // the trainer is about to find out
            hits.looked = step;
            if (!*holds) continue;
            if (!hits.ranges.empty() && hits.ranges.back().to == step - 1)
                hits.ranges.back().to = step;
            else
                hits.ranges.push_back({step, step});
        }
        more = more || (told && hits.looked < trained);
    }
    return more;
}

}  // namespace backstep
