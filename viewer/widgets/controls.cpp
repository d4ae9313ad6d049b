#include "viewer/widgets/controls.h"

#include <algorithm>
#include <cmath>

#include "viewer/widgets/text.h"

namespace backstep {

namespace {

Rect item_rect() { return {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}; }

void explain(Ui& ui, const char* words) {
    if (words && ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) tooltip(ui, words);
}

int push_button_colors(const Ui& ui, const ButtonStyle& style) {
    const Color clear = with_alpha(ui.theme.raised, 0);
    ImGui::PushStyleColor(ImGuiCol_Button, style.selected ? ui.theme.accent_soft
                                           : style.quiet  ? clear
                                                          : ui.theme.raised);
    ImGui::PushStyleColor(ImGuiCol_Text, style.selected ? ui.theme.accent : ui.theme.text);
    return 2;
}

void triangle(ImDrawList* list, ImVec2 tip, float depth, float half, Color color) {
    const ImVec2 upper(tip.x - depth, tip.y - half), lower(tip.x - depth, tip.y + half);
    // ImGui smooths the edges of clockwise shapes.
    if (depth > 0) {
        list->AddTriangleFilled(tip, lower, upper, color);
    } else {
        list->AddTriangleFilled(tip, upper, lower, color);
    }
}

void bar(ImDrawList* list, ImVec2 center, float width, float half, Color color) {
    const float left = std::floor(center.x - width / 2 + 0.5F);
    list->AddRectFilled({left, center.y - half}, {left + width, center.y + half}, color);
}

// An arrow with its tip at `tip`; a negative length points right.
void arrow(ImDrawList* list, ImVec2 tip, float length, Color color) {
    const float thick = std::max(1.5F, std::abs(length) * 0.12F), wing = length * 0.42F;
    list->AddLine(tip, {tip.x + length, tip.y}, color, thick);
    list->AddLine({tip.x + wing, tip.y - std::abs(wing)}, tip, color, thick);
    list->AddLine(tip, {tip.x + wing, tip.y + std::abs(wing)}, color, thick);
}

}  // namespace

bool button(Ui& ui, const char* label, ButtonStyle style) {
    begin_disabled(ui, !style.enabled);
    const int colors = push_button_colors(ui, style);
    const bool clicked = ImGui::Button(label, style.size);
    ImGui::PopStyleColor(colors);
    note_item(ui, label, item_rect());
    if (label[0] != '#') {
        const ImVec2 size = ImGui::CalcTextSize(label, nullptr, true);
        const ImVec2 middle = item_rect().center();
        note_text(ui, item_name(label),
                  {{middle.x - size.x / 2, middle.y - size.y / 2}, {middle.x + size.x / 2, middle.y + size.y / 2}});
    }
    explain(ui, style.tooltip);
    end_disabled(ui);
    return clicked;
}

// Every icon is drawn for `size` as the height of its box, from a few rectangles and triangles.
void draw_icon(ImDrawList* list, Icon icon, ImVec2 c, float size, Color color) {
    const float h = size * 0.5F, w = size * 0.5F, thin = std::max(2.0F, std::round(size * 0.15F));
    const float gap = size * 0.22F;
    switch (icon) {
        case Icon::play:
            return triangle(list, {c.x + w, c.y}, size * 0.9F, h, color);
        case Icon::pause:
            bar(list, {c.x - gap, c.y}, thin * 1.4F, h, color);
            return bar(list, {c.x + gap, c.y}, thin * 1.4F, h, color);
        case Icon::forward:
            return triangle(list, {c.x + w * 0.7F, c.y}, size * 0.7F, h * 0.85F, color);
        case Icon::back:
            return triangle(list, {c.x - w * 0.7F, c.y}, -size * 0.7F, h * 0.85F, color);
        case Icon::next_phase:
            triangle(list, {c.x, c.y}, w, h * 0.85F, color);
            return triangle(list, {c.x + w, c.y}, w, h * 0.85F, color);
        case Icon::previous_phase:
            triangle(list, {c.x, c.y}, -w, h * 0.85F, color);
            return triangle(list, {c.x - w, c.y}, -w, h * 0.85F, color);
        case Icon::last:
            triangle(list, {c.x + w * 0.6F, c.y}, size * 0.7F, h * 0.85F, color);
            return bar(list, {c.x + w * 0.8F, c.y}, thin, h * 0.85F, color);
        case Icon::first:
            triangle(list, {c.x - w * 0.6F, c.y}, -size * 0.7F, h * 0.85F, color);
            return bar(list, {c.x - w * 0.8F, c.y}, thin, h * 0.85F, color);
        case Icon::close:
            list->AddLine({c.x - w * 0.7F, c.y - h * 0.7F}, {c.x + w * 0.7F, c.y + h * 0.7F}, color, thin * 0.7F);
            return list->AddLine({c.x - w * 0.7F, c.y + h * 0.7F}, {c.x + w * 0.7F, c.y - h * 0.7F}, color,
                                 thin * 0.7F);
        case Icon::earlier:
            return arrow(list, {c.x - w, c.y}, size, color);
        case Icon::later:
            return arrow(list, {c.x + w, c.y}, -size, color);
        case Icon::bookmark:
            list->AddRectFilled({c.x - w * 0.6F, c.y - h}, {c.x + w * 0.6F, c.y + h * 0.4F}, color);
            list->AddTriangleFilled({c.x - w * 0.6F, c.y + h * 0.4F}, {c.x, c.y + h * 0.4F}, {c.x - w * 0.6F, c.y + h},
                                    color);
            return list->AddTriangleFilled({c.x, c.y + h * 0.4F}, {c.x + w * 0.6F, c.y + h * 0.4F},
                                           {c.x + w * 0.6F, c.y + h}, color);
        case Icon::search:
            list->AddCircle({c.x - w * 0.2F, c.y - h * 0.2F}, w * 0.7F, color, 0, thin * 0.7F);
            return list->AddLine({c.x + w * 0.3F, c.y + h * 0.3F}, {c.x + w, c.y + h}, color, thin * 0.9F);
        case Icon::help: {
            const float height = ImGui::GetFontSize(), width = ImGui::CalcTextSize("?").x;
            return list->AddText({std::round(c.x - width / 2), std::round(c.y - height / 2)}, color, "?");
        }
    }
}

bool icon_button(Ui& ui, const char* name, Icon icon, ButtonStyle style) {
    const float height = ImGui::GetFrameHeight();
    const ImVec2 size(style.size.x > 0 ? style.size.x : height * 1.35F, style.size.y > 0 ? style.size.y : height);
    begin_disabled(ui, !style.enabled);
    const int colors = push_button_colors(ui, style);
    const std::string id = std::string("##") + name;
    const bool clicked = ImGui::Button(id.c_str(), size);
    ImGui::PopStyleColor(colors);
    const Rect rect = item_rect();
    note_item(ui, name, rect);
    explain(ui, style.tooltip);
    const Color color = style.selected ? ui.theme.accent : ui.theme.text;
    // The icon is drawn by hand, so it has to fade with its button by hand.
    draw_icon(ImGui::GetWindowDrawList(), icon, rect.center(), std::round(size.y * 0.42F),
              with_alpha(color, ui.disabled ? ImGui::GetStyle().DisabledAlpha : 1.0F));
    end_disabled(ui);
    return clicked;
}

bool segmented(Ui& ui, const char* name, std::span<const std::string> labels, int& selected) {
    const int before = selected;
    const float height = ImGui::GetFrameHeight(), padding = ImGui::GetStyle().FramePadding.x;
    const float inset = 2 * ui.theme.hairline;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float width = 0;
    for (const std::string& label : labels) width += text_width(ui, label) + 2 * padding;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled(start, {start.x + width, start.y + height}, ui.theme.raised, ui.theme.rounding);
    ImGui::PushID(name);
    for (int index = 0; index < static_cast<int>(labels.size()); ++index) {
        const std::string& label = labels[static_cast<std::size_t>(index)];
        if (index > 0) ImGui::SameLine(0, 0);
        if (ImGui::InvisibleButton(label.c_str(), {text_width(ui, label) + 2 * padding, height})) selected = index;
        const Rect rect = item_rect();
        note_item(ui, label, rect);
        const bool lit = index == selected;
        if (lit || ImGui::IsItemHovered()) {
            list->AddRectFilled({rect.min.x + inset, rect.min.y + inset}, {rect.max.x - inset, rect.max.y - inset},
                                lit ? ui.theme.accent_soft : mix(ui.theme.raised, ui.theme.text, 0.10F),
                                ui.theme.rounding - inset);
        }
        const Color color = lit ? ui.theme.accent : ui.theme.text;
        text_in(ui, rect, {0.5F, 0.5F}, label, {nullptr, with_alpha(color, ui.disabled ? 0.45F : 1.0F)});
    }
    ImGui::PopID();
    return selected != before;
}

bool selectable(Ui& ui, const char* label, bool selected, std::string_view detail) {
    const std::string id = std::string("##") + label;
    const float width = ImGui::GetContentRegionAvail().x, padding = ImGui::GetStyle().FramePadding.x;
    const float beside = detail.empty() ? 0 : text_width(ui, detail, ui.fonts.small) + ui.theme.gap;
    const std::string lines = wrapped(ui, item_name(label), width - 2 * padding - beside);
    const float more_lines = static_cast<float>(std::ranges::count(lines, '\n')) * ImGui::GetTextLineHeight();
    const bool clicked = ImGui::Selectable(id.c_str(), selected, 0, {width, ImGui::GetFrameHeight() + more_lines});
    const Rect rect = item_rect();
    note_item(ui, label, rect);
    const Rect inner{{rect.min.x + padding, rect.min.y}, {rect.max.x - padding, rect.max.y}};
    text_in(ui, inner, {0, 0.5F}, lines, {nullptr, selected ? ui.theme.accent : ui.theme.text});
    if (!detail.empty()) text_in(ui, inner, {1, 0.5F}, detail, {ui.fonts.small, ui.theme.dim});
    return clicked;
}

bool link(Ui& ui, const char* label, Color color) {
    const Color ink = color ? color : ui.theme.accent;
    text(ui, item_name(label), {nullptr, ink});
    const Rect rect = item_rect();
    note_item(ui, label, rect);
    if (!ImGui::IsItemHovered()) return false;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    const float y = std::floor(rect.min.y + font_ascent(ui.fonts.sans) + 2);
    ImGui::GetWindowDrawList()->AddRectFilled({rect.min.x, y}, {rect.max.x, y + ui.theme.hairline}, ink);
    return ImGui::IsMouseClicked(0) && !ui.disabled;
}

void same_line_if_fits(float width, float gap) {
    const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    if (ImGui::GetItemRectMax().x + gap + width <= right) ImGui::SameLine(0, gap);
}

Hit hit_area(Ui& ui, const char* name, Rect rect) {
    Hit hit;
    note_item(ui, name, rect);
    if (rect.width() < 1 || rect.height() < 1) return hit;
    const ImVec2 before = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos(rect.min);
    hit.clicked = ImGui::InvisibleButton(name, rect.size());
    hit.hovered = ImGui::IsItemHovered();
    hit.held = ImGui::IsItemActive();
    hit.double_clicked = hit.hovered && ImGui::IsMouseDoubleClicked(0);
    hit.right_clicked = hit.hovered && ImGui::IsMouseClicked(1);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    hit.mouse = {mouse.x - rect.min.x, mouse.y - rect.min.y};
    ImGui::SetCursorScreenPos(before);
    return hit;
}

void tooltip(Ui& ui, std::string_view words) {
    const std::string panel = ui.panel;
    ui.panel = "tooltip";
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.theme.gap * 1.25F, ui.theme.gap));
    ImGui::BeginTooltip();
    wrapped_text(ui, words, {ui.fonts.small, 0}, 420 * ui.theme.scale);
    ImGui::EndTooltip();
    ImGui::PopStyleVar();
    ui.panel = panel;
}

bool splitter(Ui& ui, const char* name, Rect rect, bool vertical, float& position, float low, float high) {
    const Hit hit = hit_area(ui, name, rect);
    if (hit.hovered || hit.held) {
        ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
        ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, with_alpha(ui.theme.accent, 0.5F));
    }
    if (!hit.held) return false;
    const float before = position;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    position = std::clamp(vertical ? mouse.x : mouse.y, low, high);
    return position != before;
}

}  // namespace backstep
