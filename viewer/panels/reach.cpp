#include "viewer/panels/reach.h"

#include <algorithm>
#include <cmath>

#include "viewer/widgets/text.h"
#include "viewer/widgets/typing.h"

namespace backstep {
namespace {

// In the order in which fingers find them.
constexpr std::string_view alphabet = "asdfghjklqwertyuiopzxcvbnm";
const ImVec2 outside(-1, -1);  // a click there leaves a field as a click elsewhere does

constexpr int frames_to_come = 3;  // what is scrolled is drawn there in the frame after the next

bool is_in_sight(const Item& item) { return item.visible && item.rect.width() >= 3 && item.rect.height() >= 3; }

bool is_same(const ReachState& state, const Item& item) { return item.panel == state.panel && item.name == state.name; }

// Of several items of one name in one panel it is the one that came in the same place among them.
std::optional<std::size_t> place_of(const ReachState& state, const std::vector<Item>& items) {
    int left = state.same;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (is_same(state, items[i]) && left-- == 0) return i;
    return std::nullopt;
}

void come_to(ReachState& state, const std::vector<Item>& items, std::size_t place) {
    const Item& item = items[place];
    state.on = true;
    state.panel = item.panel;
    state.name = item.name;
    state.place = place;
    const auto same = [&](const Item& other) { return is_same(state, other); };
    const auto here = items.begin() + static_cast<std::ptrdiff_t>(place);
    state.same = static_cast<int>(std::count_if(items.begin(), here, same));
}

void click(Ui& ui, const Item& item, int button) { ui.mouse_wish = MouseWish{item.rect.center(), button}; }

// What has gone meanwhile is gone on from where it stood.
void move(Ui& ui, ReachState& state, const std::vector<Item>& items) {
    const int by = std::exchange(state.moves, 0);
    if (by == 0 || items.empty()) return;
    const auto count = static_cast<long>(items.size());
    const std::optional<std::size_t> here = state.on ? place_of(state, items) : std::nullopt;
    long place = by > 0 ? by - 1 : count + by;
    if (here) place = static_cast<long>(*here) + by;
    if (state.on && !here) place = std::min(static_cast<long>(state.place), count - 1);
    come_to(state, items, static_cast<std::size_t>(((place % count) + count) % count));
    const Item& item = items[state.place];
    if (item.part) {
        state.coming = frames_to_come;
        ui.animating = true;
    }
    if (item.typed && item.part)
        state.button = 0;  // once it is there
    else if (item.typed)
        click(ui, item, 0);
    else if (ImGui::GetIO().WantTextInput)
        ui.mouse_wish = MouseWish{outside};
}

void draw_frame(const Ui& ui, const Rect& rect) {
    const float out = 2 * ui.theme.scale, thick = 2 * ui.theme.scale;
    ImDrawList* list = ImGui::GetForegroundDrawList();
    const ImVec2 min{rect.min.x - out, rect.min.y - out}, max{rect.max.x + out, rect.max.y + out};
    list->AddRect(min, max, ui.theme.background, ui.theme.rounding, 0, 2 * thick);
    list->AddRect(min, max, ui.theme.accent, ui.theme.rounding, 0, thick);
}

// The letters stand at the upper left corner of what they are for, and inside the window.
void draw_letters(const Ui& ui, const Item& item, std::string_view letters, std::size_t done) {
    ImFont* const font = ui.fonts.small;
    const std::string all(letters);
    const float pad = 3 * ui.theme.scale;
    const ImVec2 size{text_width(ui, all, font) + 2 * pad, font_size(font) + 2};
    const ImVec2 corner{std::round(std::min(item.rect.min.x, ui.size.x - size.x)),
                        std::round(std::min(item.rect.min.y, ui.size.y - size.y))};
    const ImVec2 end{corner.x + size.x, corner.y + size.y};
    ImDrawList* list = ImGui::GetForegroundDrawList();
    list->AddRectFilled(corner, end, ui.theme.accent, 3 * ui.theme.scale);
    list->AddRect(corner, end, ui.theme.background, 3 * ui.theme.scale);
    const ImVec2 at{corner.x + pad, corner.y + 1};
    list->AddText(font, font_size(font), at, ui.theme.background, all.c_str());
    if (done > 0)
        list->AddText(font, font_size(font), at, with_alpha(ui.theme.accent, 0.6F), all.c_str(), all.c_str() + done);
}

void follow_letters(Ui& ui, ReachState& state, const std::vector<Item>& items) {
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (is_in_sight(items[i])) seen.push_back(i);
    const std::vector<std::string> letters = letters_for(seen.size());
    bool some = false;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const Item& item = items[seen[i]];
        if (letters[i] == state.typed) {
            state.letters = false;
            come_to(state, items, seen[i]);
            return click(ui, item, 0);
        }
        if (letters[i].compare(0, state.typed.size(), state.typed) != 0) continue;
        some = true;
        draw_letters(ui, item, letters[i], state.typed.size());
    }
    state.letters = some;
}

void turn_wheel(Ui& ui, ReachState& state, const std::vector<Item>& items) {
    const float lines = std::exchange(state.scrolls, 0.0F);
    if (lines == 0) return;
    const std::optional<std::size_t> here = state.on ? place_of(state, items) : std::nullopt;
    const ImVec2 at = here ? items[*here].rect.center() : state.page.center();
    ui.mouse_wish = MouseWish{at, 0, lines};
}

void click_here(Ui& ui, ReachState& state, const std::vector<Item>& items) {
    if (state.coming > 0) return;
    const int button = std::exchange(state.button, -1);
    if (button < 0 || !state.on) return;
    if (const std::optional<std::size_t> here = place_of(state, items)) click(ui, items[*here], button);
}

bool is_needed(const ReachState& state) {
    return state.on || state.coming > 0 || state.letters || state.moves != 0 || state.scrolls != 0 || state.button >= 0;
}

}  // namespace

