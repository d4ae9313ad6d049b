// Training and its breakpoints: the actions that let the thread work, and what is made of its news.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <optional>

#include "engine/math/error.h"
#include "viewer/model/cursor.h"
#include "viewer/model/race.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

std::vector<std::shared_ptr<const Condition>> active_conditions(const Timelines& timelines) {
    std::vector<std::shared_ptr<const Condition>> conditions;
    for (const Breakpoint& breakpoint : timelines.breakpoints)
        if (breakpoint.on) conditions.push_back(breakpoint.condition);
    return conditions;
}

Breakpoint& breakpoint_at(Session& session, int index) {
    Timelines& timelines = timelines_of(session);
    const int count = static_cast<int>(timelines.breakpoints.size());
    if (index < 0 || index >= count)
        throw InputError("breakpoint " + std::to_string(index + 1), "there is none",
                         count ? fmt::format("they go from 1 to {}", count) : "set one with break CONDITION");
    return timelines.breakpoints[static_cast<std::size_t>(index)];
}

// The breakpoint remembers where it was seen to hold: of some conditions nothing else tells.
void stop_at(Session& session, Position moment, const std::shared_ptr<const Condition>& condition) {
    show_moment(session, moment);
    Timelines& timelines = session.timelines;
    timelines.notice =
        fmt::format("stopped at {}: {}", position_text(moment, per_epoch(session), *session.trace), condition->text());
    for (Breakpoint& breakpoint : timelines.breakpoints) {
        const Breakpoint::Stop stop{timelines.timeline(), moment.step};
        if (breakpoint.condition == condition &&
            std::find(breakpoint.stops.begin(), breakpoint.stops.end(), stop) == breakpoint.stops.end())
            breakpoint.stops.push_back(stop);
    }
}

void back_to_start(Session& session) {
    show_moment(session, {1, 0});
    session.timelines.notice = "no breakpoint held before: this is the start";
}

Trainer& trainer(Session& session) {
    std::shared_ptr<Trainer>& trainer = session.timelines.trainer;
    if (!trainer)
        trainer = std::make_shared<Trainer>(session.compute->kernels, session.compute->pool.threads(), session.changed,
                                            session.gate);
    return *trainer;
}

// Of a timeline that has come to its end. Whoever waits for a breakpoint wants to know that there was none.
std::string end_text(const Session& session) {
    const Timelines& timelines = session.timelines;
    const Timeline& timeline = *timelines.timeline();
    if (const auto diverged = timeline.diverged_at())
        return "it diverged: numbers stopped being finite at " + step_text(session, *diverged);
    const std::string text =
        timeline.stopped_early() ? "stopped early: validation does not get better" : "the training is finished";
    return active_conditions(timelines).empty() ? text : text + ", and no breakpoint held on the way";
}

void start(Session& session) {
    Timelines& timelines = session.timelines;
    if (timelines.timeline()->finished()) {
        timelines.notice = end_text(session);
        return;
    }
    timelines.notice.clear();
    timelines.training = true;
    const Position here{timelines.step, session.position};
    trainer(session).train(timelines.timeline(), active_conditions(timelines), here);
}

}  // namespace

void train_in_background(Session& session, const std::shared_ptr<Timeline>& timeline) {
    session.timelines.training = true;
    trainer(session).train(timeline);
}

// The curve marks where they hold as soon as it is known.
void complete_for_breakpoints(Session& session) {
    const Timelines& timelines = session.timelines;
    if (timelines.empty() || timelines.training) return;
    const auto needs_more = [](const Breakpoint& breakpoint) { return breakpoint.condition->needs_complete(); };
    const bool needed = std::any_of(timelines.breakpoints.begin(), timelines.breakpoints.end(), needs_more);
    if (needed && !timelines.timeline()->is_complete()) trainer(session).complete(timelines.timeline());
}

std::vector<ConditionValue> values_to_name(const Session& session) {
    std::vector<ConditionValue> values = condition_values(recording(session));
    for (std::size_t i = 0, count = values.size(); i < count; ++i)
        if (const std::string typed = ascii_name(values[i].text); typed != values[i].text) {
            values.push_back(values[i]);
            values.back().text = typed;
        }
    return values;
}

void do_training(Session& session, const Train&) {
    timelines_of(session);
    start(session);
}

void do_training(Session& session, const Pause&) {
    if (session.timelines.empty()) return;
    rest(session);
}

void do_training(Session& session, const Look&) {
    Timelines& timelines = session.timelines;
    if (!timelines.training || !timelines.trainer) return;
    const TrainerStatus status = timelines.trainer->status();
    if (status.running) return;
    timelines.training = false;
    if (!status.error.empty()) {
        timelines.notice = status.error;
        timelines.racing = false;
    } else if (timelines.racing) {
        if (!train_next_racer(session)) timelines.notice = "the race is over";
    } else if (status.broke_at) {
        stop_at(session, *status.broke_at, status.broke_by);
    } else if (status.backward) {
        back_to_start(session);
    } else if (timelines.timeline()->finished()) {
        timelines.notice = end_text(session);
    }
}

void do_training(Session& session, const AddBreakpoint& action) {
    Timelines& timelines = timelines_of(session);
    timelines.breakpoints.push_back({std::make_shared<const Condition>(action.condition, values_to_name(session))});
}

void do_training(Session& session, const SwitchBreakpoint& action) {
    breakpoint_at(session, action.index).on = action.on;
}

void do_training(Session& session, const RemoveBreakpoint& action) {
    breakpoint_at(session, action.index);
    auto& breakpoints = session.timelines.breakpoints;
    breakpoints.erase(breakpoints.begin() + action.index);
}

void do_training(Session& session, const Continue& action) {
    Timelines& timelines = timelines_of(session);
    rest(session);
    const auto conditions = active_conditions(timelines);
    if (conditions.empty() && action.backward) {
        timelines.notice = "there is no breakpoint to go back to";
        return;
    }
    const bool complete = timelines.timeline()->is_complete();
    const auto takes_a_while = [complete](const auto& condition) {
        return condition->needs_cells() || condition->needs_events() || (condition->needs_complete() && !complete);
    };
    const Position here{timelines.step, session.position};
    // A search that runs step after step again is left to the thread that trains.
    if (std::any_of(conditions.begin(), conditions.end(), takes_a_while)) {
        timelines.notice.clear();
        timelines.training = true;
        return trainer(session).search(timelines.timeline(), conditions, here, action.backward);
    }
    const std::atomic<bool> never{false};
    if (const auto found = find_next(*timelines.timeline(), *session.compute, conditions, here, action.backward, never))
        return stop_at(session, found->moment, conditions[found->condition]);
    if (!action.backward) return start(session);
    back_to_start(session);
}

}  // namespace backstep
