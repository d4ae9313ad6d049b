#include "viewer/model/training.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/math/error.h"
#include "lessons/training.h"
#include "viewer/model/cursor.h"
#include "viewer/model/origin.h"
#include "viewer/model/race.h"
#include "viewer/model/training_parts.h"
#include "viewer/model/value_name.h"

namespace backstep {

Timelines& timelines_of(Session& session) {
    require_training_in_place(session);
    if (session.timelines.empty())
        throw InputError(place_of(session), "it has no training", "open one of the lessons that train, such as 10");
    return session.timelines;
}

const Timelines& training_of(const Session& session) {
    return session.aside ? session.aside->timelines : session.timelines;
}

long per_epoch(const Session& session) { return training_of(session).timeline()->plan().steps_per_epoch(); }

std::string step_text(const Session& session, long step) { return step_text(step, per_epoch(session)); }

// It goes on where it was, as the timeline keeps what was trained.
void rest(Session& session) {
    if (session.timelines.trainer) session.timelines.trainer->pause();
    session.timelines.training = session.timelines.racing = false;
}

namespace {

std::shared_ptr<const Trace> record_step(Session& session, long step) {
    const std::shared_ptr<const Timeline> timeline = session.timelines.timeline();
    if (step > timeline->trained()) return timeline->record(*session.compute, step);
    Timelines::Replay& replay = session.timelines.replay;
    if (replay.timeline != timeline) replay = {timeline, std::make_shared<StepReplay>(*timeline, *session.compute)};
    return replay.steps->record(step);
}

void show_step(Session& session, long step) {
    std::shared_ptr<const Trace> trace = record_step(session, step);
    session.timelines.step = step;
    session.timelines.notice.clear();  // it was about where one has been
    show(session, std::move(trace));
}

// Shows what the timelines, as they were parked, had shown.
void go_on(Session& session) {
    Timelines& timelines = session.timelines;
    timelines.notice.clear();
    session.error.clear();
    session.knobs = timelines.all[static_cast<std::size_t>(timelines.current)].knobs;
    show(session, record_step(session, timelines.step));
}

// The training that is there is the one that these knobs would begin.
bool begins_with(const Session& session, const std::vector<std::string>& knobs) {
    const std::vector<Line>& all = session.timelines.all;
    return !all.empty() && turned(all.front().knobs, session.lesson->knobs) == knobs;
}

// What would come of it is known to the last bit, so it goes on as it is.
void show_first(Session& session) {
    session.knobs = session.timelines.all.front().knobs;
    do_training(session, ShowTimeline{0});
}

void check_timeline(Session& session, int index) {
    const int count = static_cast<int>(timelines_of(session).all.size());
    if (index < 0 || index >= count)
        throw InputError(
            "timeline " + std::to_string(index + 1), "there is none",
            count == 1 ? "there is only timeline 1; fork makes another" : fmt::format("they go from 1 to {}", count));
}

}  // namespace

long last_step(const Session& session) {
    const Timeline& timeline = *session.timelines.timeline();
    return std::min(timeline.trained() + 1, timeline.plan().steps());
}

void show_moment(Session& session, Position moment) {
    if (moment.step != session.timelines.step) show_step(session, moment.step);
    session.position = std::clamp(moment.event, 0, session.count());
}

void begin_training(Session& session) {
    const std::vector<std::string> knobs = turned(session.knobs, session.lesson->knobs);
    if (session.places.keep && begins_with(session, knobs)) return show_first(session);
    const std::shared_ptr<const TrainingData> old =
        session.timelines.empty() ? nullptr : session.timelines.timeline()->plan().data;
    std::vector<Breakpoint> breakpoints = session.timelines.breakpoints;
    auto watches = session.timelines.watches;
    std::optional<ParkedTraining> parked = take_parked(session, knobs);
    const bool kept = park_training(session);
    end_training(session);
    for (Breakpoint& breakpoint : breakpoints) breakpoint.stops.clear();
    if (parked) {
        for (const Breakpoint& before : parked->timelines.breakpoints)
            for (Breakpoint& breakpoint : breakpoints)
                if (breakpoint.condition == before.condition) breakpoint.stops = before.stops;
        session.timelines = std::move(parked->timelines);
    }
    session.timelines.breakpoints = std::move(breakpoints);
    session.timelines.watches = std::move(watches);
    if (parked) return go_on(session);
    session.error.clear();
    std::shared_ptr<const Trace> trace;
    try {
        if (!session.digits) throw InputError(place_of(session), "there are no digits", "load some first");
        const std::shared_ptr<const TrainingData> data =
            old ? old
            : session.lesson->training.data
                ? session.lesson->training.data
                : lesson_training_data(*session.lesson, *session.digits, lesson_test_digits(session.place));
        auto timeline = std::make_shared<Timeline>(lesson_plan(*session.lesson, session.knobs, data), session.memory);
        trace = timeline->record(*session.compute, 1);
        session.timelines.all.push_back({std::move(timeline), session.knobs});
        const std::string advice = rate_advice(session);
        session.timelines.notice = advice;
        if (kept && advice.empty())
            session.timelines.notice = "a new start; turn the knob back, and the training before is there again";
        else if (kept)
            session.timelines.notice += "; the training before is kept";
    } catch (const std::exception& error) {
        session.error = error.what();
    }
    show(session, std::move(trace));
}

bool return_to_training(Session& session) {
    std::optional<ParkedTraining> parked = take_last_parked(session);
    if (!parked) return false;
    session.timelines = std::move(parked->timelines);
    session.places.last[parked->lesson] = parked->place;
    go_on(session);
    return true;
}

void end_training(Session& session) {
    rest(session);
    session.timelines = {};
}

void go_to_step(Session& session, long step) {
    timelines_of(session);
    const Timeline& timeline = *session.timelines.timeline();
    if (step < 1 || step > timeline.plan().steps())
        throw InputError(place_of(session), fmt::format("there is no training step {}", step),
                         fmt::format("they go from 1 to {}", timeline.plan().steps()));
    if (step > last_step(session))
        throw InputError(place_of(session), step_text(session, step) + " is not trained yet",
                         "train first; it has come to " + step_text(session, last_step(session)));
    if (step != session.timelines.step) show_step(session, step);
}

bool cross_step(Session& session, bool forward) {
    if (session.timelines.empty()) return false;
    Timelines& timelines = session.timelines;
    const long step = timelines.step + (forward ? 1 : -1);
    if (step < 1) return false;
    if (step > last_step(session)) {
        Timeline& timeline = *timelines.timeline();
        if (timelines.training || timeline.finished()) return false;
        timeline.summarise(Summarised::wholly);
        timeline.advance(*session.compute, 1);
        if (step > last_step(session)) return false;
    }
    show_step(session, step);
    session.position = forward ? 0 : session.count();
    return true;
}

void do_training(Session& session, const StepBatch& action) {
    timelines_of(session);
    const long last = last_step(session), step = session.timelines.step;
    if (action.batches == 1 && step == last) {
        const int position = session.position;
        if (cross_step(session, true)) session.position = std::min(position, session.count());
        return;
    }
    go_to_step(session, step + std::clamp(action.batches, 1 - step, last - step));
}

void do_training(Session& session, const StepEpoch& action) {
    timelines_of(session);
    const long last = last_step(session), step = session.timelines.step;
    const long epochs = std::clamp(action.epochs, -last, last);
    go_to_step(session, std::clamp(step + epochs * per_epoch(session), 1L, last));
}

void do_training(Session& session, const GoToMoment& action) {
    do_training(session, BackToTraining{});
    go_to_step(session, action.moment.step);
    session.position = std::clamp(action.moment.event, 0, session.count());
}

void do_training(Session& session, const FindUpdate& action) {
    check(session, action.cell);
    const long step = timelines_of(session).step;
    if (!was_updated(*session.trace, action.cell)) return;
    const std::string name = session.trace->events[static_cast<std::size_t>(action.cell.event)].name.text();
    go_to_step(session, step - 1);
    const std::optional<int> update = find_event(*session.trace, name, session.count());
    if (!update) return;
    session.position = *update + 1;
    const CellRef made{*update, action.cell.row, action.cell.col};
    check(session, made);
    session.trail.clear();
    session.selected = made;
}

void do_training(Session& session, const GoToTyped& action) {
    if (session.timelines.empty()) {
        session.position = event_named(recording(session), action.text, session.position, place_of(session)) + 1;
        return;
    }
    const Position here{session.timelines.step, session.position};
    const TypedPosition typed =
        parse_position(action.text, here, per_epoch(session), session.timelines.timeline()->plan().steps());
    if (typed.value.empty()) {
        go_to_step(session, typed.step);
        session.position = 0;
        return;
    }
    // The values of all steps have the same names, so that a wrong one is found before anything moves.
    event_named(recording(session), typed.value, session.count(), place_of(session));
    go_to_step(session, typed.step);
    session.position = event_named(*session.trace, typed.value, session.count(), place_of(session)) + 1;
}

void do_training(Session& session, const ShowTimeline& action) {
    check_timeline(session, action.index);
    Timelines& timelines = session.timelines;
    if (action.index == timelines.current) return;
    rest(session);
    if (timelines.beside == action.index) timelines.beside = timelines.current;
    timelines.current = action.index;
    session.knobs = timelines.all[static_cast<std::size_t>(action.index)].knobs;
    show_step(session, std::min(timelines.step, last_step(session)));
}

void do_training(Session& session, const ShowBeside& action) {
    if (action.index >= 0) check_timeline(session, action.index);
    timelines_of(session).beside = action.index == session.timelines.current ? -1 : action.index;
}

}  // namespace backstep
