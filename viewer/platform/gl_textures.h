#pragma once
// The texture store of OpenGL.

#include "viewer/widgets/textures.h"

namespace backstep {

// Its functions need the current GL context of the window.
TextureStore gl_texture_store();

// Gives the fonts a texture that is sampled to the nearest pixel, in place of the backend's own, which blends four for
// each: without a graphics card that is about a tenth of a frame. Letters stand on whole pixels, so they look the same.
// To be called whenever fonts have been loaded, with what the last call gave; the last texture goes with the context.
ImTextureID sample_fonts_by_pixel(ImTextureID last = {});

}  // namespace backstep
