#pragma once
// Files that the reader asks for in the window.

#include "viewer/panels/panel_state.h"

namespace backstep {

// Writes them into the current folder, under names that say what they are and that no file has yet; state.notice says
// where, or why not.
void grant_wishes(const Session& session, PanelState& state);

}  // namespace backstep
