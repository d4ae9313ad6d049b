// How healthy the training is: what is wrong in words, and its figures as curves over the steps.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/panels/curve_tip.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr long steps_a_frame = 1500;  // of a run that was not looked at before: some ms

// The kinds of curve of a layer, in the order in which HealthState::lines has them.
struct Kind {
    std::vector<double> LayerCurves::*values;
    const char* name;
    const char* label;
    bool log_y;
};
constexpr Kind kinds[] = {
    {&LayerCurves::dW, "norm of dW", "‖dW‖", true},
    {&LayerCurves::db, "norm of db", "‖db‖", true},
    {&LayerCurves::update, "update against weight", "‖ΔW‖ / ‖W‖", true},
    {&LayerCurves::active, "active share", "active", false},
};

bool may_saturate(const Timeline& timeline) {
    const Activation activation = timeline.plan().network.activation;
    return activation == Activation::sigmoid || activation == Activation::tanh;
}

std::vector<double> of_epochs(const std::vector<EpochRecord>& epochs, double EpochRecord::*figure) {
    std::vector<double> values;
    for (const EpochRecord& epoch : epochs) values.push_back(epoch.*figure);
    return values;
}

std::vector<double> units_of_epochs(const std::vector<EpochRecord>& epochs, bool saturated, std::size_t layer) {
    std::vector<double> values;
    for (const EpochRecord& epoch : epochs) {
        const std::vector<int>& units = saturated ? epoch.saturated : epoch.dead;
        values.push_back(layer < units.size() ? units[layer] : 0);
    }
    return values;
}

// The curves of every step, made smooth.
void smooth(HealthState& state, const Timeline& timeline) {
    state.lines.clear();
    const double reach = std::max(1.0, static_cast<double>(timeline.plan().steps()) / 200);
    for (const Kind& kind : kinds) {
        std::vector<HealthState::Lines> lines;
        for (const LayerCurves& layer : state.curves.layers())
            lines.push_back({smoothed(layer.*kind.values, reach), {}, {}});
        state.lines.push_back(std::move(lines));
    }
}

// As many points as there are pixels, of the part that is shown.
void thin(HealthState& state) {
    for (std::size_t kind = 0; kind < std::size(kinds); ++kind)
        for (std::size_t l = 0; l < state.lines[kind].size(); ++l) {
            HealthState::Lines& lines = state.lines[kind][l];
            const std::vector<double>& raw = state.curves.layers()[l].*kinds[kind].values;
            lines.raw = thinned(raw, 0.5, 1, state.columns, state.shown);
            lines.smooth = thinned(lines.smoothed, 0.5, 1, state.columns, state.shown);
        }
    state.held_out = thinned(state.curves.held_out(), 0.5, 1, state.columns, state.shown);
}

void look_at_epochs(HealthState& state, const Timeline& timeline, const std::vector<EpochRecord>& epochs) {
    state.by_epoch = {of_epochs(epochs, &EpochRecord::train), of_epochs(epochs, &EpochRecord::validation),
                      of_epochs(epochs, &EpochRecord::test)};
    for (std::size_t l = 0; l + 1 < state.curves.layers().size(); ++l)
        state.by_epoch.push_back(units_of_epochs(epochs, may_saturate(timeline), l));
}

// Reads the steps that have come since, and makes the lines anew if there are any.
void update(PanelContext& context, int columns) {
    HealthState& state = context.state.health;
    const std::shared_ptr<Timeline>& timeline = context.session.timelines.timeline();
    if (state.curves.read(timeline, steps_a_frame)) context.ui.animating = true;
    see_all_of_another(state.zoom, context.session.timelines, state.loss.timeline);
    state.loss.update(timeline, columns, state.zoom.x);
    const std::vector<EpochRecord> epochs = timeline->epochs();
    const bool known = state.timeline == timeline && state.steps == state.curves.steps() &&
                       state.measured == state.curves.measured() && state.epochs == epochs.size();
    if (known && state.columns == columns && state.shown == state.zoom.x) return;
    state.columns = columns;
    state.shown = state.zoom.x;
    if (!known) {
        if (state.timeline != timeline) state.held_out_text = held_out_text(timeline->plan());
        state.timeline = timeline;
        state.steps = state.curves.steps();
        state.measured = state.curves.measured();
        state.epochs = epochs.size();
        smooth(state, *timeline);
        look_at_epochs(state, *timeline, epochs);
        state.findings = health_findings(*timeline, state.curves);
    }
    thin(state);
}

void draw_findings(PanelContext& context) {
    Ui& ui = context.ui;
    const HealthState& state = context.state.health;
    if (state.steps == 0) {
        wrapped_text(ui, "Nothing is trained yet. Press Train, and the curves of every step grow here.",
                     {.color = ui.theme.dim});
        return;
    }
    if (state.findings.empty()) text(ui, "Nothing looks wrong so far.", {.color = ui.theme.dim});
    for (std::size_t i = 0; i < state.findings.size(); ++i) {
        const HealthFinding& finding = state.findings[i];
        wrapped_text(ui, finding.text, {.color = ui.theme.warning});
        if (link(ui, fmt::format("go to where it began: {}##finding {}", finding.where, i).c_str()))
            context.actions.push_back(GoToTyped{finding.position()});
    }
}

// Where the next plot stands: two side by side, or one below the other where that would be too narrow.
struct Grid {
    ImVec2 corner, size;
    int across = 1, drawn = 0;
    float gap = 0;

    ImVec2 next() {
        const auto x = static_cast<float>(drawn % across), y = static_cast<float>(drawn / across);
        ++drawn;
        return {corner.x + x * (size.x + gap), corner.y + y * (size.y + gap)};
    }
};

