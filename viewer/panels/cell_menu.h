#pragma once
// What can be copied and saved of a number and its matrix: the menu of the right mouse button, and what the palette has
// of it.

#include "viewer/panels/panel_state.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

// Opens the menu when the picture of that event's value is clicked with the right button.
void offer_menu(PanelContext& context, int event, const HeatmapResult& picture);
// The same for what stands for a cell, or for a number that is in no recording, while the mouse is over it.
void offer_cell_menu(PanelContext& context, const CellRef& cell, bool hovered);
void offer_number_menu(PanelContext& context, double number, bool hovered);

void copy_number(PanelContext& context, const CellRef& cell);
// Says so instead if there are too many numbers for a clipboard.
void copy_csv(PanelContext& context, int event);
// The file is written by whoever runs the frames, as panels know no files.
void save(PanelContext& context, Wish::What what, int event);

}  // namespace backstep
