#pragma once
// Shapes made of rectangles along the pixels. ImGui makes its own of long thin triangles with soft edges, which look
// the same here and cost much more where the CPU draws them.

#include "viewer/widgets/ui.h"

namespace backstep {

// A frame of that thickness just inside a rectangle of whole pixels.
void draw_outline(ImDrawList& list, Rect rect, Color color, float thickness);

// A filled rectangle of whole pixels with round corners.
void fill_rounded(ImDrawList& list, Rect rect, Color color, float radius);

}  // namespace backstep
