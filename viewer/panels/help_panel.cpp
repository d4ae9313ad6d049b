// The keys, from the table of commands, and the gestures, over everything else.

#include <algorithm>
#include <cmath>

#include "viewer/panels/commands.h"
#include "viewer/panels/panels.h"
#include "viewer/panels/tour.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

struct Row {
    std::string key, meaning;
};

const std::vector<Row> gestures = {
    {"click a cell", "where this number came from"},
    {"click a link", "one step deeper"},
    {"double-click", "a matrix alone and large; again: back"},
    {"right-click", "copy or save a number, a matrix, a panel"},
    {"click a line", "to the moment when that line runs"},
    {"drag the strip", "through time"},
};

const std::vector<Row> in_training = {
    {"drag the curve", "through the steps of the training"},
    {"wheel on a curve", "closer, farther away; Shift and drag: along it"},
};

// "Shift+← → ↑ ↓": of arrows that share a line only the first has the modifiers. Signs need theirs.
std::string without_modifiers(const std::string& before, const std::string& key) {
    const std::size_t plus = before.find('+');
    const bool same = plus != std::string::npos && plus > 1 && key.compare(0, plus + 1, before, 0, plus + 1) == 0;
    const std::string bare = same ? key.substr(plus + 1) : key;
    return bare == "←" || bare == "→" || bare == "↑" || bare == "↓" ? bare : key;
}

// Neighbours with the same meaning share a line.
std::vector<Row> key_rows(const Session& session) {
    std::vector<Row> rows;
    for (const Command& command : commands_with_keys(session)) {
        if (command.help.empty() || command.keys.empty() || !makes_sense(command, session)) continue;
        const std::string key = key_text(command.keys.front());
        if (!rows.empty() && rows.back().meaning == command.help)
            rows.back().key += "  " + without_modifiers(rows.back().key, key);
        else
            rows.push_back({key, command.help});
    }
    return rows;
}

struct Columns {
    std::vector<Row> left, right;
};

// As many rows in both as can be; the gestures stand at the end.
Columns columns_for(const Session& session) {
    std::vector<Row> all = key_rows(session);
    all.insert(all.end(), gestures.begin(), gestures.end());
    if (!session.timelines.empty()) all.insert(all.end(), in_training.begin(), in_training.end());
    const auto half = all.begin() + static_cast<std::ptrdiff_t>((all.size() + 1) / 2);
    return {{all.begin(), half}, {half, all.end()}};
}

// How wide the keys and the whole of a column are.
struct Widths {
    float keys = 0, whole = 0;
};

Widths widths_of(const Ui& ui, const std::vector<Row>& rows) {
    Widths widths;
    float meaning = 0;
    for (const Row& row : rows) {
        widths.keys = std::max(widths.keys, text_width(ui, row.key, ui.fonts.bold));
        meaning = std::max(meaning, text_width(ui, row.meaning));
    }
    widths.keys = std::round(widths.keys + 2 * ui.theme.gap);
    widths.whole = widths.keys + meaning;
    return widths;
}

void draw_column(Ui& ui, const std::vector<Row>& rows, const Widths& widths, ImVec2 corner, float pitch) {
    for (const Row& row : rows) {
        text_at(ui, corner, row.key, {.font = ui.fonts.bold, .color = ui.theme.accent});
        text_at(ui, {corner.x + widths.keys, corner.y}, row.meaning);
        corner.y += pitch;
    }
}

}  // namespace

void draw_help(PanelContext& context) {
    Ui& ui = context.ui;
    const Theme& theme = ui.theme;
    const Columns columns = columns_for(context.session);
    const Widths left = widths_of(ui, columns.left), right = widths_of(ui, columns.right);
    const float pitch = 27 * theme.scale, between = 3 * theme.margin;
    const ImVec2 size{left.whole + right.whole + between + 2 * theme.margin,
                      pitch * static_cast<float>(columns.left.size()) + 76 * theme.scale};
    const ImVec2 center = context.place.center();
    const Rect card{{std::round(center.x - size.x / 2), std::round(center.y - size.y / 2)},
                    {std::round(center.x + size.x / 2), std::round(center.y + size.y / 2)}};
    begin_panel(ui, "help", card, {.scroll = false, .background = true, .above = true, .padding = 0});
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(card.min, card.max, theme.panel);
    list->AddRect(card.min, card.max, theme.accent);
    const ImVec2 corner{card.min.x + theme.margin, card.min.y + theme.margin};
    text_at(ui, corner, "Keys and gestures", {.font = ui.fonts.heading});
    const float first = corner.y + 40 * theme.scale;
    draw_column(ui, columns.left, left, {corner.x, first}, pitch);
    draw_column(ui, columns.right, right, {corner.x + left.whole + between, first}, pitch);
    const float icon = ImGui::GetFrameHeight();
    const float tour = text_width(ui, "Tour") + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetCursorScreenPos({card.max.x - 1.5F * theme.margin - icon - tour, card.min.y + theme.margin});
    if (button(ui, "Tour", {.tooltip = "What is where, in a minute"})) begin_tour(context.state);
    ImGui::SetCursorScreenPos({card.max.x - theme.margin - icon, card.min.y + theme.margin});
    if (icon_button(ui, "Close help", Icon::close, {.size = {icon, icon}, .quiet = true})) context.state.help = false;
    end_panel(ui);
}

}  // namespace backstep
