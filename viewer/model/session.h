#pragma once
// One learner's session: which lesson, where in it, what is selected. Window and terminal share it, and neither ImGui
// nor a terminal is known here. apply() is the only thing that changes a session; drawing never does.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/record/explain.h"
#include "lessons/document.h"
#include "lessons/lesson.h"
#include "viewer/model/action.h"
#include "viewer/model/parked.h"
#include "viewer/model/timelines.h"
#include "viewer/model/walk.h"

namespace backstep {

// The image that is stepped through, the network that it goes through, and the training as it was left for it.
struct Aside {
    std::shared_ptr<const StepImage> image;
    std::string where;   // of the network: "before epoch 6 batch 386"
    bool after = false;  // it is the one that the step has left
    Mlp net;
    long t = 1;  // of its next step, for the optimizer
    Timelines timelines;
    std::shared_ptr<const Trace> trace;
    int position = 0;
    std::optional<CellRef> selected;
    std::vector<CellRef> trail;
};

struct OwnImages;

struct Session {
    Compute* compute = nullptr;
    std::vector<Lesson> lessons;
    std::shared_ptr<const Dataset> digits;
    std::optional<std::string> place;   // where they came from; without one they are the built-in ones
    std::size_t memory = usual_memory;  // bytes, for the checkpoints of a training; and for all in `parked` together
    std::function<void()> changed;      // called from the thread that trains when there is news; may be empty
    std::shared_ptr<Gate> gate;         // closed while the session is drawn, so that training waits; may be null

    // The open lesson; without one, the list of lessons is shown.
    const Lesson* lesson = nullptr;
    Knobs knobs;
    std::shared_ptr<const Trace> trace;  // the recording of the whole lesson, or of one step of its training
    Timelines timelines;                 // empty unless the lesson is about a training
    std::vector<ParkedTraining> parked;  // trainings that were left, the last one last
    std::shared_ptr<OwnImages> own;      // while images of the reader's own are read: viewer/model/own_lesson.h
    std::optional<Aside> aside;          // set while `trace` is of one image that goes through the network
    int position = 0;                    // how many events have happened: event position − 1 is the current one
    std::optional<CellRef> selected;     // the cell that is being explained
    std::vector<CellRef> trail;          // the cells that led to it, oldest first
    Places places;                       // to go back to, and bookmarks

    std::optional<SumWalk> walk;  // through the sum of the selected cell

    bool playing = false;
    double events_per_second = 2;
    double time_owed = 0;  // playing: the part of an event that has already passed, in events
    std::string error;     // shown where the lesson would be

    int count() const { return trace ? static_cast<int>(trace->events.size()) : 0; }
    const Event* current() const {
        return position > 0 ? &trace->events[static_cast<std::size_t>(position - 1)] : nullptr;
    }
};

// Does it. Bad input (an unknown lesson, knob, value or cell) throws InputError and changes nothing, but that an image
// that is stepped through may have been left; an error inside a lesson's run is kept in Session::error instead, and the
// lesson stays open without a trace.
void apply(Session& session, const Action& action);

}  // namespace backstep
