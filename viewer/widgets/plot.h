#pragma once
// Lines over a common x axis: losses and accuracies while training.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "viewer/widgets/ui.h"

namespace backstep {

struct PlotSeries {
    std::string name;
    std::span<const double> y;  // y[i] stands at x = x_first + i·x_step; what is not finite is a gap
    Color color = 0;            // 0: the accent
    double x_first = 0, x_step = 1;
};

struct PlotStyle {
    std::string x_label, y_label;                   // with their units
    std::optional<double> y_low = {}, y_high = {};  // unset: from the data
    std::optional<double> cursor = {};              // a vertical line at this x
};

struct PlotResult {
    std::optional<double> hovered, clicked;  // x under the mouse
    Rect rect;                               // of the area inside the axes
};

PlotResult plot(Ui& ui, const char* name, std::span<const PlotSeries> series, ImVec2 size, const PlotStyle& style = {});

// At most `count` + 1 round numbers (1, 2 or 5 times a power of ten) that cover [low, high].
std::vector<double> ticks(double low, double high, int count);

}  // namespace backstep
