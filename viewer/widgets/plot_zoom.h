#pragma once
// Which part of a plot is looked at. The plots of a panel share one: the same part of x, and each its own of y.

#include <map>
#include <optional>
#include <string>

#include "viewer/widgets/ui.h"

namespace backstep {

struct PlotRange {
    double low = 0, high = 1;
    double extent() const { return high - low; }
    friend bool operator==(const PlotRange&, const PlotRange&) = default;
};

// `closer` times as close, with the value `at` where it was; less than 1: farther away.
PlotRange zoomed(PlotRange range, double at, double closer);
// The nearest part of `whole`, of the same extent as far as it goes, and of at least `least`.
PlotRange within(PlotRange range, PlotRange whole, double least = 0);

struct PlotZoom {
    std::optional<PlotRange> x;          // unset: all of it
    std::map<std::string, PlotRange> y;  // by the plot's name, on a logarithmic axis of the exponents; unset: what fits
    int keys = 0;                        // steps closer, or farther away, that a key has asked for since the last frame

    // What plot() remembers from frame to frame.
    std::optional<PlotRange> whole;      // of a given x axis: another one begins anew
    std::optional<double> cursor;        // where it was: when it leaves the part that is shown, the part follows
    std::optional<int> grabbed;          // by this button of the mouse
    std::string grabbed_plot;            // by its name
    std::string double_pressed;          // the plot whose second press is still held
    std::optional<float> pane_scroll;    // of the pane around
    bool pane_scrolls = false;           // the wheel scrolls it, and not the plot that came under the mouse
    double drawn_at = -1, over_at = -1;  // when, in seconds; and when the mouse was over it

    bool is_all() const { return !x && y.empty(); }
    void see_all() { x.reset(), y.clear(); }
};

// How the part that is shown is chosen, for a tooltip.
extern const char* const plot_zoom_hint;

// The mouse over a plot.
struct PlotMouse {
    std::string name;
    Rect area, y_axis;  // inside the axes, and what stands left of them
    bool over_area = false, over_y = false;
    bool double_clicked = false;
};

// The axes of a plot as they are, and as they would be without a zoom.
struct PlotParts {
    PlotRange x, y, whole_x, whole_y;
    double least_x = 0;  // the closest that x can be looked at
};

// To be called right after the widget that notices the mouse, before what follows from `zoom` is drawn: whether the
// wheel is the plot's, and no longer the pane's.
bool takes_wheel(PlotZoom& zoom, bool hovered);
// Follows the cursor, the keys and the mouse. True if a drag of the mouse is the zoom's and not the plot's.
void follow_cursor(PlotZoom& zoom, const PlotParts& parts, std::optional<double> cursor);
void follow_keys(PlotZoom& zoom, const PlotParts& parts, std::optional<double> cursor);
bool follow_mouse(PlotZoom& zoom, const PlotParts& parts, const PlotMouse& mouse, bool wheel);

}  // namespace backstep
