#pragma once
// Cells that were set by hand.

#include "engine/record/trace.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

bool set_by_hand(const Trace& trace, int event, Cell cell);

// Frames around them, on the picture of that event's value.
void mark_edits(const Ui& ui, const Trace& trace, int event, const HeatmapResult& picture);

}  // namespace backstep
