#pragma once
// What the mouse does over a curve of the training. What its tooltip says: the moment under the mouse, the numbers
// there, and once how to look closer.

#include <span>

#include "viewer/panels/panel_state.h"

namespace backstep {

// "epoch 6 batch 386", or that it is not trained yet.
std::string moment_under(const TimelineView& view, double x);
// The moment, and the number of each line that has a name; where none has, that of the first one, by what it is of.
std::string curve_words(const TimelineView& view, double x, std::span<const PlotSeries> lines, int digits,
                        const std::string& of = "");

// Shows these words, and how to zoom, until the reader has zoomed.
void draw_curve_tip(PanelContext& context, std::string words, const PlotZoom& zoom);

// A click goes to the step under it. Half of a double click does not: it is taken back.
void go_where_clicked(PanelContext& context, const TimelineView& view, const PlotResult& result);

// Another training is seen whole: one to which the timeline that was drawn last does not belong.
void see_all_of_another(PlotZoom& zoom, const Timelines& timelines, const std::shared_ptr<const Timeline>& drawn);

}  // namespace backstep
