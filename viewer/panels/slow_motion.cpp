#include "viewer/panels/slow_motion.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

// How much of the sum has been added, by terms.
void draw_progress(Ui& ui, const WalkView& view) {
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = std::round(3 * ui.theme.scale);
    const float done =
        width * static_cast<float>(view.at_end ? view.count : view.term) / static_cast<float>(view.count);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(corner, {corner.x + width, corner.y + height}, ui.theme.border);
    list->AddRectFilled(corner, {corner.x + done, corner.y + height}, ui.theme.accent);
    ImGui::Dummy({width, height});
}

// The number of the term, and what can be done, in one line.
void draw_head(PanelContext& context, const WalkView& view) {
    Ui& ui = context.ui;
    const auto offer = [&](const char* label, const Action& action) {
        ImGui::SameLine(0, 2 * ui.theme.gap);
        if (link(ui, label)) context.actions.push_back(action);
    };
    text(ui, fmt::format("term {} of {}", view.term, view.count), {.font = ui.fonts.bold});
    offer("‹", WalkTerms{-1});
    offer("›", WalkTerms{1});
    offer(view.running ? "pause" : view.at_end ? "again" : "go on", Walk{});
    offer("end", EndWalk{});
}

std::string zeros_text(const WalkView& view) {
    if (view.zeros == view.count) return "all of them are 0";
    if (view.zeros == 0) return "none of them is 0";
    return fmt::format("{} of them {} 0 and passed over", view.zeros, view.zeros == 1 ? "is" : "are");
}

}  // namespace

void offer_walk(PanelContext& context) {
    if (link(context.ui, "walk through the sum (w)")) context.actions.push_back(Walk{});
}

void draw_walk(PanelContext& context) {
    Ui& ui = context.ui;
    const WalkView view = walk_view(*context.session.walk, context.state.digits);
    const float width = ImGui::GetContentRegionAvail().x;
    draw_head(context, view);
    clipped_text(ui, view.formula, width);
    clipped_text(ui, view.numbers, width, {.font = ui.fonts.mono});
    text(ui, fmt::format("{} {}", view.at_end ? "sum =" : "sum so far", view.sum),
         {.font = ui.fonts.mono, .color = ui.theme.accent});
    draw_progress(ui, view);
    text(ui, zeros_text(view), {.font = ui.fonts.small, .color = ui.theme.dim});
    ImGui::Dummy({0, ui.theme.gap});
}

void frame_walked_cell(HeatmapStyle& style, const Session& session, int event) {
    if (!session.walk) return;
    for (const CellRef& cell : walk_view(*session.walk).cells)
        if (cell.event == event) style.selected = Cell{cell.row, cell.col};
}

}  // namespace backstep