std::vector<Item> within_reach(const Registry& registry) {
    std::string over;
    for (const Item& item : registry.items)
        if (item.above) over = item.panel;
    std::vector<Item> items;
    const auto can_be = [&](const Item& item) {
        const bool comes = item.part && item.panel != "page";
        return item.enabled && (is_in_sight(item) || comes) && (over.empty() || (item.above && item.panel == over));
    };
    std::copy_if(registry.items.begin(), registry.items.end(), std::back_inserter(items), can_be);
    return items;
}

std::vector<Item> reachable(const Registry& registry) {
    std::vector<Item> items = within_reach(registry);
    std::erase_if(items, [](const Item& item) { return !is_in_sight(item); });
    return items;
}

std::vector<std::string> letters_for(std::size_t count) {
    std::vector<std::string> all;
    const bool one = count <= alphabet.size();
    for (const char first : alphabet) {
        if (one) all.emplace_back(1, first);
        for (const char second : alphabet)
            if (!one) all.push_back({first, second});
    }
    all.resize(std::min(count, all.size()));
    return all;
}

void reach_next(PanelContext& context, int by) {
    context.state.reach.letters = false;
    context.state.reach.moves += by;
    context.ui.animating = true;
}

void reach_click(PanelContext& context, int button) {
    if (!context.state.reach.on) context.state.notice = done("Nothing is framed: Tab comes to the first thing");
    context.state.reach.button = button;
    context.ui.animating = true;
}

void reach_by_letters(PanelContext& context) {
    context.state.reach.letters = true;
    context.state.reach.typed.clear();
    context.ui.animating = true;
}

void reach_scroll(PanelContext& context, float lines) {
    ReachState& state = context.state.reach;
    state.scrolls = lines;
    for (const PanelPlace& panel : context.state.places)
        if (panel.name == std::string_view("page") || panel.name == std::string_view("lessons"))
            state.page = panel.place;
    context.ui.animating = true;
}

bool take_letters(PanelContext& context) {
    ReachState& state = context.state.reach;
    if (!state.letters) return false;
    for (const KeyPress& press : context.ui.keys) {
        const auto lower = press.character >= U'A' && press.character <= U'Z' ? press.character + 32 : press.character;
        const bool letter = press.key == Key::character && !press.ctrl && lower >= U'a' && lower <= U'z';
        if (letter)
            state.typed += static_cast<char>(lower);
        else if (press.key == Key::backspace && !state.typed.empty())
            state.typed.pop_back();
        else
            state.letters = false;
    }
    if (!context.ui.keys.empty()) context.ui.animating = true;
    return true;
}

bool stop_reaching(PanelContext& context) { return std::exchange(context.state.reach.on, false); }

void begin_reach(Ui& ui, ReachState& state) {
    if (state.coming == frames_to_come) ui.to_see = ItemToSee{state.panel, state.name, state.same};
    if (ui.registry || !is_needed(state)) return;
    state.own.begin_frame();
    ui.registry = &state.own;
}

void end_reach(Ui& ui, ReachState& state) {
    const bool by_hand = !ui.mouse_by_keys && (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1));
    if (by_hand) state.on = state.letters = false;
    if (ui.registry && is_needed(state) && !list_is_open()) {
        const std::vector<Item> items = within_reach(*ui.registry);
        if (state.coming > 0) {
            --state.coming;
            ui.animating = true;
        }
        move(ui, state, items);
        click_here(ui, state, items);
        turn_wheel(ui, state, items);
        if (state.letters) follow_letters(ui, state, items);
        const std::optional<std::size_t> here = state.on ? place_of(state, items) : std::nullopt;
        if (here && !state.letters && is_in_sight(items[*here])) draw_frame(ui, items[*here].rect);
    }
    if (ui.registry == &state.own) ui.registry = nullptr;
}

}  // namespace backstep
