#include "viewer/model/session.h"

#include <algorithm>
#include <cmath>

#include "engine/math/error.h"
#include "viewer/model/cursor.h"
#include "viewer/model/history.h"
#include "viewer/model/own_lesson.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"
#include "viewer/model/value_name.h"

namespace backstep {
namespace {

// Runs the open lesson with its knobs. What goes wrong inside it is the lesson's, and is shown in its place.
void run(Session& session) {
    if (session.lesson->training.plan) return begin_training(session);
    session.error.clear();
    std::shared_ptr<const Trace> trace;
    try {
        if (!session.digits) throw InputError(place_of(session), "there are no digits", "load some first");
        trace = std::make_shared<const Trace>(
            run_lesson(*session.lesson, session.knobs, *session.digits, *session.compute));
    } catch (const std::exception& error) {
        session.error = error.what();
    }
    show(session, std::move(trace));
}

// What does not fit into this recording goes on in that of the next training step, or of the one before. The end of a
// step is the beginning of the next: whoever steps back to it sees it as the end, as whoever steps forward.
template <class Go>
void step(Session& session, int moves, const Go& go) {
    int left = go(session, moves);
    while (left != 0 && cross_step(session, left > 0)) left = go(session, left);
    if (moves < 0 && session.position == 0) cross_step(session, false);
    const bool at_end = session.position == session.count();
    if (at_end && (left != 0 || session.timelines.empty())) session.playing = false;
}

void advance(Session& session, double seconds) {
    if (!session.playing || !(seconds > 0)) return;
    session.time_owed += seconds * session.events_per_second;
    const double events = std::floor(std::min(session.time_owed, 1e6));
    session.time_owed = session.time_owed - events < 1 ? session.time_owed - events : 0;
    step(session, static_cast<int>(events), step_events);
}

struct Apply {
    Session& session;

    void operator()(const OpenLesson& action) const {
        const Lesson& lesson = lesson_named(session.lessons, action.name);
        const bool again = &lesson == session.lesson;
        // Again, with a training: that is kept, and shown from its start.
        if (again && session.places.keep && !training_of(session).empty())
            return do_training(session, GoToMoment{{1, 0}});
        leave_lesson(session);
        park_training(session);
        close();
        session.lesson = &lesson;
        session.knobs = Knobs(lesson.knobs);
        if (!return_to_training(session)) run(session);
        if (!again) return_to_lesson(session);
    }
    void operator()(const OpenOwn& action) const { open_own(session, action); }
    void operator()(const BeginOwn& action) const { begin_own(session, action); }
    void operator()(const LookAtOwn&) const { look_at_own(session); }
    void operator()(const LeaveOwn&) const { session.own.reset(); }
    void operator()(const ShowLessons&) const {
        leave_lesson(session);
        park_training(session);
        close();
        session.lesson = nullptr;
        session.knobs = Knobs();
        session.error.clear();
    }
    void operator()(const Step& action) const { step(session, action.events, step_events); }
    void operator()(const StepPhase& action) const { step(session, action.phases, step_phases); }
    void operator()(const GoToPosition& action) const {
        session.position = std::clamp(action.position, 0, session.count());
    }
    void operator()(const GoToValue& action) const {
        const int event = event_named(recording(session), action.name, session.position, place_of(session));
        session.position = event + 1;
    }
    void operator()(const SetKnob& action) const {
        if (!session.lesson) throw InputError(place_of(session), "no lesson is open", "open one first");
        require_training_in_place(session);
        Knobs knobs = session.knobs;
        knobs.set(action.name, action.value);
        session.knobs = std::move(knobs);
        run(session);
    }
    void operator()(const ResetKnobs&) const {
        if (!session.lesson) return;
        require_training_in_place(session);
        // Those that are so already, from the start: who wants that wants to begin anew.
        const auto is_usual = [&](const Knobs& knobs) { return turned(knobs, session.lesson->knobs).empty(); };
        const std::vector<Line>& all = session.timelines.all;
        if (is_usual(session.knobs) && !all.empty() && is_usual(all.front().knobs)) end_training(session);
        session.knobs = Knobs(session.lesson->knobs);
        run(session);
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
        session.playing = action.on && (session.position < session.count() || !session.timelines.empty());
        session.time_owed = 0;
    }
    void operator()(const SetSpeed& action) const {
        if (action.events_per_second > 0 && std::isfinite(action.events_per_second))
            session.events_per_second = action.events_per_second;
    }
    void operator()(const Walk&) const { walk(session); }
    void operator()(const WalkTerms& action) const { walk_terms(session, action.terms); }
    void operator()(const EndWalk&) const { session.walk.reset(); }
    void operator()(const Advance& action) const {
        advance(session, action.seconds);
        if (session.walk) pass_time(*session.walk, action.seconds);
    }
    void operator()(const GoBack& action) const { do_history(session, action); }
    void operator()(const GoForward& action) const { do_history(session, action); }
    void operator()(const SwitchBookmark& action) const { do_history(session, action); }
    void operator()(const RemoveBookmark& action) const { do_history(session, action); }
    void operator()(const GoToPlace& action) const { do_history(session, action); }
    template <class Other>
    void operator()(const Other& action) const {
        do_training(session, action);
    }

    // As nothing was open.
    void close() const {
        end_training(session);
        session.aside.reset();
        session.trace.reset();
        session.position = 0;
        session.playing = false;
        session.time_owed = 0;
        clear_selection(session);
    }
};

}  // namespace

void begin_with(Session& session, Knobs knobs) {
    session.knobs = std::move(knobs);
    run(session);
    session.timelines.notice.clear();
}

void apply_unremembered(Session& session, const Action& action) {
    std::visit(Apply{session}, action);
    end_walk_elsewhere(session);
    complete_for_breakpoints(session);
}

void apply(Session& session, const Action& action) {
    if (!is_jump(action)) return apply_unremembered(session, action);
    const Place before = current_place(session);
    apply_unremembered(session, action);
    if (same_place(before, current_place(session)))
        remember_waiting(session);
    else
        remember_jump(session, before);
}

}  // namespace backstep
