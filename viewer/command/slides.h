#pragma once
// A run of steps as pictures, for slides.

#include "viewer/command/window_command.h"
#include "viewer/platform/headless.h"

namespace backstep {

// Writes a PNG for each event from request.from to request.to into the folder, which is made if need be: 01_X.png,
// 02_Y.png, … 14_dW_2.png. Throws InputError for a value that is not there or comes before the first, and for what
// cannot be written.
void make_slides(const std::string& folder, const WindowRequest& request, const HeadlessOptions& options,
                 Session& session, const FrameFunction& frame);

}  // namespace backstep
