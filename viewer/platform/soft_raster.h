#pragma once
// Draws ImGui's triangles into memory: the same bytes on every machine, without a display.
// Coverage by pixel centres with the top-left rule, as OpenGL and Direct3D define it; blending in 8 bits, rounded.

#include "viewer/widgets/textures.h"

namespace backstep {

struct SoftTexture {
    Image image;
    bool nearest = true;  // else bilinear (the font atlas)
    bool white = false;   // every pixel is white and differs in alpha only; set by SoftTextures, for speed
};

// Draws over `target`. Every texture id must be texture_id of a pointer to a SoftTexture.
void rasterise(const ImDrawData& data, Image& target);

// d = s + (1 − a)·d with an opaque target.
Color blend(Color below, Color above);

}  // namespace backstep
