#pragma once
// How widgets get pictures on the screen without knowing who draws them. The platform supplies a TextureStore; widgets
// ask a TextureCache, which paints and uploads only when something has changed.

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "viewer/widgets/color.h"

namespace backstep {

// Pixels in rows from the top, one Color (RGBA8) each.
struct Image {
    int width = 0, height = 0;
    std::vector<Color> pixels;

    Image() = default;
    Image(int width_, int height_, Color fill = 0)
        : width(width_),
          height(height_),
          pixels(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), fill) {}
    Color& at(int x, int y) { return pixels[offset(x, y)]; }
    Color at(int x, int y) const { return pixels[offset(x, y)]; }

private:
    std::size_t offset(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    }
};

// What a renderer must be able to do. Textures are sampled to the nearest pixel and clamped at their edges.
struct TextureStore {
    std::function<ImTextureID(const Image&)> create;
    std::function<void(ImTextureID, const Image&)> update;  // the image may have another size than before
    std::function<void(ImTextureID)> destroy;
};

// Textures by key. Owned by the platform, which calls end_frame() once a frame; destroyed with its renderer alive.
class TextureCache {
public:
    explicit TextureCache(TextureStore store);
    ~TextureCache();
    TextureCache(const TextureCache&) = delete;
    TextureCache& operator=(const TextureCache&) = delete;

    // The texture of `key`. `paint` is called, and its picture uploaded, only when `version` is not the one of last
    // time.
    ImTextureID get(std::uint64_t key, std::uint64_t version, const std::function<Image()>& paint);

    // A number that differs when the picture of that texture does; 0 for a texture that is not of this cache.
    std::uint64_t content_of(ImTextureID id) const;

    // Gives back the textures that no one has asked for in the last 120 frames.
    void end_frame();

    std::size_t size() const { return entries_.size(); }
    std::uint64_t uploads() const { return uploads_; }

private:
    struct Entry {
        ImTextureID id{};
        std::uint64_t version = 0;
        std::uint64_t last_used = 0;
    };
    TextureStore store_;
    std::unordered_map<std::uint64_t, Entry> entries_;
    std::uint64_t frame_ = 0, uploads_ = 0;
};

// Mixes `value` into `hash`; for versions made of several parts.
std::uint64_t combine_hash(std::uint64_t hash, std::uint64_t value);
std::uint64_t hash_of(double value);

}  // namespace backstep
