#pragma once
// The parts of a formula that are drawn, not written: roots, accents, tall brackets. For math_layout.cpp.

#include <string>
#include <string_view>

#include "viewer/widgets/math_layout.h"

namespace backstep {

// Puts `part` into `whole` with its baseline's left end at (x, y); the extents grow, y downwards.
void append(MathBox& whole, MathBox part, float x, float y);

// Whether any of the letters reaches above the height of x, or below the baseline.
bool rises(std::string_view text);
bool descends(std::string_view text);

MathBox root_box(MathBox body, float em, float rule, const std::string& color);
// `mark` is "ˆ", "¯" or "˜".
MathBox accent_box(MathBox body, const std::string& mark, float em, float rule, const std::string& color);
// One of ( ) [ ] { } |, reaching `half` above and below the axis.
MathBox tall_delimiter(const std::string& sign, float half, float axis, float em, float rule, const std::string& color);

}  // namespace backstep
