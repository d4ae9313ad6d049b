#pragma once
// What ImGui wants drawn, cut into the pieces that can be looked at and drawn one by one.

#include <vector>

#include "viewer/widgets/ui.h"

namespace backstep {

// A triangle, or two that make a rectangle (a letter, a picture). It points into the ImDrawData it was taken from.
struct Primitive {
    const ImDrawCmd* command = nullptr;
    const ImDrawVert* vertices = nullptr;
    const ImDrawIdx* indices = nullptr;
    int count = 0;        // of indices: 3, or 6 for a rectangle
    Rect bounds;          // what the vertices span, in pixels
    Rect clip;            // what the command lets through, in whole pixels
    bool clipped = true;  // false: all of the bounds lie inside the clip
    Rect seen;            // the whole pixels that it may touch
};

// In the order of drawing, without those that cannot be seen.
std::vector<Primitive> primitives_of(const ImDrawData& data);

}  // namespace backstep
