#include "viewer/widgets/tabs.h"

#include "viewer/widgets/text.h"

namespace backstep {

bool tabs(Ui& ui, const char* name, std::span<const std::string> labels, int& selected, float height) {
    const int before = selected;
    const float padding = 10 * ui.theme.scale, line = 2 * ui.theme.scale;
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
