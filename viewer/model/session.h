#pragma once
// One learner's session: which lesson, where in it, what is selected. Window and terminal share it, and neither ImGui
// nor a terminal is known here. apply() is the only thing that changes a session; drawing never does.

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/record/explain.h"
#include "lessons/document.h"
#include "lessons/lesson.h"

namespace backstep {

// A cell of a recorded value.
struct CellRef {
    int event = 0, row = 0, col = 0;
    friend bool operator==(const CellRef&, const CellRef&) = default;
};

struct Session {
    Compute* compute = nullptr;
    std::vector<Lesson> lessons;
    std::shared_ptr<const Dataset> digits;

    // The open lesson; without one, the list of lessons is shown.
    const Lesson* lesson = nullptr;
    Knobs knobs;
    std::shared_ptr<const Trace> trace;  // the recording of the whole lesson
    int position = 0;                    // how many events have happened: event position − 1 is the current one
    std::optional<CellRef> selected;     // the cell that is being explained
    std::vector<CellRef> trail;          // the cells that led to it, oldest first

    bool playing = false;
    double events_per_second = 2;
    double time_owed = 0;  // playing: the part of an event that has already passed, in events
    std::string error;     // shown where the lesson would be

    int count() const { return trace ? static_cast<int>(trace->events.size()) : 0; }
    const Event* current() const {
        return position > 0 ? &trace->events[static_cast<std::size_t>(position - 1)] : nullptr;
    }
};

// What a user can do. The results of an action that makes no sense now (a step beyond the end) is no change.
struct OpenLesson {
    std::string name;
};                      // "5", "backpropagation"
struct ShowLessons {};  // back to the list
struct Step {
    int events = 1;
};  // forward, or back if negative; stops at both ends
struct StepPhase {
    int phases = 1;
};  // to the first event of a later phase; back: of this, then an earlier
struct GoToPosition {
    int position = 0;
};  // 0: before everything
struct GoToValue {
    std::string name;
};  // "dW[2]", "W[1]@0", "17": its event becomes the current one
struct SetKnob {
    std::string name, value;
};  // runs the lesson again; the cursor stays at the same value and version
struct ResetKnobs {};
struct SelectCell {
    CellRef cell;
};  // begins a new trail
struct FollowCell {
    CellRef cell;
};  // goes one step deeper: the selected cell joins the trail
struct TrailBack {
    int steps = 1;
};  // to the cell selected before
struct ClearSelection {};
struct Play {
    bool on = true;
};
struct SetSpeed {
    double events_per_second = 2;
};
struct Advance {
    double seconds = 0;
};  // time passes: only here, and only while playing
using Action = std::variant<OpenLesson, ShowLessons, Step, StepPhase, GoToPosition, GoToValue, SetKnob, ResetKnobs,
                            SelectCell, FollowCell, TrailBack, ClearSelection, Play, SetSpeed, Advance>;

// Does it. Bad input (an unknown lesson, knob, value or cell) throws InputError and changes nothing; an error inside a
// lesson's run is kept in Session::error instead, and the lesson stays open without a trace.
void apply(Session& session, const Action& action);

}  // namespace backstep
