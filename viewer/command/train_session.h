#pragma once
// A training as a lesson of its own, to step through what `backstep train` has trained.

#include "viewer/command/train_options.h"
#include "viewer/model/session.h"

namespace backstep {

// Its knobs are the settings. Those that cannot change in a training that has begun have one value only.
Lesson lesson_of(const TrainOptions& options);
// The settings as the knobs of such a lesson stand.
TrainOptions options_of(const Knobs& knobs);

// A session on this timeline, which the options have made, at this moment of it.
Session session_of(const TrainOptions& options, std::shared_ptr<Timeline> timeline, Position at, Compute& compute);

}  // namespace backstep
