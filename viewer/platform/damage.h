#pragma once
// What has changed on the screen since the frame before, told from the primitives alone: the window is cut into tiles,
// and each keeps a hash of all that is drawn over it. Neither panels nor widgets need to know.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "viewer/platform/primitives.h"

namespace backstep {

// A number that differs when a texture's pixels do.
using TextureContent = std::function<std::uint64_t(ImTextureID)>;

class Damage {
public:
    static constexpr int tile = 32;  // pixels

    // The rectangles, in whole pixels and apart from one another, outside of which this frame is the frame before.
    // `background` is what shows where nothing is drawn. Everything, if the size is another one.
    std::vector<Rect> update(std::span<const Primitive> primitives, ImVec2 size, Color background,
                             const TextureContent& content);
    // The next update returns everything.
    void forget() { tiles_.clear(); }

private:
    std::vector<Rect> changed_tiles(const std::vector<std::uint64_t>& now) const;

    ImVec2 size_{0, 0};
    int across_ = 0, down_ = 0;
    std::vector<std::uint64_t> tiles_;
};

// Adds a rectangle to some that lie apart, and joins those that overlap or are cheaper to draw as one.
void add_apart(std::vector<Rect>& rects, Rect added);

}  // namespace backstep
