#pragma once
// A walk through a sum, term by term, as the explanation tells it and as the stage frames it.

#include "viewer/panels/panel_state.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

// A link that begins a walk through the selected cell's sum.
void offer_walk(PanelContext& context);

// Where the walk is, and what can be done with it. Only while there is one.
void draw_walk(PanelContext& context);

// Frames the cell of this event's value that the current term is made of, if there is one.
void frame_walked_cell(HeatmapStyle& style, const Session& session, int event);

}  // namespace backstep
