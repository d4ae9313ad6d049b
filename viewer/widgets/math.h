#pragma once
// Formulas on the screen.

#include <optional>
#include <string>
#include <string_view>

#include "viewer/widgets/math_layout.h"
#include "viewer/widgets/ui.h"

namespace backstep {

// Metrics of loaded faces.
MathMetrics math_metrics(const MathFonts& fonts, const Theme& theme);

// Draws with the baseline's left end at `origin`. Slots of \textcolor:
// forward, backward, update, loss, accent, dim, warning.
void draw_math(Ui& ui, const MathBox& box, ImVec2 origin, const MathFonts& fonts, Color color = 0);

struct FormulaStyle {
    bool display = true, large = false;
    float centered_in = 0;  // > 0: centred in this width; too wide in large letters, it takes those of the text
    Color color = 0;
};
struct FormulaResult {
    Rect rect;
    std::optional<std::string> hovered, clicked;  // the target of the \href under the mouse
};
// A formula at ImGui's cursor, which moves on below it. Laid out anew each frame: fine for one equation, about 20 µs.
FormulaResult formula(Ui& ui, const char* name, std::string_view tex, FormulaStyle style = {});
// The size formula() will take.
ImVec2 formula_size(const Ui& ui, std::string_view tex, FormulaStyle style = {});

}  // namespace backstep
