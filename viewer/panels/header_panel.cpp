// The line at the top: where the reader is in the book, what went wrong last, the theme and the help.

#include <fmt/format.h>

#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {

void draw_header(PanelContext& context) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    begin_panel(ui, "header", context.place, {.scroll = false, .padding = 0});
    const float middle = context.place.center().y;
    const Rect brand = text_in(ui, {{theme.margin, 0}, {theme.margin + 200 * theme.scale, context.place.max.y}},
                               {0, 0.5F}, "Backstep", {.font = ui.fonts.bold});
    float x = brand.max.x + 2 * theme.gap;
    if (const Lesson* lesson = context.session.lesson) {
        ImGui::SetCursorScreenPos({x, middle - ImGui::GetFrameHeight() / 2});
        if (button(ui, "Lessons", {.quiet = true, .tooltip = "Back to the list of lessons"}))
            context.actions.push_back(ShowLessons{});
        x = ImGui::GetItemRectMax().x + theme.gap;
        const std::string title = fmt::format("{}. {}", lesson->number, lesson->title);
        x = text_in(ui, {{x, 0}, {x + 500 * theme.scale, context.place.max.y}}, {0, 0.5F}, "›  " + title,
                    {.color = theme.dim})
                .max.x +
            2 * theme.gap;
    }
    const float icon = ImGui::GetFrameHeight();
    float right = context.place.max.x - theme.margin - icon;
    ImGui::SetCursorScreenPos({right, middle - icon / 2});
    if (icon_button(ui, "Help", Icon::help, {.size = {icon, icon}, .quiet = true, .tooltip = "Help (?)"}))
        context.state.help = !context.state.help;
    const char* theme_label = context.state.dark ? "Light" : "Dark";
    right -= text_width(ui, theme_label) + 4 * theme.gap;
    ImGui::SetCursorScreenPos({right, middle - icon / 2});
    if (button(ui, theme_label, {.quiet = true, .tooltip = "Change between dark and light"}))
        context.state.dark = !context.state.dark;
    if (!context.state.notice.empty()) {
        ImGui::SetCursorScreenPos({x, middle - ImGui::GetTextLineHeight() / 2});
        clipped_text(ui, context.state.notice, right - x - 2 * theme.gap, {.color = theme.warning});
    }
    ImGui::GetWindowDrawList()->AddRectFilled({0, context.place.max.y - theme.hairline},
                                              {context.place.max.x, context.place.max.y}, theme.border);
    end_panel(ui);
}

}  // namespace backstep
