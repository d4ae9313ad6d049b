#include "viewer/panels/watch_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/panels/cell_menu.h"
#include "viewer/panels/number_text.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

// Both columns of numbers begin at the right, before the buttons that remove.
struct Columns {
    float left = 0, text_end = 0, now_end = 0, before_end = 0, icon = 0;
};

Columns columns_here(const PanelContext& context) {
    const Ui& ui = context.ui;
    Columns columns;
    const float most = ImGui::GetContentRegionAvail().x * 0.3F;
    const float number = std::max(82 * ui.theme.scale, std::min(number_width(context) + ui.theme.gap, most));
    columns.icon = ImGui::GetFrameHeight();
    columns.left = ImGui::GetCursorScreenPos().x;
    columns.before_end = columns.left + ImGui::GetContentRegionAvail().x - columns.icon - ui.theme.gap / 2;
    columns.now_end = columns.before_end - number;
    columns.text_end = columns.now_end - number;
    return columns;
}

void draw_header(Ui& ui, const Columns& columns) {
    const float y = ImGui::GetCursorScreenPos().y, height = font_size(ui.fonts.small) + 2 * ui.theme.scale;
    const TextStyle style{.font = ui.fonts.small, .color = ui.theme.dim};
    text_in(ui, {{columns.left, y}, {columns.text_end, y + height}}, {0, 0.5F}, "Watched", style);
    text_in(ui, {{columns.text_end, y}, {columns.now_end, y + height}}, {1, 0.5F}, "here", style);
    text_in(ui, {{columns.now_end, y}, {columns.before_end, y + height}}, {1, 0.5F}, "step before", style);
    ImGui::Dummy({1, height});
}

void draw_menu_place(PanelContext& context, const std::string& name, const Rect& place, std::optional<double> number) {
    if (number) offer_number_menu(context, *number, hit_area(context.ui, name.c_str(), place).hovered);
}

void draw_watch(PanelContext& context, const Columns& columns, const WatchView& watch, int index) {
    Ui& ui = context.ui;
    const float y = ImGui::GetCursorScreenPos().y, height = columns.icon;
    const Rect name{{columns.left, y}, {columns.text_end, y + height}};
    text_in(ui, name, {0, 0.5F}, fitting(ui, watch.text, name.width()), {});
    if (hit_area(ui, fmt::format("watch {}", index + 1).c_str(), name).hovered) tooltip(ui, watch.text);
    const bool here = watch.now != "not yet";
    const Rect now{{columns.text_end, y}, {columns.now_end, y + height}};
    const Rect before{{columns.now_end, y}, {columns.before_end, y + height}};
    const auto shown = [&](const std::optional<double>& value, const std::string& words) {
        return value ? number_within(context, *value, now.width() - ui.theme.gap) : words;
    };
    text_in(ui, now, {1, 0.5F}, shown(watch.now_number, watch.now), {.color = here ? ui.theme.text : ui.theme.dim});
    text_in(ui, before, {1, 0.5F}, shown(watch.before_number, watch.before), {.color = ui.theme.dim});
    draw_menu_place(context, fmt::format("watch {} here", index + 1), now, watch.now_number);
    draw_menu_place(context, fmt::format("watch {} before", index + 1), before, watch.before_number);
    ImGui::SetCursorScreenPos({columns.before_end + ui.theme.gap / 2, y});
    if (icon_button(ui, fmt::format("Remove watch {}", index + 1).c_str(), Icon::close,
                    {.size = {height, height}, .quiet = true, .tooltip = "Watch it no more"}))
        context.actions.push_back(RemoveWatch{index});
    ImGui::SetCursorScreenPos({columns.left, y + height});
}

}  // namespace

void draw_watch_list(PanelContext& context) {
    Ui& ui = context.ui;
    const std::vector<WatchView>& watches = context.state.breakpoints.watches.read(context.session);
    if (watches.empty()) return;
    ImGui::Dummy({1, ui.theme.gap / 2});
    const Columns columns = columns_here(context);
    draw_header(ui, columns);
    for (std::size_t i = 0; i < watches.size(); ++i) draw_watch(context, columns, watches[i], static_cast<int>(i));
}

void draw_watch_input(PanelContext& context, float width) {
    BreakpointsState& state = context.state.breakpoints;
    if (input(context.ui, "##expression", state.watch_typed, width, "watch…") && !state.watch_typed.empty())
        context.actions.push_back(AddWatch{state.watch_typed});
    if (ImGui::IsItemHovered() && !ImGui::IsItemActive())
        tooltip(context.ui, "A number of each step, such as norm(dW[1]) or W[1](3,407), or a condition.");
}

}  // namespace backstep
