#pragma once
// A walk through a sum, term by term, as the explanation tells it and as the stage frames it.

#include "viewer/panels/panel_state.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

// Where the walk is and what can be done with it; without a walk, how to begin one. For a cell that is a sum.
void draw_slow_motion(PanelContext& context);

// Frames the cell of this event's value that the current term is made of, if there is one.
void frame_walked_cell(HeatmapStyle& style, const Session& session, int event);

}  // namespace backstep
