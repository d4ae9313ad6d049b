#include "viewer/model/session.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "engine/math/error.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

std::string place_of(const Session& session) {
    return session.lesson ? "lesson " + std::to_string(session.lesson->number) : "backstep";
}

const Trace& recording(const Session& session) {
    if (session.trace) return *session.trace;
    if (session.lesson)
        throw InputError(place_of(session), "it has not run", "turn the knob back that it could not run with");
    throw InputError(place_of(session), "no lesson is open", "open one first");
}

void check(const Session& session, const CellRef& cell) {
    const Trace& trace = recording(session);
    if (cell.event < 0 || cell.event >= session.count())
        throw InputError(place_of(session), "there is no event " + std::to_string(cell.event),
                         "they go from 0 to " + std::to_string(session.count() - 1));
    const Event& event = trace.events[static_cast<std::size_t>(cell.event)];
    const Matrix& value = trace.value(event);
    if (!value.contains(cell.row, cell.col))
        throw InputError(event.name.text(),
                         "there is no cell (" + std::to_string(cell.row) + "," + std::to_string(cell.col) + ")",
                         "it is " + shape_text(value.rows, value.cols) + ": rows go from 0 to " +
                             std::to_string(value.rows - 1) + ", columns from 0 to " + std::to_string(value.cols - 1));
}

// The event that is the same value in another recording: same name, version and training step; or nothing.
std::optional<int> same_event(const Event& event, const Trace& other) {
    for (const Event& candidate : other.events)
        if (candidate.version == event.version && candidate.step == event.step &&
            candidate.name.text() == event.name.text())
            return candidate.index;
    return std::nullopt;
}

std::optional<CellRef> same_cell(const CellRef& cell, const Trace& old, const Trace& other) {
    const std::optional<int> event = same_event(old.events[static_cast<std::size_t>(cell.event)], other);
    if (!event || !other.values[static_cast<std::size_t>(*event)].contains(cell.row, cell.col)) return std::nullopt;
    return CellRef{*event, cell.row, cell.col};
}

void clear_selection(Session& session) {
    session.selected.reset();
    session.trail.clear();
}

void set_position(Session& session, int position) { session.position = std::clamp(position, 0, session.count()); }

// Runs the open lesson with its knobs. What goes wrong inside it is the lesson's, and is shown in its place.
void run(Session& session) {
    session.trace.reset();
    session.error.clear();
    try {
        if (!session.digits) throw InputError(place_of(session), "there are no digits", "load some first");
        session.trace = std::make_shared<const Trace>(
            run_lesson(*session.lesson, session.knobs, *session.digits, *session.compute));
    } catch (const std::exception& error) {
        session.error = error.what();
    }
}

void run_again(Session& session) {
    const std::shared_ptr<const Trace> old = session.trace;
    run(session);
    if (!session.trace || !old) {
        session.playing = false;
        session.position = 0;
        return clear_selection(session);
    }
    int position = 0;
    for (int event = session.position - 1; event >= 0 && position == 0; --event)
        if (const std::optional<int> same = same_event(old->events[static_cast<std::size_t>(event)], *session.trace))
            position = *same + 1;
    session.position = position;

    std::optional<CellRef> selected;
    if (session.selected) selected = same_cell(*session.selected, *old, *session.trace);
    if (!selected) return clear_selection(session);
    session.selected = selected;
    std::vector<CellRef> trail;
    for (const CellRef& cell : session.trail)
        if (const std::optional<CellRef> same = same_cell(cell, *old, *session.trace)) trail.push_back(*same);
    session.trail = std::move(trail);
}

void step(Session& session, int events) {
    // Counted from both ends, so that no number of events overflows.
    events = std::clamp(events, -session.position, session.count() - session.position);
    session.position += events;
    if (session.position == session.count()) session.playing = false;
}

bool begins_phase(const Session& session, int event) {
    if (event == 0) return true;
    const Event& one = session.trace->events[static_cast<std::size_t>(event)];
    const Event& before = session.trace->events[static_cast<std::size_t>(event - 1)];
    return one.phase != before.phase || one.step != before.step;
}

// The first events of the phases are where it stops, and both ends of the recording.
void step_phase(Session& session, int phases) {
    for (; phases > 0 && session.position < session.count(); --phases) do
            ++session.position;
        while (session.position < session.count() && !begins_phase(session, session.position - 1));
    for (; phases < 0 && session.position > 0; ++phases) do
            --session.position;
        while (session.position > 0 && !begins_phase(session, session.position - 1));
}

void advance(Session& session, double seconds) {
    if (!session.playing || !(seconds > 0)) return;
    session.time_owed += seconds * session.events_per_second;
    const double events = std::floor(std::min(session.time_owed, 1e6));
    session.time_owed = session.time_owed - events < 1 ? session.time_owed - events : 0;
    step(session, static_cast<int>(events));
}

struct Apply {
    Session& session;

    void operator()(const OpenLesson& action) const {
        const Lesson& lesson = lesson_named(session.lessons, action.name);
        session.lesson = &lesson;
        session.knobs = Knobs(lesson.knobs);
        session.position = 0;
        session.playing = false;
        session.time_owed = 0;
        clear_selection(session);
        run(session);
    }
    void operator()(const ShowLessons&) const {
        session.lesson = nullptr;
        session.knobs = Knobs();
        session.trace.reset();
        session.position = 0;
        session.playing = false;
        session.error.clear();
        clear_selection(session);
    }
    void operator()(const Step& action) const { step(session, action.events); }
    void operator()(const StepPhase& action) const { step_phase(session, action.phases); }
    void operator()(const GoToPosition& action) const { set_position(session, action.position); }
    void operator()(const GoToValue& action) const {
        const int event = event_named(recording(session), action.name, session.position, place_of(session));
        session.position = event + 1;
    }
    void operator()(const SetKnob& action) const {
        if (!session.lesson) throw InputError(place_of(session), "no lesson is open", "open one first");
        Knobs knobs = session.knobs;
        knobs.set(action.name, action.value);
        session.knobs = std::move(knobs);
        run_again(session);
    }
    void operator()(const ResetKnobs&) const {
        if (!session.lesson) return;
        session.knobs = Knobs(session.lesson->knobs);
        run_again(session);
    }
    void operator()(const SelectCell& action) const {
        check(session, action.cell);
        session.trail.clear();
        session.selected = action.cell;
    }
    void operator()(const FollowCell& action) const {
        check(session, action.cell);
        if (session.selected == action.cell) return;
        if (session.selected) session.trail.push_back(*session.selected);
        session.selected = action.cell;
    }
    void operator()(const TrailBack& action) const {
        for (int left = action.steps; left > 0 && !session.trail.empty(); --left) {
            session.selected = session.trail.back();
            session.trail.pop_back();
        }
    }
    void operator()(const ClearSelection&) const { clear_selection(session); }
    void operator()(const Play& action) const {
        session.playing = action.on && session.position < session.count();
        session.time_owed = 0;
    }
    void operator()(const SetSpeed& action) const {
        if (action.events_per_second > 0 && std::isfinite(action.events_per_second))
            session.events_per_second = action.events_per_second;
    }
    void operator()(const Advance& action) const { advance(session, action.seconds); }
};

}  // namespace

void apply(Session& session, const Action& action) { std::visit(Apply{session}, action); }

}  // namespace backstep
