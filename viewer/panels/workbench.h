#pragma once
// The whole window: one frame of it, from a session to pixels. The panels stand in a table in workbench.cpp; a new
// panel is a file with a function `void draw_NAME(PanelContext&)`, a place in layout.h, and a line in that table.

#include "viewer/panels/panel_state.h"

namespace backstep {

// Draws everything and returns what the user did, in order. Changes neither the session nor the time.
Actions draw_workbench(Ui& ui, const Session& session, PanelState& state);

// Draws, then applies what the user did and lets `seconds` pass. A mistake of the user's becomes state.notice.
void run_frame(Ui& ui, Session& session, PanelState& state, double seconds);

}  // namespace backstep
