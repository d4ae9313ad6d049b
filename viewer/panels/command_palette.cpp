// The list of everything that can be done, searched by a few letters: every command with its key, every lesson, every
// value of the recording.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/model/fuzzy.h"
#include "viewer/model/value_name.h"
#include "viewer/panels/commands.h"
#include "viewer/panels/panels.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"
#include "viewer/widgets/typing.h"

namespace backstep {
namespace {

constexpr int most_rows = 12;

struct Found {
    Command command;
    FuzzyMatch match;
};

// What was typed may be something by itself; then the best first. Those that are as good as each other stay in the
// order of the table.
std::vector<Found> found(const Session& session, const PanelState& state) {
    std::vector<Found> all;
    for (Command& command : typed_commands(session, state.palette.typed, state.digits))
        all.push_back({std::move(command), {}});
    const auto by_itself = static_cast<std::ptrdiff_t>(all.size());
    for (Command& command : all_commands(session, state)) {
        std::optional<FuzzyMatch> match = fuzzy_match(state.palette.typed, command.name);
        if (!match) {
            match = fuzzy_match(state.palette.typed, ascii_name(command.name));
            if (match) match->places.clear();
        }
        if (match) all.push_back({std::move(command), std::move(*match)});
    }
    std::stable_sort(all.begin() + by_itself, all.end(),
                     [](const Found& one, const Found& other) { return one.match.score > other.match.score; });
    return all;
}

// The name, with the letters that were typed in the colour of the accent.
void draw_name(Ui& ui, const Rect& row, const Found& found) {
    const std::string& name = found.command.name;
    const Rect drawn = text_in(ui, row, {0, 0.5F}, name);
    const std::string_view whole(name);
    const auto goes_on = [&](std::size_t place) { return (static_cast<unsigned char>(name[place]) & 0xC0) == 0x80; };
    for (const std::size_t place : found.match.places) {
        if (goes_on(place)) continue;  // a later byte of a letter that is drawn already
        std::size_t end = place + 1;
        while (end < name.size() && goes_on(end)) ++end;
        const float x = drawn.min.x + text_width(ui, whole.substr(0, place));
        ImGui::GetWindowDrawList()->AddText({std::floor(x + 0.5F), drawn.min.y}, ui.theme.accent, name.data() + place,
                                            name.data() + end);
    }
}

// The keys as keys of a keyboard; returns where they begin.
float draw_keys(Ui& ui, const Rect& row, const Command& command) {
    if (command.keys.empty()) return row.max.x;
    const std::string key = key_text(command.keys.front());
    const float pad = 6 * ui.theme.scale, width = text_width(ui, key, ui.fonts.small) + 2 * pad;
    const Rect cap{{row.max.x - width, row.min.y + 5 * ui.theme.scale}, {row.max.x, row.max.y - 5 * ui.theme.scale}};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(cap.min, cap.max, ui.theme.raised, 3 * ui.theme.scale);
    list->AddRect(cap.min, cap.max, ui.theme.border, 3 * ui.theme.scale);
    text_in(ui, cap, {0.5F, 0.5F}, key, {.font = ui.fonts.small});
    return cap.min.x;
}

// True when it is clicked.
bool draw_row(Ui& ui, const Rect& row, const Found& found, bool& chosen) {
    const Hit hit = hit_area(ui, found.command.name.c_str(), row);
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (hit.hovered && (moved.x != 0 || moved.y != 0)) chosen = true;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (chosen) {
        list->AddRectFilled(row.min, row.max, ui.theme.accent_soft);
        list->AddRectFilled(row.min, {row.min.x + 3 * ui.theme.scale, row.max.y}, ui.theme.accent);
    }
    const Rect inner{{row.min.x + ui.theme.margin, row.min.y}, {row.max.x - ui.theme.margin, row.max.y}};
    draw_name(ui, inner, found);
    const float right = draw_keys(ui, inner, found.command);
    text_in(ui, {inner.min, {right - ui.theme.gap, inner.max.y}}, {1, 0.5F}, found.command.detail,
            {.font = ui.fonts.small, .color = chosen ? ui.theme.text : ui.theme.dim});
    return hit.clicked;
}

// Up and down, a page at a time, around both ends, and with the wheel.
void move(PaletteState& state, int count) {
    const int step = key_pressed(Key::down)        ? 1
                     : key_pressed(Key::up)        ? -1
                     : key_pressed(Key::page_down) ? most_rows
                     : key_pressed(Key::page_up)   ? -most_rows
                                                   : 0;
    const int last = std::max(0, count - 1);
    if (step == 1 || step == -1)
        state.chosen = count > 0 ? (state.chosen + step + count) % count : 0;
    else
        state.chosen = std::clamp(state.chosen + step, 0, last);
    if (step != 0) state.first = std::clamp(state.first, state.chosen - most_rows + 1, state.chosen);
    const int turned = static_cast<int>(std::round(ImGui::GetIO().MouseWheel * 3));
    state.first = std::clamp(state.first - turned, 0, std::max(0, count - most_rows));
}

void draw_bar(Ui& ui, const Rect& rows, int first, int count) {
    if (count <= most_rows) return;
    const float high = rows.height() / static_cast<float>(count), x = rows.max.x - 4 * ui.theme.scale;
    const float top = rows.min.y + high * static_cast<float>(first);
    ImGui::GetWindowDrawList()->AddRectFilled({x, top}, {x + 3 * ui.theme.scale, top + high * most_rows},
                                              with_alpha(ui.theme.dim, 0.5F), 2);
}

// Returns the row that was clicked, or −1.
int draw_rows(Ui& ui, const Rect& place, const std::vector<Found>& all, PaletteState& state) {
    const float high = place.height() / most_rows;
    int clicked = -1;
    const int end = std::min(static_cast<int>(all.size()), state.first + most_rows);
    for (int i = state.first; i < end; ++i) {
        const float top = place.min.y + high * static_cast<float>(i - state.first);
        bool chosen = i == state.chosen;
        ImGui::PushID(i);
        if (draw_row(ui, {{place.min.x, top}, {place.max.x, top + high}}, all[static_cast<std::size_t>(i)], chosen))
            clicked = i;
        ImGui::PopID();
        if (chosen) state.chosen = i;
    }
    if (all.empty())
        text_in(ui, {place.min, {place.max.x, place.min.y + 3 * high}}, {0.5F, 0.5F},
                "Nothing here has these letters in this order", {.color = ui.theme.dim});
    draw_bar(ui, place, state.first, static_cast<int>(all.size()));
    return clicked;
}

// True on Enter.
bool draw_field(Ui& ui, const Rect& card, PaletteState& state) {
    ImGui::SetCursorScreenPos({card.min.x + ui.theme.margin, card.min.y + ui.theme.margin});
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    const std::string before = state.typed;
    const bool entered = input(ui, "##search", state.typed, card.width() - 2 * ui.theme.margin,
                               "a command, a lesson, a value such as dW[2], a number such as dW[2](3,7)…");
    if (state.typed != before) state.chosen = state.first = 0;
    return entered;
}

Rect card_in(const Ui& ui, const Rect& window) {
    const float scale = ui.theme.scale, width = std::min(660 * scale, window.width() - 2 * ui.theme.margin);
    const float high = most_rows * 30 * scale + ImGui::GetFrameHeight() + 2 * ui.theme.margin + 34 * scale;
    const float left = std::round(window.center().x - width / 2), top = std::round(window.height() * 0.1F);
    return {{left, top}, {left + width, top + high}};
}

}  // namespace

void draw_palette(PanelContext& context) {
    Ui& ui = context.ui;
    PaletteState& state = context.state.palette;
    begin_panel(ui, "palette", context.place, {.scroll = false, .above = true, .padding = 0});
    const Rect card = card_in(ui, context.place);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(context.place.min, context.place.max, with_alpha(ui.theme.background, 0.55F));
    list->AddRectFilled(card.min, card.max, ui.theme.panel, ui.theme.rounding);
    list->AddRect(card.min, card.max, ui.theme.accent, ui.theme.rounding);
    const bool entered = draw_field(ui, card, state);
    std::vector<Found> all = found(context.session, context.state);
    move(state, static_cast<int>(all.size()));
    const float top = card.min.y + 2 * ui.theme.margin + ImGui::GetFrameHeight();
    const Rect rows{{card.min.x + ui.theme.hairline, top},
                    {card.max.x - ui.theme.hairline, top + most_rows * 30 * ui.theme.scale}};
    int run = draw_rows(ui, rows, all, state);
    const Rect foot{{card.min.x + ui.theme.margin, rows.max.y}, {card.max.x - ui.theme.margin, card.max.y}};
    const TextStyle small{.font = ui.fonts.small, .color = ui.theme.dim};
    text_in(ui, foot, {0, 0.5F}, "↑ ↓ choose    Enter runs    Esc closes", small);
    text_in(ui, foot, {1, 0.5F}, fmt::format("{} found", all.size()), small);
    const bool outside = ImGui::IsMouseClicked(0) && !card.contains(ImGui::GetIO().MousePos);
    end_panel(ui);
    if (entered && !all.empty()) run = state.chosen;
    if (run < 0 && !outside && !key_pressed(Key::escape)) return;
    state.open = false;
    stop_typing();
    ui.animating = true;  // what stood behind is seen again
    if (run >= 0) all[static_cast<std::size_t>(run)].command.run(context);
}

}  // namespace backstep
