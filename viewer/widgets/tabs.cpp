#include "viewer/widgets/tabs.h"

#include <algorithm>
#include <cmath>

#include "viewer/widgets/text.h"

namespace backstep {

namespace {

// Less where many stand in little room, so that all can be seen.
float padding_for(const Ui& ui, std::span<const std::string> labels) {
    float width = 0;
    for (const std::string& label : labels) width += text_width(ui, label);
    const float room = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - ImGui::GetCursorScreenPos().x;
    const float each = (room - width) / static_cast<float>(2 * std::max<std::size_t>(labels.size(), 1));
    return std::floor(std::clamp(each, 4 * ui.theme.scale, 10 * ui.theme.scale));
}

}  // namespace

bool tabs(Ui& ui, const char* name, std::span<const std::string> labels, int& selected, float height) {
    const int before = selected;
    const float padding = padding_for(ui, labels), line = 2 * ui.theme.scale;
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImGui::PushID(name);
    for (int index = 0; index < static_cast<int>(labels.size()); ++index) {
        const std::string& label = labels[static_cast<std::size_t>(index)];
        if (index > 0) ImGui::SameLine(0, 0);
        if (ImGui::InvisibleButton(label.c_str(), {text_width(ui, label) + 2 * padding, height})) selected = index;
        const Rect rect{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
        note_item(ui, label, rect);
        const bool lit = index == selected, hovered = ImGui::IsItemHovered();
        text_in(ui, rect, {0.5F, 0.5F}, label,
                {.color = lit       ? ui.theme.accent
                          : hovered ? ui.theme.text
                                    : ui.theme.dim});
        if (lit)
            list->AddRectFilled({rect.min.x + padding, rect.max.y - line}, {rect.max.x - padding, rect.max.y},
                                ui.theme.accent);
    }
    ImGui::PopID();
    return selected != before;
}

}  // namespace backstep
