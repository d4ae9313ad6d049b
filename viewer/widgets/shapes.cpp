#include "viewer/widgets/shapes.h"

#include <cmath>

namespace backstep {

void draw_outline(ImDrawList& list, Rect rect, Color color, float thickness) {
    const Rect inner{{rect.min.x + thickness, rect.min.y + thickness},
                     {rect.max.x - thickness, rect.max.y - thickness}};
    list.AddRectFilled(rect.min, {rect.max.x, inner.min.y}, color);
    list.AddRectFilled({rect.min.x, inner.max.y}, rect.max, color);
    list.AddRectFilled({rect.min.x, inner.min.y}, {inner.min.x, inner.max.y}, color);
    list.AddRectFilled({inner.max.x, inner.min.y}, {rect.max.x, inner.max.y}, color);
}

void fill_rounded(ImDrawList& list, Rect rect, Color color, float radius) {
    const float alpha = static_cast<float>(color >> 24U) / 255;
    float row = 0;
    for (; row + 1 <= radius; ++row) {
        // Where the circle crosses the middle of the row, and the pixel it passes through.
        const float height = radius - row - 0.5F;
        const float inset = radius - std::sqrt(radius * radius - height * height), whole = std::ceil(inset);
        const Color soft = with_alpha(color, alpha * (whole - inset));
        for (const float y : {rect.min.y + row, rect.max.y - row - 1}) {
            list.AddRectFilled({rect.min.x + whole - 1, y}, {rect.min.x + whole, y + 1}, soft);
            list.AddRectFilled({rect.min.x + whole, y}, {rect.max.x - whole, y + 1}, color);
            list.AddRectFilled({rect.max.x - whole, y}, {rect.max.x - whole + 1, y + 1}, soft);
        }
    }
    list.AddRectFilled({rect.min.x, rect.min.y + row}, {rect.max.x, rect.max.y - row}, color);
}

}  // namespace backstep
