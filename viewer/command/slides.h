#pragma once
// A run of steps as pictures, for slides.

#include "viewer/command/window_command.h"
#include "viewer/panels/panel_state.h"
#include "viewer/platform/headless.h"

namespace backstep {

// Made if need be. Throws InputError if it cannot be.
void make_folder(const std::string& folder);

// "DIR/14_dW_2.png": of that event, as the one of this number of `count`.
std::string slide_file(const std::string& folder, const Trace& trace, int event, int number, int count);

// Draws `frame` until it has settled, and writes it, or with request.panel that panel of it. Throws InputError for a
// panel that is not there, and for a file that cannot be written.
void save_settled(HeadlessUi& ui, const WindowRequest& request, const HeadlessOptions& options, const PanelState& state,
                  const std::string& file);

// Writes a PNG for each event from request.from to request.to into the folder, which is made if need be: 01_X.png,
// 02_Y.png, … 14_dW_2.png. Throws InputError for a value that is not there or comes before the first, and for what
// cannot be written.
void make_slides(const std::string& folder, const WindowRequest& request, const HeadlessOptions& options,
                 Session& session, const PanelState& state, const FrameFunction& frame);

}  // namespace backstep
