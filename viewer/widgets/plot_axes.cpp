#include "viewer/widgets/plot_axes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace backstep {
namespace {

struct Reach {
    PlotRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

    void add(double value) {
        if (!std::isfinite(value)) return;
        range.low = std::min(range.low, value);
        range.high = std::max(range.high, value);
    }
    bool empty() const { return !(range.low <= range.high); }
    // A range without extent, or without values, is widened to one that can be drawn.
    PlotRange drawable() const {
        if (empty()) return {0, 1};
        return range.low == range.high ? PlotRange{range.low - 0.5, range.high + 0.5} : range;
    }
};

PlotRange with_air(PlotRange range) {
    const double air = range.extent() * 0.05;
    return {range.low - air, range.high + air};
}

// The points inside, and where the line comes in and goes out.
void add_part(Reach& y, const PlotAxes& axes, const PlotSeries& series) {
    for (std::size_t i = 0; i < series.y.size(); ++i) {
        const double x = x_at(series, i), here = axes.on_y(series.y[i]);
        if (x >= axes.x.low && x <= axes.x.high) y.add(here);
        if (i + 1 == series.y.size()) continue;
        const double next = axes.on_y(series.y[i + 1]);
        for (const double edge : {axes.x.low, axes.x.high})
            if (x < edge && edge < x + series.x_step) y.add(here + (next - here) * (edge - x) / series.x_step);
    }
}

}  // namespace

double PlotAxes::on_y(double value) const {
    if (!log_y) return value;
    return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
}

PlotAxes whole_axes(Rect area, std::span<const PlotSeries> all, const PlotStyle& style) {
    PlotAxes axes;
    axes.area = area;
    axes.log_y = style.log_y;
    Reach x, y;
    for (const PlotSeries& series : all) {
        if (series.y.empty()) continue;
        if (series.fitted)
            for (const double value : series.y) y.add(axes.on_y(value));
        x.add(x_at(series, 0));
        x.add(x_at(series, series.y.size() - 1));
    }
    x.range.low = style.x_low.value_or(x.range.low);
    x.range.high = style.x_high.value_or(x.range.high);
    axes.x = x.drawable();
    axes.y = with_air(y.drawable());
    if (style.y_low) axes.y.low = axes.on_y(*style.y_low);
    if (style.y_high) axes.y.high = axes.on_y(*style.y_high);
    if (!(axes.y.low < axes.y.high)) axes.y.high = axes.y.low + 1;
    axes.whole_x = axes.x;
    axes.whole_y = axes.y;
    return axes;
}

PlotAxes shown_axes(const PlotAxes& whole, std::span<const PlotSeries> all, const PlotZoom& zoom,
                    const std::string& name) {
    PlotAxes axes = whole;
    if (zoom.x) axes.x = within(*zoom.x, whole.x);
    if (const auto own = zoom.y.find(name); own != zoom.y.end()) {
        axes.y = within(own->second, whole.y);
    } else if (zoom.x) {
        Reach y;
        for (const PlotSeries& series : all) add_part(y, axes, series);
        if (!y.empty()) axes.y = within(with_air(y.drawable()), whole.y, whole.y.extent() * 1e-6);
    }
    return axes;
}

// In a short range of a logarithmic axis 2 and 5 stand between the powers, in a shorter one any round numbers. Those
// outside the range are not drawn.
std::vector<double> y_ticks(const PlotAxes& axes, int count) {
    if (!axes.log_y) return ticks(axes.y.low, axes.y.high, count);
    std::vector<double> marks;
    const double first = std::ceil(axes.y.low), last = std::floor(axes.y.high);
    const double every = std::max(1.0, std::ceil((last - first + 1) / count));
    for (double power = first; power <= last; power += every) marks.push_back(std::pow(10, power));
    if (marks.size() >= 3 || (count < 3 && !marks.empty())) return marks;
    if (axes.y.extent() < 0.7) return ticks(std::pow(10, axes.y.low), std::pow(10, axes.y.high), count);
    std::vector<double> more;
    for (double power = std::floor(axes.y.low); power <= last; ++power)
        for (const double digit : {1.0, 2.0, 5.0}) more.push_back(digit * std::pow(10, power));
    return more;
}

}  // namespace backstep
