#pragma once
// A session that goes on with what `backstep train` has trained.

#include "viewer/model/session.h"

namespace backstep {

// A session on this timeline, which the options have made, at this moment of it.
Session session_of(const TrainOptions& options, std::shared_ptr<Timeline> timeline, Position at, Compute& compute);

}  // namespace backstep
