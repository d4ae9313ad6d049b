#include "viewer/widgets/ui.h"

#include <algorithm>
#include <stdexcept>

namespace backstep {

namespace {

bool matches(const Item& item, std::string_view name) {
    if (item.name == name) return true;
    return name.size() == item.panel.size() + 1 + item.name.size() && name.substr(0, item.panel.size()) == item.panel &&
           name[item.panel.size()] == '/' && name.substr(item.panel.size() + 1) == item.name;
}

Rect clip_rect() {
    const ImDrawList* list = ImGui::GetWindowDrawList();
    return {list->GetClipRectMin(), list->GetClipRectMax()};
}

// The part of a line of text that letters cover: a face leaves air above and below.
Rect ink(const TextItem& item) {
    const float air = item.whole.height() * 0.17F;
    return intersection({{item.whole.min.x, item.whole.min.y + air}, {item.whole.max.x, item.whole.max.y - air}},
                        item.seen);
}

bool overlap(const TextItem& one, const TextItem& other) {
    if (one.panel != other.panel) return false;
    const Rect common = intersection(ink(one), ink(other));
    return common.width() > 1 && common.height() > 1;
}

bool clipped(const TextItem& item) {
    if (item.seen.empty() || item.shortened) return false;
    const bool across = item.seen.min.x > item.whole.min.x + 0.5F || item.seen.max.x < item.whole.max.x - 0.5F;
    // Half of the air above and below the letters may go without anybody noticing.
    const float air = item.whole.height() * 0.08F;
    const bool along = item.seen.min.y > item.whole.min.y + air || item.seen.max.y < item.whole.max.y - air;
    return (across && !item.scrolls_x) || (along && !item.scrolls_y);
}

void enter_scrolling(Ui& ui, bool x, bool y) {
    ui.scrolls_before.emplace_back(ui.scrolls_x, ui.scrolls_y);
    ui.scrolls_x = x;
    ui.scrolls_y = y;
}

void leave_scrolling(Ui& ui) {
    ui.scrolls_x = ui.scrolls_before.back().first;
    ui.scrolls_y = ui.scrolls_before.back().second;
    ui.scrolls_before.pop_back();
}

}  // namespace

Rect intersection(Rect one, Rect other) {
    return {{std::max(one.min.x, other.min.x), std::max(one.min.y, other.min.y)},
            {std::min(one.max.x, other.max.x), std::min(one.max.y, other.max.y)}};
}

void Registry::begin_frame() {
    items.clear();
    texts.clear();
}

const Item& Registry::find(std::string_view name) const {
    const Item* found = nullptr;
    for (const Item& item : items) {
        if (!matches(item, name)) continue;
        if (found) throw std::out_of_range("several items are called '" + std::string(name) + "'; write panel/name");
        found = &item;
    }
    if (found) return *found;
    std::string known;
    for (const Item& item : items) known += "\n  " + item.panel + "/" + item.name;
    throw std::out_of_range("no item is called '" + std::string(name) + "'; there are:" + known);
}

bool Registry::has(std::string_view name) const {
    return std::any_of(items.begin(), items.end(), [&](const Item& item) { return matches(item, name); });
}

std::vector<TextItem> Registry::clipped_texts() const {
    std::vector<TextItem> result;
    std::copy_if(texts.begin(), texts.end(), std::back_inserter(result), clipped);
    return result;
}

std::vector<std::pair<TextItem, TextItem>> Registry::overlapping_texts() const {
    std::vector<std::pair<TextItem, TextItem>> result;
    for (std::size_t one = 0; one < texts.size(); ++one) {
        for (std::size_t other = one + 1; other < texts.size(); ++other) {
            if (overlap(texts[one], texts[other])) result.emplace_back(texts[one], texts[other]);
        }
    }
    return result;
}

bool begin_panel(Ui& ui, const char* name, Rect place, PanelStyle style) {
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                             ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                             ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
    if (style.above) flags &= ~(ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoFocusOnAppearing);
    if (style.scroll) flags &= ~ImGuiWindowFlags_NoScrollbar;
    if (!style.scroll) flags |= ImGuiWindowFlags_NoScrollWithMouse;
    if (!style.background) flags |= ImGuiWindowFlags_NoBackground;
    const float padding = style.padding < 0 ? ui.theme.margin : style.padding;
    ImGui::SetNextWindowPos(place.min);
    ImGui::SetNextWindowSize(place.size());
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(padding, padding));
    // ImGui keeps windows at least 32 px wide and high; a pane may be a narrow strip.
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ui.panel = name;
    ui.above = style.above;
    enter_scrolling(ui, false, style.scroll);
    const bool open = ImGui::Begin(name, nullptr, flags);
    ImGui::PopStyleVar(2);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float line = ui.theme.hairline;
    list->PushClipRect(place.min, place.max);
    if (style.border_left) list->AddRectFilled(place.min, {place.min.x + line, place.max.y}, ui.theme.border);
    if (style.border_top) list->AddRectFilled(place.min, {place.max.x, place.min.y + line}, ui.theme.border);
    list->PopClipRect();
    return open;
}

void end_panel(Ui& ui) {
    ImGui::End();
    leave_scrolling(ui);
    ui.panel.clear();
    ui.above = false;
}

bool begin_scroll(Ui& ui, const char* name, ImVec2 size, bool horizontal) {
    enter_scrolling(ui, horizontal, true);
    return begin_child(name, size, false,
                       ImGuiWindowFlags_NoBackground | (horizontal ? ImGuiWindowFlags_HorizontalScrollbar : 0));
}

void end_scroll(Ui& ui) {
    ImGui::EndChild();
    leave_scrolling(ui);
}

void begin_disabled(Ui& ui, bool disabled) {
    ImGui::BeginDisabled(disabled);
    ui.disabled_before.push_back(ui.disabled);
    ui.disabled = ui.disabled || disabled;
}

void end_disabled(Ui& ui) {
    ImGui::EndDisabled();
    ui.disabled = ui.disabled_before.back();
    ui.disabled_before.pop_back();
}

std::string item_name(std::string_view label) {
    const std::size_t mark = label.find("##");
    if (mark == 0) return std::string(label.substr(2));
    return std::string(label.substr(0, mark));
}

void note_item(Ui& ui, std::string_view label, Rect rect, bool typed) {
    if (ui.to_see && ui.to_see->panel == ui.panel && ui.to_see->name == item_name(label) && ui.to_see->same-- == 0)
        ImGui::SetScrollFromPosY(rect.center().y - ImGui::GetWindowPos().y, 0.5F);
    if (!ui.registry) return;
    const Rect seen = intersection(rect, clip_rect());
    const bool part = ui.scrolls_y && seen.height() < rect.height() - 1;
    ui.registry->items.push_back(
        {ui.panel, item_name(label), seen, !seen.empty(), !ui.disabled, ui.above, typed, part});
}

void note_text(Ui& ui, std::string_view text, Rect rect, bool shortened) {
    if (!ui.registry || text.empty()) return;
    ui.registry->texts.push_back(
        {ui.panel, std::string(text), rect, intersection(rect, clip_rect()), shortened, ui.scrolls_x, ui.scrolls_y});
}

}  // namespace backstep