void draw_plot(PanelContext& context, Grid& grid, const char* name, const std::vector<PlotSeries>& series,
               PlotStyle style, const std::string& note = "") {
    ImGui::SetCursorScreenPos(grid.next());
    const PlotResult result = plot(context.ui, name, series, grid.size, style, &context.state.health.zoom);
    const TimelineView view = timeline_view(context.session);
    if (result.hovered)
        draw_curve_tip(context, curve_words(view, *result.hovered, series, context.state.digits, style.y_label) + note,
                       context.state.health.zoom);
    go_where_clicked(context, view, result);
}

void draw_accuracies(PanelContext& context, Grid& grid, const TimelineView& view, PlotStyle style) {
    const HealthState& state = context.state.health;
    const Theme& theme = context.ui.theme;
    const char* names[] = {"train", "validation", "test"};
    const Color colors[] = {theme.series[0], theme.series[1], theme.series[2]};
    std::vector<PlotSeries> series;
    if (!state.held_out_text.empty())
        series.push_back({"sample", state.held_out.y, theme.dim, state.held_out.x_first, state.held_out.x_step, 1});
    for (std::size_t i = 0; i < 3; ++i) {
        const std::vector<double>& values = state.by_epoch[i];
        if (std::none_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); })) continue;
        series.push_back(epoch_series(names[i], values, view.per_epoch, colors[i]));
    }
    style.y_label = "accuracy";
    style.y_high = 1;
    style.legend_low = true;
    if (series.empty()) style.y_low = 0;
    const std::string note = state.held_out_text.empty() ? "" : "\nsample: " + state.held_out_text;
    draw_plot(context, grid, "accuracy", series, style, note);
}

void draw_layers(PanelContext& context, Grid& grid, std::size_t kind, PlotStyle style) {
    const std::vector<HealthState::Lines>& lines = context.state.health.lines[kind];
    std::vector<PlotSeries> series;
    for (std::size_t l = 0; l < lines.size(); ++l) {
        const auto& [smoothed, raw, smooth] = lines[l];
        if (raw.y.empty()) continue;
        const Color color = layer_color(context.ui.theme, l + 1);
        series.push_back({"", raw.y, with_alpha(color, 0.3F), raw.x_first, raw.x_step, 1});
        series.push_back({fmt::format("layer {}", l + 1), smooth.y, color, smooth.x_first, smooth.x_step, 1.8F});
    }
    if (series.empty() && !kinds[kind].log_y) return;
    style.y_label = kinds[kind].label;
    style.log_y = kinds[kind].log_y;
    if (!style.log_y) style.y_low = 0, style.y_high = 1;
    // Units with another bend are hardly ever exactly 0: whether they learn is told by their slope, not by that.
    const bool relu = context.session.timelines.timeline()->plan().network.activation == Activation::relu;
    const bool says_little = kinds[kind].values == &LayerCurves::active && !relu;
    if (says_little) style.y_label = "share not 0";
    draw_plot(context, grid, kinds[kind].name, series, style,
              says_little ? "\nwithout ReLU nearly all: see the units" : "");
}

void draw_units(PanelContext& context, Grid& grid, const TimelineView& view, PlotStyle style) {
    const HealthState& state = context.state.health;
    const std::vector<int>& layers = context.session.timelines.timeline()->plan().network.layers;
    if (state.by_epoch.size() <= 3) return;
    std::vector<PlotSeries> series;
    double most = 1;
    for (std::size_t i = 3; i < state.by_epoch.size(); ++i) {
        const std::size_t l = i - 2;
        series.push_back(epoch_series(fmt::format("layer {}, of {}", l, layers[l]), state.by_epoch[i], view.per_epoch,
                                      layer_color(context.ui.theme, l)));
        for (const double units : state.by_epoch[i]) most = std::max(most, units);
    }
    style.y_label = may_saturate(*context.session.timelines.timeline()) ? "saturated units" : "dead units";
    style.y_low = 0;
    style.y_high = most * 1.1;
    draw_plot(context, grid, "units", series, style);
}

}  // namespace

void draw_health(PanelContext& context) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale;
    begin_panel(ui, "health", context.place, {.border_left = true});
    const TimelineView view = timeline_view(context.session);
    Grid grid;
    const float width = ImGui::GetContentRegionAvail().x;
    grid.gap = ui.theme.gap;
    grid.across = width >= 520 * scale ? 2 : 1;
    grid.size = {std::floor((width - grid.gap * static_cast<float>(grid.across - 1)) / static_cast<float>(grid.across)),
                 std::round(150 * scale)};
    update(context, static_cast<int>(grid.size.x));
    draw_findings(context);
    grid.corner = ImGui::GetCursorScreenPos();
    grid.corner.y += ui.theme.gap;
    const PlotStyle style = steps_axis(view, grid.size.x, context.state.health.zoom);
    std::vector<PlotSeries> loss;
    add_loss(loss, context.state.health.loss, "", current_color(ui.theme));
    PlotStyle of_loss = style;
    of_loss.y_label = "loss";
    of_loss.y_low = 0;
    of_loss.y_high = context.state.health.loss.highest * 1.05;
    draw_plot(context, grid, "loss", loss, of_loss);
    draw_accuracies(context, grid, view, style);
    for (std::size_t kind = 0; kind < std::size(kinds); ++kind) draw_layers(context, grid, kind, style);
    draw_units(context, grid, view, style);
    end_panel(ui);
}

}  // namespace backstep
