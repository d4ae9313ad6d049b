#pragma once
// The texture store of the software rasteriser.

#include <memory>
#include <vector>

#include "viewer/platform/soft_raster.h"

namespace backstep {

// Owns its textures; the store it hands out refers to it, so it must outlive the TextureCache that uses that.
class SoftTextures {
public:
    ImTextureID add(SoftTexture texture);
    TextureStore store();
    std::size_t size() const { return textures_.size(); }

private:
    std::vector<std::unique_ptr<SoftTexture>> textures_;
};

}  // namespace backstep
