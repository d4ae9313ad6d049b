// Two timelines side by side: their curves, the current value in both, and what differs in this step.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/timeline/compare.h"
#include "viewer/model/number.h"
#include "viewer/panels/compare_step.h"
#include "viewer/panels/curve_tip.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/heatmap.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

void draw_how_to_fork(PanelContext& context) {
    Ui& ui = context.ui;
    text(ui, "Nothing to compare with yet", {.font = ui.fonts.heading});
    wrapped_text(
        ui,
        "A fork is the same training up to the shown step, and from there on its own: the same start, the same "
        "batches in the same order, and one thing that is different. This timeline stays as it is.",
        {.color = ui.theme.dim});
    ImGui::Dummy({1, ui.theme.gap / 2});
    for (const ForkOffer& offer : fork_offers(context.session))
        if (button(ui, offer.text.c_str())) context.actions.push_back(offer.fork);
    ImGui::Dummy({1, ui.theme.gap / 2});
    wrapped_text(ui, "Any knob forks when it is turned with “forks here”. Or click a number, and set it by hand.",
                 {.color = ui.theme.dim});
}

void draw_choice(PanelContext& context) {
    Ui& ui = context.ui;
    text(ui, "Which timeline is to stand beside this one?", {.font = ui.fonts.bold});
    const auto count = static_cast<int>(context.session.timelines.all.size());
    for (int index = 0; index < count; ++index)
        if (index != context.session.timelines.current &&
            selectable(ui, numbered_title(context.session, index).c_str(), false))
            context.actions.push_back(ShowBeside{index});
}

// Records the step on the other timeline when the shown one has changed, or when the other has come far enough.
void update(PanelContext& context) {
    CompareState& state = context.state.compare;
    const Session& session = context.session;
    const auto& timeline = session.timelines.all[static_cast<std::size_t>(session.timelines.beside)].timeline;
    const long trained = timeline->trained();
    const bool same = state.here == session.trace && state.timeline == timeline;
    if (same && (state.beside || state.trained == trained)) return;
    state.here = session.trace;
    state.timeline = timeline;
    state.trained = trained;
    state.beside = beside_trace(session, state.why);
    state.view = state.beside ? compare_view(*state.here, *state.beside) : CompareView();
    state.event = -1;
}

void draw_titles(PanelContext& context, const TimelineView& view) {
    Ui& ui = context.ui;
    const float dot = 5 * ui.theme.scale, width = ImGui::GetContentRegionAvail().x;
    const auto line = [&](const std::string& title, Color color) {
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddCircleFilled({corner.x + dot, corner.y + ImGui::GetTextLineHeight() / 2}, dot,
                                                    color);
        ImGui::SetCursorScreenPos({corner.x + 2 * dot + ui.theme.gap, corner.y});
        wrapped_text(ui, title, {}, width - 2 * dot - ui.theme.gap);
    };
    line(view.title, current_color(ui.theme));
    line(view.beside, beside_color(ui.theme));
    if (link(ui, "change places")) context.actions.push_back(ShowTimeline{context.session.timelines.beside});
}

std::vector<double> best_known_accuracies(const Timeline& timeline) {
    std::vector<double> values;
    for (const EpochRecord& epoch : timeline.epochs())
        values.push_back(std::isfinite(epoch.validation) ? epoch.validation : epoch.train);
    return values;
}

// A click goes to the step.
void answer(PanelContext& context, const TimelineView& view, const PlotResult& result,
            std::span<const PlotSeries> lines) {
    if (result.hovered)
        draw_curve_tip(context, curve_words(view, *result.hovered, lines, context.state.digits),
                       context.state.compare.zoom);
    go_where_clicked(context, view, result);
}

void draw_curves(PanelContext& context, const TimelineView& view) {
    Ui& ui = context.ui;
    CompareState& state = context.state.compare;
    const float width = std::floor((ImGui::GetContentRegionAvail().x - ui.theme.gap) / 2),
                height = 140 * ui.theme.scale;
    const std::shared_ptr<Timeline>& here = context.session.timelines.timeline();
    see_all_of_another(state.zoom, context.session.timelines, state.left.timeline);
    state.left.update(here, static_cast<int>(width), state.zoom.x);
    state.right.update(state.timeline, static_cast<int>(width), state.zoom.x);
    PlotStyle style = steps_axis(view, width, state.zoom);
    const Timelines& timelines = context.session.timelines;
    const struct {
        std::string here, beside;
    } names{fmt::format("timeline {}", timelines.current + 1), fmt::format("timeline {}", timelines.beside + 1)};
    std::vector<PlotSeries> losses;
    add_loss(losses, state.right, names.beside, beside_color(ui.theme));
    add_loss(losses, state.left, names.here, current_color(ui.theme));
    PlotStyle of_loss = style;
    of_loss.y_label = "loss";
    of_loss.y_low = 0;
    of_loss.y_high = std::max(state.left.highest, state.right.highest) * 1.05;
    answer(context, view, plot(ui, "both losses", losses, {width, height}, of_loss, &state.zoom), losses);
    ImGui::SameLine(0, ui.theme.gap);
    const std::vector<double> left = best_known_accuracies(*here), right = best_known_accuracies(*state.timeline);
    const std::vector<PlotSeries> accuracies{epoch_series(names.beside, right, view.per_epoch, beside_color(ui.theme)),
                                             epoch_series(names.here, left, view.per_epoch, current_color(ui.theme))};
    const bool validated = !here->epochs().empty() && std::isfinite(here->epochs().front().validation);
    style.legend_low = true;  // where accuracies seldom are
    style.y_label = validated ? "accuracy, validation" : "accuracy, training";
    if (left.empty() && right.empty()) style.y_low = 0, style.y_high = 1;
    answer(context, view, plot(ui, "both accuracies", accuracies, {width, height}, style, &state.zoom), accuracies);
}

