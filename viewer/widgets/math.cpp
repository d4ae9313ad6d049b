#include "viewer/widgets/math.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "viewer/widgets/controls.h"

namespace backstep {

namespace {

ImFont* face(const MathFonts& fonts, int level, bool bold) {
    if (bold && level == 0 && fonts.bold) return fonts.bold;
    return level == 3 ? fonts.large_operator : fonts.level[static_cast<std::size_t>(level)];
}

Color slot_color(const Theme& theme, const std::string& slot, Color plain) {
    if (slot == "forward") return theme.forward;
    if (slot == "backward") return theme.backward;
    if (slot == "update") return theme.update;
    if (slot == "loss") return theme.loss;
    if (slot == "accent") return theme.accent;
    if (slot == "dim") return theme.dim;
    if (slot == "warning") return theme.warning;
    return plain;
}

struct Formula {
    MathBox box;
    MathFonts fonts;
};

Formula laid_out(const Ui& ui, std::string_view tex, const FormulaStyle& style) {
    Formula result;
    result.fonts = style.large ? ui.fonts.large_math() : ui.fonts.math();
    result.box = layout_math(tex, math_metrics(result.fonts, ui.theme), style.display);
    // What is too wide for its place in large letters is set in those of the text.
    if (style.large && style.centered_in > 0 && result.box.width > style.centered_in)
        return laid_out(ui, tex, {style.display, false, style.centered_in, style.color});
    return result;
}

void take_links(Ui& ui, const char* name, const MathBox& box, ImVec2 origin, FormulaResult& result) {
    int index = 0;
    for (const MathRegion& region : box.regions) {
        const float grow = 2 * ui.theme.scale;
        const Rect rect{{origin.x + region.x - grow, origin.y + region.y - grow},
                        {origin.x + region.x + region.width + grow, origin.y + region.y + region.height + grow}};
        ImGui::PushID(index++);
        const std::string label = std::string("##") + name + " " + region.target;
        const Hit hit = hit_area(ui, label.c_str(), rect);
        ImGui::PopID();
        if (hit.hovered) {
            result.hovered = region.target;
            ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
            ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, with_alpha(ui.theme.accent, 0.16F),
                                                      ui.theme.rounding * 0.6F);
        }
        if (hit.clicked) result.clicked = region.target;
    }
}

}  // namespace

MathMetrics math_metrics(const MathFonts& fonts, const Theme& theme) {
    MathMetrics metrics;
    metrics.width = [fonts](std::string_view text, int level, bool bold) {
        ImFont* font = face(fonts, level, bold);
        return font->CalcTextSizeA(font_size(font), 1e9F, 0, text.data(), text.data() + text.size()).x;
    };
    // DejaVu's letters are large for their size: an em of TeX is nearly the face's size in pixels.
    for (int level = 0; level < 4; ++level) metrics.em[level] = font_size(face(fonts, level, false));
    // The size of a face spans from ascender to descender, 1.164 em of its design.
    for (float& em : metrics.em) em /= 1.164F;
    metrics.rule = theme.hairline;
    return metrics;
}

void draw_math(Ui& ui, const MathBox& box, ImVec2 origin, const MathFonts& fonts, Color color) {
    const Color plain = color ? color : ui.theme.text;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 base(std::round(origin.x), std::round(origin.y));
    for (const MathText& part : box.texts) {
        ImFont* font = face(fonts, part.level, part.bold);
        const Color ink = part.error ? ui.theme.warning : slot_color(ui.theme, part.color, plain);
        const ImVec2 at(base.x + part.x, std::round(base.y + part.y - font_ascent(font)));
        list->AddText(font, font_size(font), at, ink, part.text.data(), part.text.data() + part.text.size());
    }
    for (const MathRule& rule : box.rules) {
        const ImVec2 at(base.x + rule.x, std::round(base.y + rule.y));
        list->AddRectFilled(at, {at.x + rule.width, at.y + rule.height}, slot_color(ui.theme, rule.color, plain));
    }
    for (const MathStroke& line : box.strokes) {
        std::array<ImVec2, 32> points;
        std::size_t count = 0;
        for (std::size_t index = 0; index + 1 < line.points.size() && count < points.size(); index += 2)
            points[count++] = {base.x + line.points[index], base.y + line.points[index + 1]};
        list->AddPolyline(points.data(), static_cast<int>(count), slot_color(ui.theme, line.color, plain), 0,
                          line.thickness);
    }
}

FormulaResult formula(Ui& ui, const char* name, std::string_view tex, FormulaStyle style) {
    const Formula formula = laid_out(ui, tex, style);
    const MathBox& box = formula.box;
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    const float left = std::max(0.0F, std::round((style.centered_in - box.width) / 2));
    const ImVec2 origin(cursor.x + left, std::round(cursor.y + box.ascent));
    FormulaResult result;
    result.rect = {{origin.x, cursor.y}, {origin.x + box.width, origin.y + std::ceil(box.descent)}};
    take_links(ui, name, box, origin, result);
    draw_math(ui, box, origin, formula.fonts, style.color);
    note_text(ui, tex, result.rect);
    ImGui::Dummy({std::max(style.centered_in, box.width), result.rect.height()});
    return result;
}

ImVec2 formula_size(const Ui& ui, std::string_view tex, FormulaStyle style) {
    const Formula formula = laid_out(ui, tex, style);
    return {std::max(style.centered_in, formula.box.width), std::ceil(formula.box.height())};
}

}  // namespace backstep
