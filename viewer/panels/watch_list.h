#pragma once
// What is watched, below the breakpoints: each expression, its value here, and that in the step before.

#include "viewer/panels/panel_state.h"

namespace backstep {

void draw_watch_list(PanelContext& context);  // nothing while nothing is watched
void draw_watch_input(PanelContext& context, float width);

}  // namespace backstep
