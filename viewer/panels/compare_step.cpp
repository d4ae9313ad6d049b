#include "viewer/panels/compare_step.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/model/number.h"
#include "viewer/panels/number_text.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

constexpr std::size_t most_changed = 14;

// A value as a bar: how much of its size has changed. A click goes to it.
void draw_changed(PanelContext& context, const ComparedValue& value, ImVec2 corner, float width) {
    Ui& ui = context.ui;
    const float scale = ui.theme.scale, line = 20 * scale, name_width = 66 * scale, number = 76 * scale;
    const Rect row{corner, {corner.x + width, corner.y + line}};
    const Hit hit = hit_area(ui, fmt::format("changed {}##{}", value.name, value.event).c_str(), row);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (hit.hovered || context.session.position == value.event + 1)
        list->AddRectFilled(row.min, row.max, ui.theme.raised);
    text_in(ui, {row.min, {row.min.x + name_width, row.max.y}}, {0, 0.5F}, value.name, {.font = ui.fonts.small});
    const float left = row.min.x + name_width, full = width - name_width - number;
    const float bar = std::max(1.0F, full * static_cast<float>(value.share));
    list->AddRectFilled({left, row.min.y + 5 * scale}, {left + bar, row.max.y - 5 * scale},
                        phase_color(ui.theme, value.phase));
    text_in(ui, {{row.max.x - number, row.min.y}, row.max}, {1, 0.5F},
            number_within(context, value.largest, number - ui.theme.gap, ui.fonts.small),
            {.font = ui.fonts.small, .color = ui.theme.dim});
    if (hit.hovered)
        tooltip(ui, fmt::format("{}: cell ({},{}) differs by {}, which is {} of the largest numbers of both, added",
                                value.name, value.row, value.col, short_number(value.largest, context.state.digits),
                                percent(value.share)));
    if (hit.clicked) context.actions.push_back(GoToPosition{value.event + 1});
}

void draw_changes(PanelContext& context, float width) {
    Ui& ui = context.ui;
    const CompareView& view = context.state.compare.view;
    text(ui, "What differs in this step", {.font = ui.fonts.bold});
    const int alone = view.only_here + view.only_beside;
    wrapped_text(ui,
                 fmt::format("{} values differ, {} are the same{}. The number: the largest difference of a cell; the "
                             "bar: against the value's largest numbers.",
                             view.changed.size(), view.same, alone > 0 ? fmt::format(", {} are in one only", alone) : ""),
                 {.font = ui.fonts.small, .color = ui.theme.dim}, width);
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
        wrapped_text(ui, "Click a cell of W, dW or b: its gradient, what the optimizer remembers of it, and its step.",
                     {.font = ui.fonts.small, .color = ui.theme.dim}, width);
        return;
    }
    text(ui, cell.name + " in both", {.font = ui.fonts.bold});
    const float line = 20 * ui.theme.scale;
    const float number =
        std::clamp(number_width(context, ui.fonts.small) + ui.theme.gap, 84 * ui.theme.scale,
                   std::max(84 * ui.theme.scale, (width - text_width(ui, "gradient dW[1] ", ui.fonts.small)) / 2));
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
    const auto shown = [&](const std::optional<double>& value) {
        return value ? number_within(context, *value, number - ui.theme.gap, ui.fonts.small) : std::string("–");
    };
    for (const ComparedNumber& line_of : cell.numbers)
        row(line_of.name, shown(line_of.here), shown(line_of.beside), false);
}

}  // namespace

void draw_compared_step(PanelContext& context) {
    Ui& ui = context.ui;
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

}  // namespace backstep
