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

void draw_links(PanelContext& context, const WalkView& view) {
    Ui& ui = context.ui;
    const auto offer = [&](const char* label, const Action& action) {
        if (link(ui, label)) context.actions.push_back(action);
        ImGui::SameLine(0, 2 * ui.theme.gap);
    };
    offer(view.running ? "pause" : view.at_end ? "again" : "go on", Walk{});
    offer("‹ back", WalkTerms{-1});
    offer("forward ›", WalkTerms{1});
    if (link(ui, "end")) context.actions.push_back(EndWalk{});
}

std::string zeros_text(const WalkView& view) {
    if (view.zeros == view.count) return "all of them are 0";
    if (view.zeros == 0) return "none of them is 0";
    return fmt::format("{} of them {} 0 and passed over", view.zeros, view.zeros == 1 ? "is" : "are");
}

}  // namespace

void draw_slow_motion(PanelContext& context) {
    Ui& ui = context.ui;
    if (!context.session.walk) {
        if (link(ui, "walk through the sum (w)")) context.actions.push_back(Walk{});
        return;
    }
    const WalkView view = walk_view(*context.session.walk);
    const float width = ImGui::GetContentRegionAvail().x;
    caption(ui, "Slow motion");
    text(ui, fmt::format("term {} of {}", view.term, view.count), {.font = ui.fonts.bold});
    clipped_text(ui, view.formula, width);
    clipped_text(ui, view.numbers, width, {.font = ui.fonts.mono});
    text(ui, fmt::format("{} {}", view.at_end ? "sum =" : "sum so far", view.sum),
         {.font = ui.fonts.mono, .color = ui.theme.accent});
    draw_progress(ui, view);
    dim_text(ui, zeros_text(view));
    draw_links(context, view);
}

void frame_walked_cell(HeatmapStyle& style, const Session& session, int event) {
    if (!session.walk) return;
    for (const CellRef& cell : walk_view(*session.walk).cells)
        if (cell.event == event) style.selected = Cell{cell.row, cell.col};
}

}  // namespace backstep
