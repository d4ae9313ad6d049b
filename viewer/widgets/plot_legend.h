#pragma once
// Which line of a plot is which.

#include "viewer/widgets/plot.h"

namespace backstep {

// The name of the y axis above the area, and beside it those of the lines. Where they have no room there, they stand
// inside the area, one below the other, at its right edge: high, or low.
void draw_legend(Ui& ui, std::span<const PlotSeries> all, Rect area, const std::string& y_label, bool low);

}  // namespace backstep
