#pragma once
// What the window shows, as a picture in a file. It is taken of the next frame, by whoever runs the frames.

#include "viewer/panels/panel_state.h"

namespace backstep {

void save_picture_of_window(PanelContext& context);
void save_picture_of(PanelContext& context, const PanelPlace& panel);
// Says so instead if there is none.
void save_picture_under_mouse(PanelContext& context);

// The panel that stands there; without one the whole window.
PanelPlace panel_at(const PanelContext& context, ImVec2 place);

}  // namespace backstep
