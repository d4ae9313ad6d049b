#pragma once
// What the actions of a training share. For the files of these actions only.

#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// The timelines. Throws InputError if the lesson has none.
Timelines& timelines_of(Session& session);

// Those of the session, or, while an image is stepped through, those that wait for it.
const Timelines& training_of(const Session& session);

// Throws InputError while an image is stepped through in the place of the training.
void require_training_in_place(const Session& session);

// Of the current timeline.
long per_epoch(const Session& session);
std::string step_text(const Session& session, long step);  // "epoch 6 batch 386"
// The last step that can be shown: the one after those that are trained, or the plan's last.
long last_step(const Session& session);

// The thread that trains has stopped when this returns.
void rest(Session& session);

// That timeline, to its end; no breakpoint stops it.
void train_in_background(Session& session, const std::shared_ptr<Timeline>& timeline);

// If a breakpoint asks for what the current timeline has left out, and nothing is trained, that is found out in the
// background.
void complete_for_breakpoints(Session& session);

// What conditions and watches may name: the values of the recorded step, also as they can be typed in ASCII. Throws
// InputError if nothing is recorded.
std::vector<ConditionValue> values_to_name(const Session& session);

// Shows the step of this moment, if it is not shown already, and puts the cursor there.
void show_moment(Session& session, Position moment);

}  // namespace backstep
