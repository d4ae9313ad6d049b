#pragma once
// Lines over a common x axis: losses, accuracies and norms while training.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/widgets/plot_zoom.h"
#include "viewer/widgets/ui.h"

namespace backstep {

struct PlotSeries {
    std::string name;
    std::span<const double> y;  // y[i] stands at x = x_first + i·x_step; what is not finite is a gap
    Color color = 0;            // 0: the accent
    double x_first = 0, x_step = 1;
    float width = 1.6F;  // of the line, before scale
    bool fitted = true;  // the y axis makes room for it; false: what leaves the area is cut off
};

// A mark of the x axis, where round numbers would not be the ones that count.
struct PlotTick {
    double x = 0;
    std::string label;
};

// A short bar at the top of the area.
struct PlotMark {
    double x = 0, x_end = 0;
    Color color = 0;
};

struct PlotStyle {
    std::string x_label, y_label;                   // with their units
    std::optional<double> x_low = {}, x_high = {};  // unset: from the data
    std::optional<double> y_low = {}, y_high = {};  // unset: from the data
    double least_x = 0;                             // how little of x a zoom goes down to; 0: a millionth
    std::optional<double> cursor = {};              // a vertical line at this x
    std::optional<double> done = {};                // what is right of this x is still to come
    std::vector<PlotTick> x_ticks = {};             // empty: round numbers
    std::vector<PlotMark> marks = {};
    bool log_y = false;       // what is not above 0 is a gap
    bool legend_low = false;  // names of lines that stand inside the area stand low there, else high
};

struct PlotResult {
    std::optional<double> hovered, clicked;  // x under the mouse
    std::optional<double> held;              // x to which the mouse drags, within the axis
    bool double_clicked = false;             // all is shown again; what the first click did was not meant
    Rect rect;                               // of the area inside the axes
    float x_of(double x) const {
        return rect.min.x + static_cast<float>((x - x_low) / (x_high - x_low)) * rect.width();
    }
    double x_low = 0, x_high = 1;
};

// With a zoom the wheel and a drag with the middle button, or with Shift, choose the part of x that is shown, and a
// double click shows all again, and its second press is no click; y fits that part, unless the wheel is turned over its
// axis. What the mouse does for the zoom is no click and no drag.
PlotResult plot(Ui& ui, const char* name, std::span<const PlotSeries> series, ImVec2 size, const PlotStyle& style = {},
                PlotZoom* zoom = nullptr);

// Few points in place of many: in each of at most `columns` columns the lowest and the highest, in the order in which
// they come, so that no peak is lost. A column without a finite number is a gap. What has fewer points stays as it is.
struct ThinLine {
    std::vector<double> y;
    double x_first = 0, x_step = 1;
};
// Of the points outside the part of x that is shown, only the neighbours of those inside are kept.
ThinLine thinned(std::span<const double> y, double x_first, double x_step, int columns,
                 const std::optional<PlotRange>& shown = {});

// At most `count` + 1 round numbers (1, 2 or 5 times a power of ten) that cover [low, high].
std::vector<double> ticks(double low, double high, int count);

}  // namespace backstep
