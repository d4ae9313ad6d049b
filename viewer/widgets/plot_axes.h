#pragma once
// From the numbers of a plot to places on the screen.

#include "viewer/widgets/plot.h"

namespace backstep {

// With a logarithmic axis, `y` is the range of the powers of ten.
struct PlotAxes {
    Rect area;
    PlotRange x, y;
    PlotRange whole_x, whole_y;  // the same without a zoom
    bool log_y = false;

    // Not a number for what has no place on a logarithmic axis.
    double on_y(double value) const;
    float to_x(double value) const {
        return area.min.x + static_cast<float>((value - x.low) / x.extent()) * area.width();
    }
    float to_y(double value) const {
        return area.max.y - static_cast<float>((on_y(value) - y.low) / y.extent()) * area.height();
    }
    double from_x(float pixel) const {
        return x.low + static_cast<double>((pixel - area.min.x) / area.width()) * x.extent();
    }
};

inline double x_at(const PlotSeries& series, std::size_t index) {
    return series.x_first + series.x_step * static_cast<double>(index);
}

// Of everything.
PlotAxes whole_axes(Rect area, std::span<const PlotSeries> all, const PlotStyle& style);
// Of the part that is looked at: where y is not zoomed by itself, it fits the lines that this part has, single steps
// included, but goes nowhere where the whole does not.
PlotAxes shown_axes(const PlotAxes& whole, std::span<const PlotSeries> all, const PlotZoom& zoom,
                    const std::string& name);

// Round numbers, of a logarithmic axis powers of ten.
std::vector<double> y_ticks(const PlotAxes& axes, int count);

}  // namespace backstep
