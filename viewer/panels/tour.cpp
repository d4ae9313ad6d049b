#include "viewer/panels/tour.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/model/value_name.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

struct Card {
    const char *title, *words;
    Rect spot;  // what it points at
};

Rect around(Rect one, Rect other) {
    if (one.empty()) return other;
    return {{std::min(one.min.x, other.min.x), std::min(one.min.y, other.min.y)},
            {std::max(one.max.x, other.max.x), std::max(one.max.y, other.max.y)}};
}

Rect wider(Rect rect, float by) { return {{rect.min.x - by, rect.min.y - by}, {rect.max.x + by, rect.max.y + by}}; }

std::vector<Card> cards_for(const PanelContext& context, const Layout& layout) {
    const float scale = context.ui.theme.scale, margin = context.ui.theme.margin;
    const bool training = !layout.timeline.empty();
    const Rect keys{layout.strip.min, {layout.strip.min.x + 7 * 34 * scale + 2 * margin, layout.strip.max.y}};
    const Rect events{{keys.max.x, layout.strip.min.y}, layout.strip.max};
    std::vector<Card> cards{
        {"The lesson",
         "A chapter and its program in one. The line that has just run is lit; click any line to go where it runs.",
         layout.page},
        {"Line by line", "→ runs one line, ← takes it back, space plays. The buttons here do the same.", keys},
        {"The equation is a picture",
         "The line that has just run, and every matrix in it. Point at a cell to see its number; click it to ask where "
         "that came from.",
         layout.stage},
        {"The map", "The whole network. What has run is filled, the current value is lit; click a box to go there.",
         layout.map},
        {"Where a number came from",
         "The number you clicked, and the arithmetic that made it. Every number in it is a link, down to a pixel or "
         "an initial weight.",
         layout.explanation},
        {"Through time",
         training ? "The loss of every step of the training, and below it the lines of the step you are at. Click or "
                    "drag to be there again."
                  : "Every line of the recording, by phase. Click or drag to go there.",
         around(layout.timeline, events)},
        {"Everything else",
         "Ctrl+P finds every command, lesson and value. ? lists the keys, and begins this tour again.",
         wider(context.state.tour.search, 3 * scale)}};
    return cards;
}

// The next card that points at something, from this one on; 0 if there is none.
int shown_card(const std::vector<Card>& cards, int card, int direction) {
    const int count = static_cast<int>(cards.size());
    while (card >= 1 && card <= count && cards[static_cast<std::size_t>(card - 1)].spot.empty()) card += direction;
    return card >= 1 && card <= count ? card : 0;
}

// Where the tour is of use: a lesson with something in every place.
void open_lesson(PanelContext& context) {
    TourState& tour = context.state.tour;
    const Session& session = context.session;
    if (!session.lesson && !tour.opened) {
        tour.opened = true;
        const auto& all = session.lessons;
        const bool usual = std::any_of(all.begin(), all.end(), [](const Lesson& lesson) { return lesson.number == 5; });
        if (!all.empty()) context.actions.push_back(OpenLesson{std::to_string(usual ? 5 : all.front().number)});
    } else if (session.trace && session.position == 0 && !tour.moved) {
        tour.moved = true;
        const std::optional<int> event = find_event(*session.trace, "dW[2]", 0);
        if (!event) return;
        context.actions.push_back(GoToPosition{*event + 1});
        const Numbers value = session.trace->value(*event);
        if (value.rows > 0 && value.cols > 0)
            context.actions.push_back(SelectCell{{*event, std::min(3, value.rows - 1), std::min(7, value.cols - 1)}});
    }
}

// All is left as it was found, but that whoever has seen all of the lesson that was opened begins there.
void end_tour(PanelContext& context, bool all_seen) {
    TourState& tour = context.state.tour;
    if (tour.moved) context.actions.push_back(ClearSelection{});
    if (tour.moved) context.actions.push_back(GoToPosition{0});
    if (tour.opened && !all_seen) context.actions.push_back(ShowLessons{});
    tour.card = 0;
    context.ui.animating = true;
}

