#include "viewer/panels/matching.h"

#include <algorithm>
#include <cmath>

namespace backstep {
namespace {

float mark_width(const Ui& ui) { return 2 * ui.theme.scale; }

}  // namespace

void mark_matching_sides(const Ui& ui, const Rect& picture, const EquationPiece& piece) {
    const float line = mark_width(ui), away = line;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color color = ui.theme.accent;
    if (piece.matches_right)
        list->AddRectFilled({picture.min.x, picture.max.y + away}, {picture.max.x, picture.max.y + away + line}, color);
    if (piece.matches_left)
        list->AddRectFilled({picture.min.x - away - line, picture.min.y}, {picture.min.x - away, picture.max.y}, color);
}

void join_matching_sides(const Ui& ui, const Rect& left, const Rect& right) {
    const float line = mark_width(ui), thin = std::max(1.0F, std::round(ui.theme.scale));
    const float y = left.max.y + line, x = right.min.x - line;  // the near edges of both marks
    if (x - line <= left.max.x) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({left.max.x, y}, {x, y + thin}, ui.theme.accent);
    const float nearest = std::clamp(y, right.min.y, right.max.y);
    list->AddRectFilled({x - thin, std::min(y, nearest)}, {x, std::max(y + thin, nearest)}, ui.theme.accent);
}

}  // namespace backstep
