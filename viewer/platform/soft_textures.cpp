#include "viewer/platform/soft_textures.h"

#include <algorithm>
#include <utility>

namespace backstep {

namespace {

bool all_white(const Image& image) {
    return std::all_of(image.pixels.begin(), image.pixels.end(),
                       [](Color pixel) { return (pixel | 0xFF000000U) == ~0U; });
}

SoftTexture* texture_of(ImTextureID id) {
    return reinterpret_cast<SoftTexture*>(texture_handle(id));  // NOLINT: an id is a number that holds our pointer
}

}  // namespace

ImTextureID SoftTextures::add(SoftTexture texture) {
    texture.white = all_white(texture.image);
    textures_.push_back(std::make_unique<SoftTexture>(std::move(texture)));
    return texture_id(reinterpret_cast<std::uintptr_t>(textures_.back().get()));
}

TextureStore SoftTextures::store() {
    TextureStore store;
    store.create = [this](const Image& image) { return add({image, true, false}); };
    store.update = [](ImTextureID id, const Image& image) {
        texture_of(id)->image = image;
        texture_of(id)->white = all_white(image);
    };
    store.destroy = [this](ImTextureID id) {
        const SoftTexture* gone = texture_of(id);
        textures_.erase(std::remove_if(textures_.begin(), textures_.end(),
                                       [&](const auto& texture) { return texture.get() == gone; }),
                        textures_.end());
    };
    return store;
}

}  // namespace backstep