// Beside the spot, where there is room; else over its middle.
struct Placed {
    Rect rect;
    ImVec2 towards{0, 0};  // a unit step to the spot; 0: the card lies over it
};

Placed place_card(const Rect& spot, ImVec2 size, const Rect& window, float gap) {
    const auto fits = [&](Rect rect) {
        return rect.min.x >= window.min.x + gap && rect.min.y >= window.min.y + gap &&
               rect.max.x <= window.max.x - gap && rect.max.y <= window.max.y - gap;
    };
    const auto at = [&](float x, float y) {
        const ImVec2 corner{std::round(std::clamp(x, window.min.x + gap, window.max.x - gap - size.x)),
                            std::round(std::clamp(y, window.min.y + gap, window.max.y - gap - size.y))};
        return Rect{corner, {corner.x + size.x, corner.y + size.y}};
    };
    const ImVec2 middle = spot.center();
    const float x = middle.x - size.x / 2, y = middle.y - size.y / 2;
    const Placed tries[] = {{at(spot.max.x + gap, y), {-1, 0}},
                            {at(spot.min.x - gap - size.x, y), {1, 0}},
                            {at(x, spot.max.y + gap), {0, -1}},
                            {at(x, spot.min.y - gap - size.y), {0, 1}}};
    for (const Placed& placed : tries)
        if (fits(placed.rect) && intersection(placed.rect, spot).empty()) return placed;
    return {at(x, y), {0, 0}};
}

void draw_dimmed(Ui& ui, const Rect& window, const Rect& spot) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color veil = with_alpha(ui.theme.background, 0.74F);
    list->AddRectFilled(window.min, {window.max.x, spot.min.y}, veil);
    list->AddRectFilled({window.min.x, spot.min.y}, {spot.min.x, spot.max.y}, veil);
    list->AddRectFilled({spot.max.x, spot.min.y}, {window.max.x, spot.max.y}, veil);
    list->AddRectFilled({window.min.x, spot.max.y}, window.max, veil);
    list->AddRect(spot.min, spot.max, ui.theme.accent, ui.theme.rounding, 0, 2 * ui.theme.scale);
}

// The card, and a corner of it that points at the spot.
void draw_paper(Ui& ui, const Placed& placed, const Rect& spot) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Rect& card = placed.rect;
    const float reach = 9 * ui.theme.scale;
    const auto inside = [&](float at, float low, float high) {
        return std::clamp(at, low + 2 * reach, high - 2 * reach);
    };
    const ImVec2 side = placed.towards;
    const ImVec2 middle = spot.center();
    if (side.x != 0) {
        const float x = side.x < 0 ? card.min.x : card.max.x, y = inside(middle.y, card.min.y, card.max.y);
        const float up = side.x < 0 ? reach : -reach;  // clockwise
        list->AddTriangleFilled({x, y + up}, {x + side.x * reach, y}, {x, y - up}, ui.theme.accent);
    } else if (side.y != 0) {
        const float y = side.y < 0 ? card.min.y : card.max.y, x = inside(middle.x, card.min.x, card.max.x);
        const float right = side.y < 0 ? reach : -reach;
        list->AddTriangleFilled({x - right, y}, {x, y + side.y * reach}, {x + right, y}, ui.theme.accent);
    }
    list->AddRectFilled(card.min, card.max, ui.theme.panel, ui.theme.rounding);
    list->AddRect(card.min, card.max, ui.theme.accent, ui.theme.rounding, 0, ui.theme.hairline);
}

void draw_dots(Ui& ui, ImVec2 left, int card, int count) {
    const float pitch = 12 * ui.theme.scale, radius = 3 * ui.theme.scale;
    for (int i = 0; i < count; ++i)
        ImGui::GetWindowDrawList()->AddCircleFilled({left.x + static_cast<float>(i) * pitch + radius, left.y}, radius,
                                                    i + 1 == card ? ui.theme.accent : ui.theme.border);
}

// What the buttons and the keys say: to go on, to go back, to end.
struct Answer {
    int step = 0;
    bool skip = false;
};

