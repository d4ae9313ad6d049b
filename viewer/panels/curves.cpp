#include "viewer/panels/curves.h"

#include <algorithm>
#include <cmath>

namespace backstep {

Color layer_color(const Theme& theme, std::size_t l) { return theme.series[(l - 1) % theme.series.size()]; }

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

void LossLine::update(const std::shared_ptr<const Timeline>& of, int wanted, const std::optional<PlotRange>& part) {
    const bool same = timeline == of && trained == of->trained();
    if (same && columns == wanted && shown == part) return;
    if (!same) {
        timeline = of;
        trained = of->trained();
        curve = loss_curve(*of);
        highest = height_for(thinned(curve.losses, 0.5, 1, wanted).y);
    }
    columns = wanted;
    shown = part;
    raw = thinned(curve.losses, 0.5, 1, columns, shown);
    smooth = thinned(curve.smooth, 0.5, 1, columns, shown);
}

void add_loss(std::vector<PlotSeries>& series, const LossLine& line, const std::string& name, Color color) {
    series.push_back({"", line.raw.y, with_alpha(color, 0.4F), line.raw.x_first, line.raw.x_step, 1, false});
    series.push_back({name, line.smooth.y, color, line.smooth.x_first, line.smooth.x_step, 2});
}

PlotSeries epoch_series(const std::string& name, const std::vector<double>& values, long per_epoch, Color color) {
    const auto epoch = static_cast<double>(per_epoch);
    return {name, values, color, epoch, epoch, 2};
}

namespace {

// Ends of epochs, from 0.
std::vector<PlotTick> epoch_ticks(PlotRange shown, double per_epoch, int count) {
    std::vector<PlotTick> marks;
    for (const double epoch : ticks(shown.low / per_epoch, shown.high / per_epoch, count))
        if (epoch == std::floor(epoch)) marks.push_back({epoch * per_epoch, std::to_string(static_cast<long>(epoch))});
    if (!marks.empty()) marks.front().label = "epoch " + marks.front().label;
    return marks;
}

// Batches, at the middle of their steps, with the ends of epochs between them.
std::vector<PlotTick> batch_ticks(PlotRange shown, long per_epoch, int count) {
    const std::vector<double> apart = ticks(0, shown.extent(), count);
    const long every = std::max(1L, apart.size() > 1 ? std::lround(apart[1]) : 1L);
    std::vector<PlotTick> marks;
    bool said = false;  // that these are batches
    for (long step = std::max(0L, static_cast<long>(std::floor(shown.low))); step <= std::lround(shown.high); ++step) {
        const long batch = step % per_epoch;
        if (batch == 0) marks.push_back({static_cast<double>(step), "epoch " + std::to_string(step / per_epoch)});
        if (batch == 0 || batch % every != 0 || per_epoch - batch < (every + 1) / 2) continue;
        const double x = static_cast<double>(step) - 0.5;
        if (x < shown.low || x > shown.high) continue;
        marks.push_back({x, (said ? "" : "batch ") + std::to_string(batch)});
        said = true;
    }
    return marks;
}

}  // namespace

PlotStyle steps_axis(const TimelineView& view, float width, const PlotZoom& zoom) {
    PlotStyle style;
    const PlotRange all{0, static_cast<double>(view.steps)};
    const PlotRange shown = zoom.x ? within(*zoom.x, all) : all;
    const auto per_epoch = static_cast<double>(view.per_epoch);
    const int count = std::clamp(static_cast<int>(width / 50), 2, 10);
    style.x_low = all.low;
    style.x_high = all.high;
    style.least_x = 4;
    style.cursor = view.playhead;
    style.x_ticks = view.per_epoch == 1 || shown == all || shown.extent() > 3 * per_epoch
                        ? epoch_ticks(shown, per_epoch, count)
                        : batch_ticks(shown, view.per_epoch, std::clamp(static_cast<int>(width / 80), 2, 20));
    return style;
}

long step_at(double x, const TimelineView& view) {
    const auto step = static_cast<long>(std::floor(std::max(0.0, x))) + 1;
    return std::clamp(step, 1L, std::min(view.trained + 1, view.steps));
}

}  // namespace backstep
