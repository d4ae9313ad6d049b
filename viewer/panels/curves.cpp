#include "viewer/panels/curves.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace backstep {

Color layer_color(const Theme& theme, std::size_t l) {
    const std::array<Color, 5> colors{theme.accent, theme.code_number, theme.update, theme.forward, theme.loss};
    return colors[(l - 1) % colors.size()];
}

namespace {

// High enough for the first losses and for nearly all others: one steep peak does not flatten the rest.
double height_for(std::span<const double> losses) {
    std::vector<double> sorted;
    for (const double loss : losses)
        if (std::isfinite(loss)) sorted.push_back(loss);
    if (sorted.empty()) return 1;
    const double first = sorted.front();
    std::sort(sorted.begin(), sorted.end());
    const double most = sorted[(sorted.size() - 1) * 95 / 100];
    const double height = std::min(sorted.back(), std::max(1.5 * most, 1.1 * first));
    return height > 0 ? height : 1;
}

}  // namespace

void LossLine::update(const std::shared_ptr<const Timeline>& of, int wanted) {
    if (timeline == of && trained == of->trained() && columns == wanted) return;
    timeline = of;
    trained = of->trained();
    columns = wanted;
    curve = loss_curve(*of);
    raw = thinned(curve.losses, 0.5, 1, columns);
    smooth = thinned(curve.smooth, 0.5, 1, columns);
    highest = height_for(raw.y);
}

void add_loss(std::vector<PlotSeries>& series, const LossLine& line, const std::string& name, Color color) {
    series.push_back({"", line.raw.y, with_alpha(color, 0.4F), line.raw.x_first, line.raw.x_step, 1, false});
    series.push_back({name, line.smooth.y, color, line.smooth.x_first, line.smooth.x_step, 2});
}

PlotSeries epoch_series(const std::string& name, const std::vector<double>& values, long per_epoch, Color color) {
    const auto epoch = static_cast<double>(per_epoch);
    return {name, values, color, epoch, epoch, 2};
}

PlotStyle steps_axis(const TimelineView& view, float width) {
    PlotStyle style;
    style.x_low = 0;
    style.x_high = static_cast<double>(view.steps);
    style.cursor = view.playhead;
    const double epochs = static_cast<double>(view.steps) / static_cast<double>(view.per_epoch);
    for (const double epoch : ticks(0, epochs, std::clamp(static_cast<int>(width / 50), 2, 10))) {
        if (epoch != std::floor(epoch)) continue;
        style.x_ticks.push_back(
            {epoch * static_cast<double>(view.per_epoch), std::to_string(static_cast<long>(epoch))});
    }
    return style;
}

long step_at(double x, const TimelineView& view) {
    const auto step = static_cast<long>(std::floor(std::max(0.0, x))) + 1;
    return std::clamp(step, 1L, std::min(view.trained + 1, view.steps));
}

}  // namespace backstep
