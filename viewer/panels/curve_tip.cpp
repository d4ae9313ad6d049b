#include "viewer/panels/curve_tip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/model/number.h"
#include "viewer/widgets/controls.h"

namespace backstep {
namespace {

// Of the nearest point that the line has; not a number where it has none.
double value_at(const PlotSeries& line, double x) {
    const double place = std::round((x - line.x_first) / line.x_step);
    if (!(place >= 0) || place >= static_cast<double>(line.y.size())) return std::nan("");
    return line.y[static_cast<std::size_t>(place)];
}

}  // namespace

std::string moment_under(const TimelineView& view, double x) {
    if (x > static_cast<double>(view.trained)) return "not trained yet";
    return step_text(step_at(x, view), view.per_epoch);
}

std::string curve_words(const TimelineView& view, double x, std::span<const PlotSeries> lines, int digits,
                        const std::string& of) {
    std::string words = moment_under(view, x);
    for (const PlotSeries& line : lines)
        if (const double value = value_at(line, x); !line.name.empty() && std::isfinite(value))
            words += fmt::format("\n{}: {}", line.name, short_number(value, digits));
    const bool named =
        std::any_of(lines.begin(), lines.end(), [](const PlotSeries& line) { return !line.name.empty(); });
    if (named || lines.empty() || of.empty()) return words;
    if (const double value = value_at(lines.front(), x); std::isfinite(value))
        words += fmt::format("\n{} {}", of, short_number(value, digits));
    return words;
}

void go_where_clicked(PanelContext& context, const TimelineView& view, const PlotResult& result) {
    std::optional<Position>& before = context.state.before_click;
    const Position here{context.session.timelines.step, context.session.position};
    if (result.double_clicked && before) context.actions.push_back(GoToMoment{*std::exchange(before, {}), true});
    if (!result.clicked) return;
    before = here;
    context.actions.push_back(GoToMoment{{step_at(*result.clicked, view), here.event}});
}

void see_all_of_another(PlotZoom& zoom, const Timelines& timelines, const std::shared_ptr<const Timeline>& drawn) {
    const bool same =
        std::any_of(timelines.all.begin(), timelines.all.end(), [&](const auto& one) { return one.timeline == drawn; });
    if (drawn && !same) zoom.see_all();
}

void draw_curve_tip(PanelContext& context, std::string words, const PlotZoom& zoom) {
    if (!zoom.is_all()) context.state.curve_hint = false;
    if (context.state.curve_hint) words += std::string("\n") + plot_zoom_hint;
    tooltip(context.ui, words);
}

}  // namespace backstep
