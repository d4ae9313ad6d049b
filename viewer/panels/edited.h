#pragma once
// Cells that were set by hand.

#include "engine/record/trace.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

// Frames around those of this event, on the picture of its value.
void mark_edits(const Ui& ui, const Trace& trace, int event, const HeatmapResult& picture);

}  // namespace backstep
