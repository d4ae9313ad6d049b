#include "viewer/model/cursor.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/math/error.h"

namespace backstep {
namespace {

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
    if (!event || !other.value(*event).contains(cell.row, cell.col)) return std::nullopt;
    return CellRef{*event, cell.row, cell.col};
}

bool begins_phase(const Session& session, int event) {
    if (event == 0) return true;
    const Event& one = session.trace->events[static_cast<std::size_t>(event)];
    const Event& before = session.trace->events[static_cast<std::size_t>(event - 1)];
    return one.phase != before.phase || one.step != before.step;
}

}  // namespace

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
    const Numbers value = trace.value(event);
    if (!value.contains(cell.row, cell.col))
        throw InputError(event.name.text(),
                         "there is no cell (" + std::to_string(cell.row) + "," + std::to_string(cell.col) + ")",
                         "it is " + shape_text(value.rows, value.cols) + ": rows go from 0 to " +
                             std::to_string(value.rows - 1) + ", columns from 0 to " + std::to_string(value.cols - 1));
}

void clear_selection(Session& session) {
    session.selected.reset();
    session.trail.clear();
}

// Counted from both ends, so that no number of events overflows.
int step_events(Session& session, int events) {
    const int possible = std::clamp(events, -session.position, session.count() - session.position);
    session.position += possible;
    return events - possible;
}

// The first events of the phases are where it stops, and both ends of the recording.
int step_phases(Session& session, int phases) {
    for (; phases > 0 && session.position < session.count(); --phases) do
            ++session.position;
        while (session.position < session.count() && !begins_phase(session, session.position - 1));
    for (; phases < 0 && session.position > 0; ++phases) do
            --session.position;
        while (session.position > 0 && !begins_phase(session, session.position - 1));
    return phases;
}

void show(Session& session, std::shared_ptr<const Trace> trace) {
    const std::shared_ptr<const Trace> old = std::exchange(session.trace, std::move(trace));
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

}  // namespace backstep
