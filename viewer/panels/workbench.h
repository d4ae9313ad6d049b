#pragma once
// The whole window: one frame of it, from a session to pixels. The panels stand in a table in workbench.cpp; a new
// panel is a file with a function `void draw_NAME(PanelContext&)`, a place in layout.h, and a line in that table.

#include "viewer/panels/panel_state.h"

namespace backstep {

// Draws everything and returns what the user did, in order. Changes neither the session nor the time.
Actions draw_workbench(Ui& ui, const Session& session, PanelState& state);

// Shows what stands under the tab of that name, above the stage or at the right, whatever the case of its letters.
// Throws InputError with the names there are if this lesson has none such.
void show_tab(PanelState& state, const Session& session, const std::string& name);

// How large letters are to be in the next frame: as chosen, if there is room. Keeps it in state.zoomed.
float next_zoom(const Ui& ui, PanelState& state);

// Draws, then applies what the user did and lets `seconds` pass. A mistake of the user's becomes state.notice.
void run_frame(Ui& ui, Session& session, PanelState& state, double seconds);

}  // namespace backstep