struct Compared {
    const char* name;
    std::string title;
    Numbers value;
    double largest;  // magnitude
};

// One of the three pictures: its name above, the largest number below.
void draw_heatmap(PanelContext& context, const Compared& what, Rect place, double max, int event) {
    const auto& [name, title, value, largest] = what;
    Ui& ui = context.ui;
    const float line = font_size(ui.fonts.small) + 4 * ui.theme.scale;
    text_in(ui, {place.min, {place.max.x, place.min.y + line}}, {0.5F, 0}, title,
            {.font = ui.fonts.small, .color = ui.theme.dim});
    HeatmapStyle style;
    style.max = max;
    style.largest_cell = 28;
    const std::optional<CellRef>& selected = context.session.selected;
    if (selected && selected->event == event) style.selected = Cell{selected->row, selected->col};
    style.version = combine_hash(context.state.compare.beside->serial,
                                 combine_hash(context.state.compare.here->serial, static_cast<std::uint64_t>(event)));
    const ImVec2 room{place.width(), place.height() - 2 * line};
    const ImVec2 size = heatmap_size(ui, value, room, style);
    ImGui::SetCursorScreenPos({std::round(place.center().x - size.x / 2), place.min.y + line});
    const HeatmapResult result = heatmap(ui, name, value, room, style);
    text_in(ui, {{place.min.x, result.rect.max.y + 2 * ui.theme.scale}, {place.max.x, result.rect.max.y + line}},
            {0.5F, 0}, "|max| " + short_number(largest, context.state.digits),
            {.font = ui.fonts.small, .color = ui.theme.dim});
    if (result.hovered)
        tooltip(ui, fmt::format("{} ({},{}) = {}", title, result.hovered->row, result.hovered->col,
                                short_number(value(result.hovered->row, result.hovered->col), context.state.digits)));
    if (result.clicked) context.actions.push_back(SelectCell{{event, result.clicked->row, result.clicked->col}});
}

void draw_value(PanelContext& context) {
    Ui& ui = context.ui;
    CompareState& state = context.state.compare;
    const Session& session = context.session;
    const Event* event = session.current();
    if (!event) return dim_text(ui, "Step to a value, and it is shown here as both have it.");
    const std::optional<int> other = matching_event(*state.here, event->index, *state.beside);
    if (!other)
        return dim_text(ui, fmt::format("{} is a value that timeline {} has not.", event->name.text(),
                                        session.timelines.beside + 1));
    const Numbers left = state.here->value(*event);
    const Numbers right = state.beside->value(*other);
    if (state.event != event->index) {
        state.event = event->index;
        state.difference = difference(left, right).value_or(Matrix());
        state.largest[0] = largest_magnitude(left);
        state.largest[1] = largest_magnitude(right);
        state.largest[2] = largest_magnitude(state.difference);
    }
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float gap = 2 * ui.theme.gap, height = 150 * ui.theme.scale;
    const float width = (ImGui::GetContentRegionAvail().x - 2 * gap) / 3;
    const double max = std::max(state.largest[0], state.largest[1]);
    const int one = session.timelines.current + 1, two = session.timelines.beside + 1;
    const auto place = [&](int column) {
        const float x = corner.x + static_cast<float>(column) * (width + gap);
        return Rect{{x, corner.y}, {x + width, corner.y + height}};
    };
    const std::string name = event->name.text();
    const Compared pictures[3] = {
        {"value here", fmt::format("{} of timeline {}", name, one), left, state.largest[0]},
        {"value beside", fmt::format("{} of timeline {}", name, two), right, state.largest[1]},
        {"difference", fmt::format("timeline {} − timeline {}", two, one), state.difference, state.largest[2]}};
    for (int i = 0; i < 3; ++i)
        draw_heatmap(context, pictures[i], place(i), i < 2 ? max : state.largest[2], event->index);
    ImGui::SetCursorScreenPos({corner.x, corner.y + height});
    ImGui::Dummy({1, ui.theme.gap / 2});
}

void draw_step(PanelContext& context) {
    Ui& ui = context.ui;
    const CompareState& state = context.state.compare;
    if (!state.beside) return wrapped_text(ui, state.why, {.color = ui.theme.warning});
    draw_value(context);
    draw_compared_step(context);
}

}  // namespace

void draw_compare(PanelContext& context) {
    begin_panel(context.ui, "compare", context.place, {.border_left = true});
    const Timelines& timelines = context.session.timelines;
    if (timelines.all.size() < 2)
        draw_how_to_fork(context);
    else if (timelines.beside < 0)
        draw_choice(context);
    else {
        update(context);
        const TimelineView view = timeline_view(context.session);
        draw_titles(context, view);
        draw_curves(context, view);
        draw_step(context);
    }
    end_panel(context.ui);
}

}  // namespace backstep
