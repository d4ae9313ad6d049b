// The first page: the list of lessons.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/data/batches.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/digit_image.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

void draw_card(PanelContext& context, const Lesson& lesson, float left, float width) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    const float height = 68 * theme.scale;
    const float top = ImGui::GetCursorScreenPos().y;
    const Rect card{{left, top}, {left + width, top + height}};
    const std::string name = fmt::format("lesson {}", lesson.number);
    const Hit hit = hit_area(ui, name.c_str(), card);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(card.min, card.max, hit.hovered ? theme.raised : theme.panel, theme.rounding);
    if (hit.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (hit.hovered) list->AddRect(card.min, card.max, theme.accent, theme.rounding);
    const float number_width = 56 * theme.scale;
    text_in(ui, {card.min, {card.min.x + number_width, card.max.y}}, {0.5F, 0.5F}, std::to_string(lesson.number),
            {.font = ui.fonts.heading, .color = theme.accent});
    text_at(ui, {card.min.x + number_width, card.min.y + 11 * theme.scale}, lesson.title, {.font = ui.fonts.bold});
    ImGui::SetCursorScreenPos({card.min.x + number_width, card.min.y + 37 * theme.scale});
    clipped_text(ui, lesson.idea, width - number_width - theme.margin, {.font = ui.fonts.small, .color = theme.dim});
    ImGui::SetCursorScreenPos({left, card.max.y + theme.gap});
    if (hit.clicked) context.actions.push_back(OpenLesson{std::to_string(lesson.number)});
}

// A line of the digits that will be looked at: what this is about, before a word is read. 20 of them in columns.
const Matrix& sample(LessonsState& state, const Dataset& digits) {
    if (state.sampled == &digits && state.images.cols > 0) return state.images;
    std::vector<int> first(static_cast<std::size_t>(std::min(20, digits.count)));
    std::iota(first.begin(), first.end(), 0);
    state.sampled = &digits;
    state.images = scaled_pixel_columns(digits, first);
    return state.images;
}

void draw_sample(PanelContext& context, float left, float width) {
    const Dataset* digits = context.session.digits.get();
    if (!digits || digits->count == 0) return;
    const Matrix& images = sample(context.state.lessons, *digits);
    const float pitch = width / static_cast<float>(images.cols), top = ImGui::GetCursorScreenPos().y;
    begin_disabled(context.ui);  // they are only to be looked at
    for (int i = 0; i < images.cols; ++i) {
        ImGui::SetCursorScreenPos({std::round(left + pitch * static_cast<float>(i)), top});
        const float size = std::floor(pitch - context.ui.theme.gap / 2);
        digit_image(context.ui, fmt::format("sample {}", i).c_str(), images, i, {digits->rows, digits->cols}, size);
    }
    end_disabled(context.ui);
    ImGui::SetCursorScreenPos({left, top + pitch + context.ui.theme.gap});
}

}  // namespace

void draw_lessons(PanelContext& context) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    begin_panel(ui, "lessons", context.place);
    const float width = std::min(context.place.width() - 2 * theme.margin, 760 * theme.scale);
    const float left = std::round(context.place.center().x - width / 2);
    // A little above the middle of what is free.
    const float needed = (210 + 76 * static_cast<float>(context.session.lessons.size())) * theme.scale;
    const float above = std::max(24 * theme.scale, (context.place.height() - needed) * 0.4F);
    ImGui::SetCursorScreenPos({left, std::round(context.place.min.y + above - ImGui::GetScrollY())});
    const float line = ImGui::GetCursorScreenPos().y;
    text(ui, "A neural network, one line at a time", {.font = ui.fonts.heading});
    const float after = ImGui::GetCursorScreenPos().y, button_width = 190 * theme.scale;
    ImGui::SetCursorScreenPos({left + width - button_width, line});
    if (button(ui, "A network of your own…",
               {.size = {button_width, 0}, .tooltip = "Your layers, activation and optimizer, on your images"}))
        context.state.own.open = true;
    ImGui::SetCursorScreenPos({left, after});
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + theme.gap / 2});
    text(ui, "Step forward and backward through a real batch. Click any number to see where it came from.",
         {.color = theme.dim});
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + theme.gap});
    draw_sample(context, left, width);
    for (const Lesson& lesson : context.session.lessons) draw_card(context, lesson, left, width);
    const Dataset* digits = context.session.digits.get();
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y + theme.gap});
    text(ui, fmt::format("Press a number to open a lesson.   Digits: {}", digits ? digits->source : "none"),
         {.font = ui.fonts.small, .color = theme.dim});
    end_panel(ui);
}

}  // namespace backstep
