#pragma once
// What a user can do. An action that makes no sense now (a step beyond the end) changes nothing.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/timeline/position.h"
#include "viewer/model/places.h"
#include "viewer/model/step_image.h"
#include "viewer/model/train_options.h"

namespace backstep {

// A cell of a recorded value.
struct CellRef {
    int event = 0, row = 0, col = 0;
    friend bool operator==(const CellRef&, const CellRef&) = default;
};

// An optimizer, as optimizer_named() has it, and its learning rate.
struct RaceEntry {
    std::string optimizer;
    double learning_rate = 0;
};

// clang-format off

// Lessons and knobs.
struct OpenLesson { std::string name; };         // "5", "backpropagation"
struct ShowLessons {};                           // back to the list
struct OpenOwn { TrainOptions options; std::string folder; };  // viewer/model/own_lesson.h; no folder: the images there are
struct BeginOwn { OpenOwn own; };                // the same, with the images read in the background
struct LookAtOwn {};                             // opens it when they are read
struct LeaveOwn {};                              // it is not wanted any more
struct SetKnob { std::string name, value; };     // runs the lesson again; the cursor stays at the same value and version
struct ResetKnobs {};

// Moving. In a training, a step beyond the last event of a batch goes on with the next batch, training it if need be.
struct Step { int events = 1; };                 // forward, or back if negative; stops at both ends
struct StepPhase { int phases = 1; };            // to the first event of a later phase; back: of this, then an earlier
struct StepBatch { long batches = 1; };          // the same event of a later or earlier batch; stops at both ends
struct StepEpoch { long epochs = 1; };           // the same event of the same batch of another epoch
// With `dragged` the mouse is still held, and the jump began before.
struct GoToPosition { int position = 0; bool dragged = false; };  // of this recording; 0: before everything
struct GoToValue { std::string name; };          // "dW[2]", "W[1]@0", "17": its event becomes the current one
struct GoToMoment { Position moment; bool dragged = false; };  // of the training
struct GoToTyped { std::string text; };          // "epoch 6 batch 386 dW[1]", "step 2731", or as GoToValue

// Places (viewer/model/places.h). Jumps are remembered: all that go somewhere but for steps.
struct GoBack {};                                // to the place before the last jump, as in a browser
struct GoForward {};
struct SwitchBookmark {};                        // sets one here, or removes the one that is here
struct RemoveBookmark { Place place; };
struct GoToPlace { Place place; };               // opens its lesson, if need be

// A cell and where it came from.
struct SelectCell { CellRef cell; };             // begins a new trail
struct FollowCell { CellRef cell; };             // goes one step deeper: the selected cell joins the trail
struct FindUpdate { CellRef cell; };             // of a parameter: to the update of the step before, which left it so
struct TrailBack { int steps = 1; };             // to the cell selected before
struct ClearSelection {};

// Slow motion: through the sum of the selected cell (viewer/model/walk.h).
struct Walk {};                                  // begins, pauses, goes on
struct WalkTerms { int terms = 1; };             // forward, or back if negative, and pauses; begins if there is no walk
struct EndWalk {};

// Time.
struct Play { bool on = true; };
struct SetSpeed { double events_per_second = 2; };
struct Advance { double seconds = 0; };          // time passes: only here, and only while playing or walking

// Training.
struct Train {};                                 // goes on with the current timeline until its end, a breakpoint or Pause
struct Pause {};
struct Look {};                                  // takes notice of what the training has done meanwhile
struct AddBreakpoint { std::string condition; }; // engine/timeline/condition.h
struct SwitchBreakpoint { int index = 0; bool on = true; };
struct RemoveBreakpoint { int index = 0; };
struct AddWatch { std::string expression; };     // engine/timeline/watch.h
struct RemoveWatch { int index = 0; };
struct Continue { bool backward = false; };      // to the next moment at which a breakpoint holds
struct Fork { std::vector<std::string> knobs; }; // "optimizer=adam": a timeline of its own from the current step on
struct EditCell { CellRef cell; double value = 0; };  // forks at the current step, with this cell set by hand
struct Race { std::vector<RaceEntry> entries; }; // trains one timeline each from the first step on: viewer/model/race.h
struct ShowTimeline { int index = 0; };
struct ShowBeside { int index = -1; };           // −1: none
struct BackToTraining {};                        // to the moment where it was left
// clang-format on

using Action = std::variant<OpenLesson, OpenOwn, BeginOwn, LookAtOwn, LeaveOwn, ShowLessons, SetKnob, ResetKnobs, Step,
                            StepPhase, StepBatch, StepEpoch, GoToPosition, GoToValue, GoToMoment, GoToTyped, SelectCell,
                            FollowCell, FindUpdate, TrailBack, ClearSelection, Walk, WalkTerms, EndWalk, Play, SetSpeed,
                            Advance, Train, Pause, Look, AddBreakpoint, SwitchBreakpoint, RemoveBreakpoint, AddWatch,
                            RemoveWatch, Continue, Fork, EditCell, Race, ShowTimeline, ShowBeside, GoBack, GoForward,
                            SwitchBookmark, RemoveBookmark, GoToPlace, StepImage, BackToTraining>;

}  // namespace backstep
