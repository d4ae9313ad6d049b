// The keys and gestures, over everything else.

#include <cmath>
#include <span>

#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

struct Row {
    const char* key;
    const char* meaning;
};

constexpr Row always[] = {
    {"→  ←", "one line forward, one line back"},
    {"↓  ↑", "to the next phase, to the phase before"},
    {"Home  End", "before the first line, after the last"},
    {"space", "play, pause"},
    {"1  2  3  4", "SGD, momentum, Adam, averaged momentum"},
    {"click a cell", "where this number came from"},
    {"click a link", "one step deeper: the numbers it was made of"},
    {"Backspace", "back along the trail"},
    {"double-click", "a matrix alone and large; again: back"},
    {"click a line", "to the moment when that line runs"},
    {"drag the strip", "through time"},
    {"Esc", "close what was opened last"},
    {"?", "this help"},
};

constexpr Row in_training[] = {
    {"t", "train, pause"},
    {"[  ]", "a batch back, a batch forward"},
    {"{  }", "an epoch back, an epoch forward"},
    {"c  C", "on to where a breakpoint holds, back to where one held"},
    {"drag the curve", "through the steps of the training"},
};

void draw_rows(Ui& ui, std::span<const Row> rows, ImVec2 corner, float pitch) {
    for (const Row& line : rows) {
        text_at(ui, corner, line.key, {.font = ui.fonts.bold, .color = ui.theme.accent});
        text_at(ui, {corner.x + 150 * ui.theme.scale, corner.y}, line.meaning);
        corner.y += pitch;
    }
}

}  // namespace

void draw_help(PanelContext& context) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    const float row = 27 * theme.scale;
    const std::size_t more = context.session.timelines.empty() ? 0 : std::size(in_training);
    const std::size_t count = std::size(always) + more;
    const ImVec2 size{620 * theme.scale, row * static_cast<float>(count) + 84 * theme.scale};
    const ImVec2 center = context.place.center();
    const Rect card{{std::round(center.x - size.x / 2), std::round(center.y - size.y / 2)},
                    {std::round(center.x + size.x / 2), std::round(center.y + size.y / 2)}};
    begin_panel(ui, "help", card, {.scroll = false, .background = true, .above = true, .padding = 0});
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(card.min, card.max, theme.panel);
    list->AddRect(card.min, card.max, theme.accent);
    text_at(ui, {card.min.x + theme.margin, card.min.y + theme.margin}, "Keys and gestures",
            {.font = ui.fonts.heading});
    const ImVec2 first{card.min.x + theme.margin, card.min.y + theme.margin + 40 * theme.scale};
    draw_rows(ui, always, first, row);
    const float below = first.y + row * static_cast<float>(std::size(always));
    draw_rows(ui, std::span(in_training, more), {first.x, below}, row);
    const float icon = ImGui::GetFrameHeight();
    ImGui::SetCursorScreenPos({card.max.x - theme.margin - icon, card.min.y + theme.margin});
    if (icon_button(ui, "Close help", Icon::close, {.size = {icon, icon}, .quiet = true})) context.state.help = false;
    end_panel(ui);
}

}  // namespace backstep
