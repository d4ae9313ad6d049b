#pragma once
// The actions of a training lesson: what apply() does for them. Each throws InputError and changes nothing where it
// makes no sense.

#include "viewer/model/session.h"

namespace backstep {

// Opens the timelines of the session's lesson anew, with its knobs, and shows the first step. What goes wrong is kept
// in Session::error.
void begin_training(Session& session);
// The one of the open lesson that was left last, with its knobs; false if none is kept.
bool return_to_training(Session& session);
// Ends the thread that trains, and forgets the timelines.
void end_training(Session& session);

// To that step of the current timeline, at most one beyond what is trained; the cursor stays at the same event.
void go_to_step(Session& session, long step);
// One event, or phase, beyond the end of a step, or back beyond its beginning. Gives false if there is no such step.
bool cross_step(Session& session, bool forward);

void do_training(Session& session, const StepBatch& action);
void do_training(Session& session, const StepEpoch& action);
void do_training(Session& session, const GoToMoment& action);
void do_training(Session& session, const GoToTyped& action);
void do_training(Session& session, const FindUpdate& action);
void do_training(Session& session, const Train& action);
void do_training(Session& session, const Pause& action);
void do_training(Session& session, const Look& action);
void do_training(Session& session, const AddBreakpoint& action);
void do_training(Session& session, const SwitchBreakpoint& action);
void do_training(Session& session, const RemoveBreakpoint& action);
void do_training(Session& session, const AddWatch& action);
void do_training(Session& session, const RemoveWatch& action);
void do_training(Session& session, const Continue& action);
void do_training(Session& session, const Fork& action);
void do_training(Session& session, const EditCell& action);
void do_training(Session& session, const Race& action);
void do_training(Session& session, const ShowTimeline& action);
void do_training(Session& session, const ShowBeside& action);
void do_training(Session& session, const StepImage& action);
void do_training(Session& session, const BackToTraining& action);

}  // namespace backstep
