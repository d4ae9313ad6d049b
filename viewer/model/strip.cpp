#include "viewer/model/strip.h"

#include <fmt/format.h>

namespace backstep {
namespace {

Moment moment_of(int event, int position) {
    if (event >= position) return Moment::future;
    return event == position - 1 ? Moment::current : Moment::done;
}

// A group is current while the current event is in it, also when that is its last one.
Moment moment_of(const StripGroup& group) {
    bool all_done = true;
    for (const StripEvent& event : group.events) {
        if (event.moment == Moment::current) return Moment::current;
        all_done = all_done && event.moment == Moment::done;
    }
    return all_done ? Moment::done : Moment::future;
}

}  // namespace

StripView strip_view(const Session& session) {
    StripView view;
    view.position = session.position;
    view.count = session.count();
    if (!session.trace) return view;
    for (const Event& event : session.trace->events) {
        if (view.groups.empty() || view.groups.back().phase != event.phase || view.groups.back().step != event.step) {
            StripGroup group;
            group.phase = event.phase;
            group.step = event.step;
            group.title = phase_name(event.phase);
            view.groups.push_back(std::move(group));
        }
        view.steps = event.step;
        view.groups.back().events.push_back(
            {event.index, event.name.text(), event.version, event.given, moment_of(event.index, session.position)});
    }
    for (StripGroup& group : view.groups) group.moment = moment_of(group);
    return view;
}

TransportView transport_view(const Session& session) {
    TransportView view;
    view.can_go_forward = session.position < session.count();
    view.can_go_back = session.position > 0;
    view.playing = session.playing;
    view.events_per_second = session.events_per_second;
    const Event* current = session.current();
    if (!session.trace) return view;
    if (!current) {
        view.where = fmt::format("before the first of {} events", session.count());
        return view;
    }
    view.where = fmt::format("event {} of {}: {}, {}", session.position, session.count(), current->name.text(),
                             phase_name(current->phase));
    if (const int steps = session.trace->events.back().step; steps > 1)
        view.where += fmt::format(", step {} of {}", current->step, steps);
    return view;
}

}  // namespace backstep
