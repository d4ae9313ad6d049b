#pragma once
// The lower part of the comparison: what differs in a step, and what happens in it to one weight.

#include "viewer/panels/panel_state.h"

namespace backstep {

// Draws at ImGui's cursor, both side by side where there is room. CompareState::beside has to be there.
void draw_compared_step(PanelContext& context);

}  // namespace backstep
