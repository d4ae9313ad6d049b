// The line at the top: where the reader is in the book, the way back and forward, what went wrong last, the search,
// bookmarks, the theme and the help.

#include <fmt/format.h>

#include "viewer/model/history.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

// At the left, one after the other.
struct Left {
    float x = 0, middle = 0;
};

void draw_history(PanelContext& context, Left& left) {
    Ui& ui = context.ui;
    const float icon = ImGui::GetFrameHeight();
    ImGui::SetCursorScreenPos({left.x, left.middle - icon / 2});
    const bool back = can_go_back(context.session), forward = can_go_forward(context.session);
    if (icon_button(ui, "Go back", Icon::earlier,
                    {.size = {icon, icon}, .enabled = back, .quiet = true, .tooltip = "Before the last jump (Alt+←)"}))
        context.actions.push_back(GoBack{});
    ImGui::SameLine(0, 0);
    if (icon_button(ui, "Go forward", Icon::later,
                    {.size = {icon, icon}, .enabled = forward, .quiet = true, .tooltip = "Forward again (Alt+→)"}))
        context.actions.push_back(GoForward{});
    left.x = ImGui::GetItemRectMax().x + ui.theme.gap;
}

void draw_lesson(PanelContext& context, Left& left) {
    Ui& ui = context.ui;
    const Lesson* lesson = context.session.lesson;
    if (!lesson) return;
    ImGui::SetCursorScreenPos({left.x, left.middle - ImGui::GetFrameHeight() / 2});
    if (button(ui, "Lessons", {.quiet = true, .tooltip = "Back to the list of lessons"}))
        context.actions.push_back(ShowLessons{});
    const float x = ImGui::GetItemRectMax().x + ui.theme.gap;
    const std::string title = "›  " + numbered_title(*lesson);
    const Rect place{{x, 0}, {x + 500 * ui.theme.scale, context.place.max.y}};
    left.x = text_in(ui, place, {0, 0.5F}, title, {.color = ui.theme.dim}).max.x + 2 * ui.theme.gap;
}

// From the right to the left; returns where they begin.
float draw_buttons(PanelContext& context, float middle) {
    Ui& ui = context.ui;
    PanelState& state = context.state;
    const float icon = ImGui::GetFrameHeight(), gap = ui.theme.gap / 2;
    float right = context.place.max.x - ui.theme.margin;
    const auto place = [&](float width) {
        right -= width;
        ImGui::SetCursorScreenPos({right, middle - icon / 2});
        right -= gap;
    };
    const auto wide = [&](const char* label) { return text_width(ui, label) + 2 * ImGui::GetStyle().FramePadding.x; };
    place(icon);
    if (icon_button(ui, "Help", Icon::help, {.size = {icon, icon}, .quiet = true, .tooltip = "Help (?)"}))
        state.help = !state.help;
    const char* theme = state.dark ? "Light" : "Dark";
    place(wide(theme));
    if (button(ui, theme, {.quiet = true, .tooltip = "Change between dark and light"})) state.dark = !state.dark;
    place(icon);
    if (icon_button(ui, "Bookmarks", Icon::bookmark,
                    {.size = {icon, icon},
                     .selected = state.bookmarks,
                     .quiet = true,
                     .tooltip = state.bookmarks ? nullptr : "Bookmarks (m sets one)"}))
        state.bookmarks = !state.bookmarks;
    constexpr const char* search = "Search  Ctrl+P";
    place(wide(search));
    if (button(ui, search, {.tooltip = "Every command, lesson and value"})) state.palette = {.open = true};
    state.tour.search = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    return right;
}

// The image that is stepped through, and the way back.
void draw_aside(PanelContext& context, Left& left, float right) {
    Ui& ui = context.ui;
    if (!context.session.aside) return;
    const Aside& aside = *context.session.aside;
    constexpr const char* back = "Back to the training";
    const float button_width = text_width(ui, back) + 2 * ImGui::GetStyle().FramePadding.x;
    const std::string crumb = fmt::format("›  {}  ·  {}", aside.image->title, aside.where);
    ImGui::SetCursorScreenPos({left.x, left.middle - ImGui::GetTextLineHeight() / 2});
    const float room = right - left.x - button_width - 3 * ui.theme.gap;
    clipped_text(ui, crumb, std::min(room, text_width(ui, crumb) + 1));
    ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x + ui.theme.gap, left.middle - ImGui::GetFrameHeight() / 2});
    if (button(ui, back, {.selected = true, .tooltip = "To where it was left (Esc)"}))
        context.actions.push_back(BackToTraining{});
    left.x = ImGui::GetItemRectMax().x + 2 * ui.theme.gap;
}

}  // namespace

void draw_header(PanelContext& context) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    begin_panel(ui, "header", context.place, {.scroll = false, .padding = 0});
    Left left;
    left.middle = context.place.center().y;
    const Rect brand = text_in(ui, {{theme.margin, 0}, {theme.margin + 200 * theme.scale, context.place.max.y}},
                               {0, 0.5F}, "Backstep", {.font = ui.fonts.bold});
    left.x = brand.max.x + theme.gap;
    draw_history(context, left);
    draw_lesson(context, left);
    const float right = draw_buttons(context, left.middle);
    draw_aside(context, left, right);
    if (const Notice& notice = context.state.notice; !notice.empty()) {
        ImGui::SetCursorScreenPos({left.x, left.middle - ImGui::GetTextLineHeight() / 2});
        const Color color = notice.kind == Notice::Kind::done ? theme.accent : theme.warning;
        clipped_text(ui, notice.text, right - left.x - 2 * theme.gap, {.color = color});
    }
    ImGui::GetWindowDrawList()->AddRectFilled({0, context.place.max.y - theme.hairline},
                                              {context.place.max.x, context.place.max.y}, theme.border);
    end_panel(ui);
}

}  // namespace backstep
