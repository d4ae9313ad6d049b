#include "viewer/widgets/counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/widgets/shapes.h"
#include "viewer/widgets/text.h"

namespace backstep {
namespace {

// What the colours are measured by: the largest count on the diagonal, and the largest beside it.
struct Scale {
    double right = 1, wrong = 1;
};

Scale scale_of(const Matrix& counts) {
    Scale scale;
    for (int col = 0; col < counts.cols; ++col)
        for (int row = 0; row < counts.rows; ++row) {
            double& largest = row == col ? scale.right : scale.wrong;
            largest = std::max(largest, counts(row, col));
        }
    return scale;
}

// The root tells a few from none.
Color color_of(const Ui& ui, const Matrix& counts, Cell cell, const Scale& scale) {
    const double count = counts(cell.row, cell.col);
    if (cell.row == cell.col) return diverging_color(ui.diverging, -0.85 * count / scale.right, 1);
    return diverging_color(ui.diverging, 0.9 * std::sqrt(count / scale.wrong), 1);
}

void draw_cell(Ui& ui, const Rect& rect, double count, Color color) {
    ImGui::GetWindowDrawList()->AddRectFilled(rect.min,
                                              {rect.max.x - ui.theme.hairline, rect.max.y - ui.theme.hairline}, color);
    if (count == 0) return;
    std::string digits = fmt::format("{:.0f}", count);
    const float room = rect.width() - 2 * ui.theme.hairline;
    ImFont* font = text_width(ui, digits, ui.fonts.small) <= room - 4 ? ui.fonts.small : ui.fonts.tiny;
    // The tooltip has it to the last digit.
    for (const int decimals : {1, 0})
        if (text_width(ui, digits, font) > room && count >= 1000)
            digits = fmt::format("{:.{}f}k", count / 1000, decimals);
    if (text_width(ui, digits, font) > room) return;
    const Color ink = legible(readable_on(color, rgb(0x101317), rgb(0xF7F6F2)), color);
    text_in(ui, rect, {0.5F, 0.5F}, digits, {font, ink});
}

void draw_names(Ui& ui, const Rect& cells, ImVec2 cell, int count, float margin, std::optional<Cell> lit) {
    for (int i = 0; i < count; ++i) {
        const float x = cells.min.x + static_cast<float>(i) * cell.x, y = cells.min.y + static_cast<float>(i) * cell.y;
        const Rect above{{x, cells.min.y - margin}, {x + cell.x, cells.min.y}};
        const Rect before{{cells.min.x - margin, y}, {cells.min.x, y + cell.y}};
        const auto color = [&](bool is_lit) { return is_lit ? ui.theme.accent : ui.theme.dim; };
        text_in(ui, above, {0.5F, 0.5F}, std::to_string(i), {ui.fonts.small, color(lit && lit->col == i)});
        text_in(ui, before, {0.5F, 0.5F}, std::to_string(i), {ui.fonts.small, color(lit && lit->row == i)});
    }
}

// Square, or wider if the largest count needs it and there is room.
ImVec2 cell_size(const Ui& ui, const Matrix& counts, ImVec2 size, float margin) {
    const auto count = static_cast<float>(counts.cols);
    const float high = std::max(4.0F, std::floor((size.y - margin) / count));
    const float most = std::max(4.0F, std::floor((size.x - margin) / count));
    const double largest = *std::max_element(counts.values.begin(), counts.values.end());
    const float needed = text_width(ui, fmt::format("{:.0f}", largest), ui.fonts.tiny) + 4 * ui.theme.hairline;
    return {std::min(std::max(high, std::ceil(needed)), most), std::min(high, most)};
}

// What the two colours mean, if that has room up to `right`.
void draw_legend(Ui& ui, ImVec2 corner, float right) {
    const float side = std::round(9 * ui.theme.scale), gap = ui.theme.gap / 2;
    const std::pair<const char*, Color> entries[] = {{"right", ui.diverging.colors.front()},
                                                     {"wrong", ui.diverging.colors.back()}};
    float needed = 0;
    for (const auto& [word, color] : entries) needed += side + 3 * gap + text_width(ui, word, ui.fonts.small);
    if (corner.x + needed > right) return;
    for (const auto& [word, color] : entries) {
        const float top = std::round(corner.y + (font_size(ui.fonts.small) - side) / 2);
        ImGui::GetWindowDrawList()->AddRectFilled({corner.x, top}, {corner.x + side, top + side}, color);
        corner.x = text_at(ui, {corner.x + side + gap, corner.y}, word, {ui.fonts.small, ui.theme.dim}).max.x + 2 * gap;
    }
}

void frame_cell(Ui& ui, const Rect& rect) {
    const float line = 2 * ui.theme.hairline;
    draw_outline(*ImGui::GetWindowDrawList(),
                 {{rect.min.x - line, rect.min.y - line}, {rect.max.x + line / 2, rect.max.y + line / 2}},
                 ui.theme.accent, line);
}

}  // namespace

CountsResult counts_square(Ui& ui, const char* name, const char* axes, const Matrix& counts, ImVec2 size,
                           std::optional<Cell> selected) {
    ImVec2 corner = ImGui::GetCursorScreenPos();
    const Rect said = text_at(ui, corner, axes, {ui.fonts.small, ui.theme.dim});
    draw_legend(ui, {said.max.x + 2 * ui.theme.gap, said.min.y}, corner.x + size.x);
    corner.y = said.max.y;
    const float margin = std::round(20 * ui.theme.scale);
    const ImVec2 cell = cell_size(ui, counts, size, margin);
    const auto count = static_cast<float>(counts.cols);
    const ImVec2 first{std::round(corner.x + margin), std::round(corner.y + margin)};
    const Rect cells{first, {first.x + cell.x * count, first.y + cell.y * count}};
    CountsResult result{{}, {}, {corner, cells.max}};
    ImGui::SetCursorScreenPos(cells.min);
    const bool clicked = ImGui::InvisibleButton(name, cells.size());
    note_item(ui, name, cells);
    if (ImGui::IsItemHovered()) {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const auto place = [&](float from_first, float extent) {
            return std::clamp(static_cast<int>(from_first / extent), 0, counts.cols - 1);
        };
        result.hovered = Cell{place(mouse.y - first.y, cell.y), place(mouse.x - first.x, cell.x)};
        if (clicked) result.clicked = result.hovered;
    }
    const auto rect_of = [&](Cell at) {
        const ImVec2 low{first.x + static_cast<float>(at.col) * cell.x, first.y + static_cast<float>(at.row) * cell.y};
        return Rect{low, {low.x + cell.x, low.y + cell.y}};
    };
    const Scale scale = scale_of(counts);
    for (int row = 0; row < counts.rows; ++row)
        for (int col = 0; col < counts.cols; ++col)
            draw_cell(ui, rect_of({row, col}), counts(row, col), color_of(ui, counts, {row, col}, scale));
    draw_names(ui, cells, cell, counts.cols, margin, result.hovered ? result.hovered : selected);
    if (selected) frame_cell(ui, rect_of(*selected));
    ImGui::SetCursorScreenPos({corner.x, cells.max.y});
    ImGui::Dummy({1, ui.theme.gap / 2});
    return result;
}

}  // namespace backstep
