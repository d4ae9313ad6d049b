#pragma once
// What the curves of a training have in common: colours, the axis of steps with the epochs on it, and lines of as many
// points as can be told apart, made anew only when there is more to draw.

#include <memory>
#include <optional>
#include <vector>

#include "viewer/model/timeline_view.h"
#include "viewer/widgets/plot.h"

namespace backstep {

// The current timeline, and the one beside it.
inline Color current_color(const Theme& theme) { return theme.accent; }
inline Color beside_color(const Theme& theme) { return theme.code_number; }
// Of layer l, from 1.
Color layer_color(const Theme& theme, std::size_t l);

// The loss of one timeline, ready to be drawn.
struct LossLine {
    std::shared_ptr<const Timeline> timeline;
    long trained = -1;
    int columns = 0;
    std::optional<PlotRange> shown;
    LossCurve curve;
    ThinLine raw, smooth;
    double highest = 1;  // what the axis has to show

    // As many columns as the plot has pixels, of the part that is shown. Does nothing while nothing has changed.
    void update(const std::shared_ptr<const Timeline>& of, int columns, const std::optional<PlotRange>& shown);
};

// How high the axis has to be for these lines, and the lines: single steps thin, the smooth curve over them.
void add_loss(std::vector<PlotSeries>& series, const LossLine& line, const std::string& name, Color color);

// One number an epoch, at the end of it.
PlotSeries epoch_series(const std::string& name, const std::vector<double>& values, long per_epoch, Color color);

// The axis of steps: 0 … steps with the playhead, and of the part that is shown the ends of epochs, as many as there is
// room for, or between them the batches.
PlotStyle steps_axis(const TimelineView& view, float width, const PlotZoom& zoom);

// The step at a place of that axis, as far as one can go.
long step_at(double x, const TimelineView& view);

}  // namespace backstep
