#pragma once
// A session from what the command line says, with all that it stands on.

#include <functional>

#include "viewer/command/options.h"
#include "viewer/model/session.h"

namespace backstep {

// Loads the digits, opens the lesson with its knobs turned, and hands the session to `use`, which gives the exit
// status. Throws InputError, also for a lesson that could not run with these knobs and digits.
int with_session(const RunOptions& options, const std::function<int(Session&)>& use);

// Goes to a value, or in a training also to a moment of it, "epoch 6 batch 386 dW[1]", and trains until then. Throws
// InputError for what is neither.
void go_to(Session& session, const std::string& place);

}  // namespace backstep
