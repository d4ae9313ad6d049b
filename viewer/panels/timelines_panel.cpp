// The timelines: the first one and its forks. A click shows one, another puts one beside it.

#include <fmt/format.h>

#include "viewer/panels/curves.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

void draw_one(PanelContext& context, int index) {
    Ui& ui = context.ui;
    const Timelines& timelines = context.session.timelines;
    const bool current = index == timelines.current, beside = index == timelines.beside;
    const float width = ImGui::GetContentRegionAvail().x, dot = 5 * ui.theme.scale;
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const Color color = current ? current_color(ui.theme) : beside ? beside_color(ui.theme) : ui.theme.faint;
    ImGui::GetWindowDrawList()->AddCircleFilled({corner.x + dot, corner.y + ImGui::GetFrameHeight() / 2}, dot, color);
    const char* label = current ? "shown" : beside ? "put away" : "put beside";
    const float button_width = text_width(ui, "put beside") + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetCursorScreenPos({corner.x + 2 * dot + ui.theme.gap, corner.y});
    const float title_width = width - 2 * dot - 2 * ui.theme.gap - button_width;
    const std::string title = numbered_title(context.session, index);
    const float padding = ImGui::GetStyle().FramePadding.y;
    const std::string lines = wrapped(ui, title, title_width);
    const float height = ImGui::CalcTextSize(lines.c_str(), nullptr, false, title_width + 1).y + 2 * padding;
    const Rect row{ImGui::GetCursorScreenPos(), {ImGui::GetCursorScreenPos().x + title_width, corner.y + height}};
    const Hit hit = hit_area(ui, fmt::format("timeline {}", index + 1).c_str(), row);
    if (hit.clicked) context.actions.push_back(ShowTimeline{index});
    if (hit.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::SetCursorScreenPos({row.min.x, row.min.y + padding});
    wrapped_text(ui, title, {.color = current || hit.hovered ? ui.theme.text : ui.theme.dim}, title_width);
    ImGui::SetCursorScreenPos({corner.x + width - button_width, corner.y});
    if (current)
        text_in(ui, {ImGui::GetCursorScreenPos(), {corner.x + width, corner.y + ImGui::GetFrameHeight()}}, {0.5F, 0.5F},
                label, {.font = ui.fonts.small, .color = ui.theme.dim});
    else if (button(ui, fmt::format("{}##{}", label, index).c_str(), {.size = {button_width, 0}, .quiet = true}))
        context.actions.push_back(ShowBeside{beside ? -1 : index});
    ImGui::SetCursorScreenPos({corner.x, row.max.y + ui.theme.gap / 2});
}

}  // namespace

void draw_timelines(PanelContext& context) {
    Ui& ui = context.ui;
    begin_panel(ui, "timelines", context.place, {.border_left = true});
    const auto count = static_cast<int>(context.session.timelines.all.size());
    for (int index = 0; index < count; ++index) draw_one(context, index);
    ImGui::Dummy({1, ui.theme.gap / 2});
    wrapped_text(ui,
                 count > 1 ? "Click a timeline to show it. What it was forked from is untouched."
                           : "Turn a knob with “forks here”, or set a number by hand: the training goes its own way "
                             "from the shown step on, and this timeline stays as it is.",
                 {.font = ui.fonts.small, .color = ui.theme.dim});
    end_panel(ui);
}

}  // namespace backstep
