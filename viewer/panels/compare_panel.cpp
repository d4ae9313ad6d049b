// Two timelines side by side: their curves, the current value in both, and what differs in this step.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/timeline/compare.h"
#include "viewer/model/number.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/heatmap.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr std::size_t most_changed = 14;

void draw_how_to_fork(PanelContext& context) {
    Ui& ui = context.ui;
    const Session& session = context.session;
    text(ui, "Nothing to compare with yet", {.font = ui.fonts.heading});
    wrapped_text(ui,
                 "A fork is the same training up to the shown step, and from there on its own: the same start, the same "
                 "batches in the same order, and one thing that is different. This timeline stays as it is.",
                 {.color = ui.theme.dim});
    ImGui::Dummy({1, ui.theme.gap / 2});
    for (const Knob& knob : session.knobs.all()) {
        if (knob.name != "optimizer") continue;
        text(ui, "From the shown step on with another optimizer:");
        for (const std::string& choice : knob.choices) {
            if (choice == session.knobs.choice(knob.name)) continue;
            if (button(ui, ("Fork with " + choice).c_str())) context.actions.push_back(Fork{{knob.name + "=" + choice}});
            ImGui::SameLine();
        }
        ImGui::NewLine();
        ImGui::Dummy({1, ui.theme.gap / 2});
    }
    wrapped_text(ui,
                 "Any other knob forks too when it is turned with “forks here”. Or click a number, and set it by hand.",
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
        clipped_text(ui, title, width - 2 * dot - ui.theme.gap);
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

void draw_curves(PanelContext& context, const TimelineView& view) {
    Ui& ui = context.ui;
    CompareState& state = context.state.compare;
    const float width = std::floor((ImGui::GetContentRegionAvail().x - ui.theme.gap) / 2), height = 140 * ui.theme.scale;
    const std::shared_ptr<Timeline>& here = context.session.timelines.timeline();
    state.left.update(here, static_cast<int>(width));
    state.right.update(state.timeline, static_cast<int>(width));
    PlotStyle style = steps_axis(view, width);
    if (!style.x_ticks.empty()) style.x_ticks.front().label = "epoch 0";
    std::vector<PlotSeries> losses;
    add_loss(losses, state.right, "", beside_color(ui.theme));
    add_loss(losses, state.left, "", current_color(ui.theme));
    PlotStyle of_loss = style;
    of_loss.y_label = "loss";
    of_loss.y_low = 0;
    of_loss.y_high = std::max(state.left.highest, state.right.highest) * 1.05;
    plot(ui, "both losses", losses, {width, height}, of_loss);
    ImGui::SameLine(0, ui.theme.gap);
    const std::vector<double> left = best_known_accuracies(*here), right = best_known_accuracies(*state.timeline);
    const std::vector<PlotSeries> accuracies{epoch_series("", right, view.per_epoch, beside_color(ui.theme)),
                                             epoch_series("", left, view.per_epoch, current_color(ui.theme))};
    const bool validated = !here->epochs().empty() && std::isfinite(here->epochs().front().validation);
    style.y_label = validated ? "accuracy, validation" : "accuracy, training";
    if (left.empty() && right.empty()) style.y_low = 0, style.y_high = 1;
    plot(ui, "both accuracies", accuracies, {width, height}, style);
}

// One of the three pictures: its name above, the largest number below.
void draw_heatmap(PanelContext& context, const char* name, const std::string& title, const Matrix& value, Rect place,
                  double max, int event) {
    Ui& ui = context.ui;
    const float line = font_size(ui.fonts.small) + 4 * ui.theme.scale;
    text_in(ui, {place.min, {place.max.x, place.min.y + line}}, {0.5F, 0}, title,
            {.font = ui.fonts.small, .color = ui.theme.dim});
    HeatmapStyle style;
    style.max = max;
    style.largest_cell = 28;
    const std::optional<CellRef>& selected = context.session.selected;
    if (selected && selected->event == event) style.selected = Cell{selected->row, selected->col};
    style.version = combine_hash(reinterpret_cast<std::uintptr_t>(context.state.compare.beside.get()),
                                 combine_hash(reinterpret_cast<std::uintptr_t>(context.state.compare.here.get()),
                                              static_cast<std::uint64_t>(event)));
    const ImVec2 room{place.width(), place.height() - 2 * line};
    const ImVec2 size = heatmap_size(ui, value, room, style);
    ImGui::SetCursorScreenPos({std::round(place.center().x - size.x / 2), place.min.y + line});
    const HeatmapResult result = heatmap(ui, name, value, room, style);
    text_in(ui, {{place.min.x, result.rect.max.y + 2 * ui.theme.scale}, {place.max.x, result.rect.max.y + line}}, {0.5F, 0},
            "|max| " + short_number(largest_magnitude(value)), {.font = ui.fonts.small, .color = ui.theme.dim});
    if (result.hovered)
        tooltip(ui, fmt::format("{} ({},{}) = {}", title, result.hovered->row, result.hovered->col,
                                exact_number(value(result.hovered->row, result.hovered->col))));
    if (result.clicked) context.actions.push_back(SelectCell{{event, result.clicked->row, result.clicked->col}});
}

void draw_value(PanelContext& context) {
    Ui& ui = context.ui;
    CompareState& state = context.state.compare;
    const Session& session = context.session;
    const Event* event = session.current();
    if (!event) return dim_text(ui, "Step to a value, and it is shown here as both have it.");
    const std::optional<int> other = matching_event(*state.here, event->index, *state.beside);
    if (!other) return dim_text(ui, fmt::format("{} is a value that timeline {} has not.", event->name.text(),
                                                session.timelines.beside + 1));
    const Matrix& left = state.here->value(*event);
    const Matrix& right = state.beside->values[static_cast<std::size_t>(*other)];
    if (state.event != event->index) {
        state.event = event->index;
        state.difference = difference(left, right).value_or(Matrix());
    }
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float gap = 2 * ui.theme.gap, height = 150 * ui.theme.scale;
    const float width = (ImGui::GetContentRegionAvail().x - 2 * gap) / 3;
    const double max = std::max(largest_magnitude(left), largest_magnitude(right));
    const int one = session.timelines.current + 1, two = session.timelines.beside + 1;
    const auto place = [&](int column) {
        const float x = corner.x + static_cast<float>(column) * (width + gap);
        return Rect{{x, corner.y}, {x + width, corner.y + height}};
    };
    const std::string name = event->name.text();
    draw_heatmap(context, "value here", fmt::format("{} of {}", name, one), left, place(0), max, event->index);
    draw_heatmap(context, "value beside", fmt::format("{} of {}", name, two), right, place(1), max, event->index);
    draw_heatmap(context, "difference", fmt::format("{} less {}", two, one), state.difference, place(2), 0, event->index);
    ImGui::SetCursorScreenPos({corner.x, corner.y + height});
    ImGui::Dummy({1, ui.theme.gap / 2});
}

// A value as a bar: how much of its size has changed. A click goes to it.
void draw_changed(PanelContext& context, const ComparedValue& value, ImVec2 corner, float width) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale, line = 20 * scale, name_width = 66 * scale, number_width = 76 * scale;
    const Rect row{corner, {corner.x + width, corner.y + line}};
    const Hit hit = hit_area(ui, fmt::format("changed {}##{}", value.name, value.event).c_str(), row);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (hit.hovered || context.session.position == value.event + 1)
        list->AddRectFilled(row.min, row.max, ui.theme.raised);
    text_in(ui, {row.min, {row.min.x + name_width, row.max.y}}, {0, 0.5F}, value.name, {.font = ui.fonts.small});
    const float left = row.min.x + name_width, full = width - name_width - number_width;
    const float bar = std::max(1.0F, full * static_cast<float>(value.share));
    list->AddRectFilled({left, row.min.y + 5 * scale}, {left + bar, row.max.y - 5 * scale},
                        phase_color(ui.theme, value.phase));
    text_in(ui, {{row.max.x - number_width, row.min.y}, row.max}, {1, 0.5F}, short_number(value.largest),
            {.font = ui.fonts.small, .color = ui.theme.dim});
    if (hit.hovered)
        tooltip(ui, fmt::format("{}: cell ({},{}) differs by {}, which is {} of the largest numbers of both, added",
                                value.name, value.row, value.col, short_number(value.largest), percent(value.share)));
    if (hit.clicked) context.actions.push_back(GoToPosition{value.event + 1});
}

void draw_changes(PanelContext& context, float width) {
    Ui& ui = context.ui;
    const CompareView& view = context.state.compare.view;
    text(ui, "What differs in this step", {.font = ui.fonts.bold});
    dim_text(ui, fmt::format("{} values differ, {} are the same", view.changed.size(), view.same));
    const float line = 20 * ui.theme.scale;
    const std::size_t shown = std::min(view.changed.size(), most_changed);
    for (std::size_t i = 0; i < shown; ++i) {
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        draw_changed(context, view.changed[i], corner, width);
        ImGui::SetCursorScreenPos(corner);
        ImGui::Dummy({width, line - ImGui::GetStyle().ItemSpacing.y});
    }
    if (shown < view.changed.size()) dim_text(ui, fmt::format("and {} that differ less", view.changed.size() - shown));
}

void draw_cell(PanelContext& context, float width) {
    Ui& ui = context.ui;
    const CompareState& state = context.state.compare;
    const std::optional<CellRef>& selected = context.session.selected;
    const ComparedCell cell = selected ? compared_cell(*state.here, *state.beside, *selected) : ComparedCell();
    if (cell.name.empty()) {
        text(ui, "One weight in both", {.font = ui.fonts.bold});
        ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
        text(ui, "Click a cell of W, dW or b: its gradient, what the optimizer remembers of it, and its step.",
             {.font = ui.fonts.small, .color = ui.theme.dim});
        ImGui::PopTextWrapPos();
        return;
    }
    text(ui, cell.name + " in both", {.font = ui.fonts.bold});
    const float line = 20 * ui.theme.scale, number = 84 * ui.theme.scale;
    const auto row = [&](const std::string& name, const std::string& here, const std::string& beside, bool title) {
        const ImVec2 corner = ImGui::GetCursorScreenPos();
        const float right = corner.x + width, bottom = corner.y + line;
        const auto color = [&](Color own) { return title ? own : ui.theme.text; };
        text_in(ui, {corner, {right, bottom}}, {0, 0.5F}, name, {.font = ui.fonts.small, .color = ui.theme.dim});
        text_in(ui, {corner, {right - number, bottom}}, {1, 0.5F}, here,
                {.font = ui.fonts.small, .color = color(current_color(ui.theme))});
        text_in(ui, {corner, {right, bottom}}, {1, 0.5F}, beside,
                {.font = ui.fonts.small, .color = color(beside_color(ui.theme))});
        ImGui::Dummy({width, line - ImGui::GetStyle().ItemSpacing.y});
    };
    const Timelines& timelines = context.session.timelines;
    row("timeline", std::to_string(timelines.current + 1), std::to_string(timelines.beside + 1), true);
    const auto shown = [](const std::optional<double>& value) { return value ? short_number(*value) : std::string("–"); };
    for (const ComparedNumber& line_of : cell.numbers) row(line_of.name, shown(line_of.here), shown(line_of.beside), false);
}

void draw_step(PanelContext& context) {
    Ui& ui = context.ui;
    const CompareState& state = context.state.compare;
    if (!state.beside) return wrapped_text(ui, state.why, {.color = ui.theme.warning});
    draw_value(context);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float gap = 2 * ui.theme.margin, all = ImGui::GetContentRegionAvail().x;
    const bool aside = all >= 520 * ui.theme.scale;
    const float width = aside ? (all - gap) / 2 : all;
    if (!aside) {
        draw_cell(context, width);
        ImGui::Dummy({1, ui.theme.gap});
        draw_changes(context, width);
        return;
    }
    ImGui::BeginGroup();
    draw_changes(context, width);
    ImGui::EndGroup();
    const float bottom = ImGui::GetCursorScreenPos().y;
    ImGui::SetCursorScreenPos({corner.x + width + gap, corner.y});
    ImGui::BeginGroup();
    draw_cell(context, width);
    ImGui::EndGroup();
    ImGui::SetCursorScreenPos({corner.x, std::max(bottom, ImGui::GetCursorScreenPos().y) - 1});
    ImGui::Dummy({1, 1});
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
