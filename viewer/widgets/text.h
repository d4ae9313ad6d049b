#pragma once
// Text that notes itself in ui.registry. The functions without a position flow with ImGui's layout.

#include <span>
#include <string>
#include <string_view>

#include "viewer/widgets/ui.h"

namespace backstep {

struct TextStyle {
    ImFont* font = nullptr;  // null: ui.fonts.sans
    Color color = 0;         // 0: ui.theme.text
};

float text_width(const Ui& ui, std::string_view text, ImFont* font = nullptr);

void text(Ui& ui, std::string_view line, TextStyle style = {});
void dim_text(Ui& ui, std::string_view line);
// The text with line breaks, so that no line is wider, unless a word is. A number like 0.001 stays in one piece.
std::string wrapped(const Ui& ui, std::string_view paragraph, float width, ImFont* font = nullptr);
// Wraps at this width; 0: at the right edge of the pane.
void wrapped_text(Ui& ui, std::string_view paragraph, TextStyle style = {}, float width = 0);
// A small heading above a group of things: dim, with air above it.
void caption(Ui& ui, std::string_view line);

// At most `width` wide: what does not fit gives way to "…", and hovering shows the whole.
void clipped_text(Ui& ui, std::string_view line, float width, TextStyle style = {});

// The first of the lines that has room, or the last, clipped. What is not the first shows that one when it is hovered.
void fitted_text(Ui& ui, std::span<const std::string> lines, float width, TextStyle style = {});

// At a place of the window, where `position` is the upper left corner; returns what it covers.
Rect text_at(Ui& ui, ImVec2 position, std::string_view line, TextStyle style = {});
// `anchor` 0 is left/top, 0.5 the middle, 1 right/bottom of `rect`, along each axis.
Rect text_in(Ui& ui, Rect rect, ImVec2 anchor, std::string_view line, TextStyle style = {});
// In the middle of `rect`, to be read from bottom to top; what does not fit gives way to "…".
Rect text_upwards(Ui& ui, Rect rect, std::string_view line, TextStyle style = {});

// A number as people write it: `digits` significant digits, a true minus sign, "0" for zero, 1.2e−5 when small or
// large, "NaN", "∞". brief_number(0.97312) is "0.973".
std::string brief_number(double value, int digits = 3);

// The beginning of the text with an ellipsis, if not all of it has room.
std::string fitting(const Ui& ui, const std::string& text, float width);

}  // namespace backstep
