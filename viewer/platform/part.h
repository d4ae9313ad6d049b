#pragma once
// The drawing of a frame, cut down to some rectangles of the window.

#include <span>

#include "viewer/platform/primitives.h"

namespace backstep {

// Draws each rectangle's primitives, clipped to it, in their order; inside the rectangles the picture is the whole
// frame's to the pixel. The rectangles are whole pixels and lie apart. Commands that differ in nothing that can be seen
// become one.
class Part {
public:
    Part(const ImDrawData& whole, std::span<const Primitive> primitives, std::span<const Rect> rects);
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;
    ImDrawData& data() { return data_; }

private:
    void add(const Primitive& primitive, const Rect& rect);
    void begin_command(const Primitive& primitive, const Rect& clip);

    ImDrawList list_;
    ImDrawList* only_ = &list_;
    ImDrawData data_;
};

}  // namespace backstep