Answer draw_buttons(Ui& ui, const Rect& row, int card, int count) {
    Answer answer;
    const ImVec2 pad = ImGui::GetStyle().FramePadding;
    const auto wide = [&](const char* label) { return text_width(ui, label) + 2 * pad.x; };
    const bool last = card == count;
    const char* next = last ? "Done" : "Next";
    float x = row.max.x - wide(next);
    ImGui::SetCursorScreenPos({x, row.min.y});
    if (button(ui, next, {.selected = true, .tooltip = "→"})) answer.step = 1;
    x -= wide("Back") + ui.theme.gap;
    ImGui::SetCursorScreenPos({x, row.min.y});
    if (button(ui, "Back", {.enabled = card > 1, .tooltip = "←"})) answer.step = -1;
    ImGui::SetCursorScreenPos({row.min.x - pad.x, row.min.y});
    if (!last && button(ui, "Skip", {.quiet = true, .tooltip = "Esc"})) answer.skip = true;
    const float dots = row.min.x + wide("Skip");
    draw_dots(ui, {dots, row.min.y + ImGui::GetFrameHeight() / 2}, card, count);
    for (const KeyPress& press : ui.keys) {
        if (press.key == Key::right || press.key == Key::enter) answer.step = 1;
        if (press.key == Key::left) answer.step = -1;
        if (press.key == Key::escape) answer.skip = true;
    }
    return answer;
}

Answer draw_card(Ui& ui, const Rect& window, const Card& card, int place, int count) {
    const float width = 384 * ui.theme.scale, inner = width - 2 * ui.theme.margin;
    ImFont* font = ui.fonts.sans;
    const float words = font->CalcTextSizeA(font_size(font), 1e9F, inner, card.words).y;
    const float title = font_size(ui.fonts.heading) + ui.theme.gap, row = ImGui::GetFrameHeight();
    const ImVec2 size{width, std::ceil(2 * ui.theme.margin + title + words + 1.5F * ui.theme.gap + row)};
    const Placed placed = place_card(card.spot, size, window, 14 * ui.theme.scale);
    draw_paper(ui, placed, card.spot);
    const ImVec2 corner{placed.rect.min.x + ui.theme.margin, placed.rect.min.y + ui.theme.margin};
    text_at(ui, corner, card.title, {.font = ui.fonts.heading});
    ImGui::SetCursorScreenPos({corner.x, corner.y + title});
    wrapped_text(ui, card.words, {}, inner);
    const float bottom = placed.rect.max.y - ui.theme.margin;
    return draw_buttons(ui, {{corner.x, bottom - row}, {corner.x + inner, bottom}}, place, count);
}

}  // namespace

void begin_tour(PanelState& state, int card) {
    state.help = state.bookmarks = state.palette.open = state.cell_menu.open = false;
    state.stage.alone.reset();
    state.stage_tab.clear();  // the first, where the map is
    state.tour.card = card;
    state.tour.seen = true;
    state.tour.opened = state.tour.moved = false;
}

void draw_tour(PanelContext& context, const Layout& layout) {
    Ui& ui = context.ui;
    TourState& tour = context.state.tour;
    open_lesson(context);
    if (!context.session.lesson) return;  // it comes with the next frame
    const std::vector<Card> cards = cards_for(context, layout);
    const int count = static_cast<int>(cards.size());
    tour.card = shown_card(cards, tour.card, 1);
    if (tour.card == 0) return end_tour(context, true);
    const Rect window{{0, 0}, ui.size};
    const Card& card = cards[static_cast<std::size_t>(tour.card - 1)];
    begin_panel(ui, "tour", window, {.scroll = false, .above = true, .padding = 0});
    draw_dimmed(ui, window, intersection(card.spot, wider(window, -ui.theme.scale)));
    const Answer answer = draw_card(ui, window, card, tour.card, count);
    end_panel(ui);
    if (answer.step != 0) {
        const int next = shown_card(cards, tour.card + answer.step, answer.step);
        if (next == 0 && answer.step > 0) return end_tour(context, true);
        if (next > 0) tour.card = next;
        ui.animating = true;
    }
    if (answer.skip) end_tour(context, false);
}

}  // namespace backstep
