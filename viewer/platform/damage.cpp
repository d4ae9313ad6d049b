#include "viewer/platform/damage.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace backstep {

namespace {

// As many pixels may be drawn in vain as one more rectangle costs: some draw calls and a copy to the screen.
constexpr float pixels_of_a_rectangle = 128 * 128;

float area(const Rect& rect) { return rect.width() * rect.height(); }

Rect around(const Rect& one, const Rect& other) {
    return {{std::min(one.min.x, other.min.x), std::min(one.min.y, other.min.y)},
            {std::max(one.max.x, other.max.x), std::max(one.max.y, other.max.y)}};
}

bool better_as_one(const Rect& one, const Rect& other) {
    return !intersection(one, other).empty() ||
           area(around(one, other)) < area(one) + area(other) + pixels_of_a_rectangle;
}

void mix(std::uint64_t& hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29U;
}

std::uint64_t bits(ImVec2 point) {
    std::uint64_t result = 0;
    static_assert(sizeof point == sizeof result);
    std::memcpy(&result, &point, sizeof result);
    return result;
}

std::uint64_t hash_of_primitive(const Primitive& primitive, std::uint64_t content) {
    std::uint64_t hash = content;
    if (primitive.clipped) {
        mix(hash, bits(primitive.clip.min));
        mix(hash, bits(primitive.clip.max));
    }
    // The fourth and fifth corners of a rectangle are its first and third again.
    for (int i : {0, 1, 2, 5}) {
        if (i >= primitive.count) break;
        const ImDrawVert& vertex = primitive.vertices[primitive.indices[i]];
        mix(hash, bits(vertex.pos));
        mix(hash, bits(vertex.uv));
        mix(hash, vertex.col);
    }
    return hash;
}

int tile_at(float pixel) { return static_cast<int>(pixel) / Damage::tile; }

}  // namespace

void add_apart(std::vector<Rect>& rects, Rect added) {
    for (;;) {
        const auto near =
            std::find_if(rects.begin(), rects.end(), [&](const Rect& rect) { return better_as_one(rect, added); });
        if (near == rects.end()) break;
        added = around(*near, added);
        rects.erase(near);
    }
    rects.push_back(added);
}

std::vector<Rect> Damage::update(std::span<const Primitive> primitives, ImVec2 size, Color background,
                                 const TextureContent& content) {
    if (size.x != size_.x || size.y != size_.y) forget();
    size_ = size;
    across_ = tile_at(size.x + tile - 1);
    down_ = tile_at(size.y + tile - 1);
    std::vector<std::uint64_t> now(static_cast<std::size_t>(across_ * down_), background);
    const ImDrawCmd* command = nullptr;
    std::uint64_t texture = 0;
    for (const Primitive& primitive : primitives) {
        if (primitive.command != command) {
            command = primitive.command;
            texture = texture_handle(*command);
            mix(texture, content(texture_id(texture_handle(*command))));
        }
        const std::uint64_t hash = hash_of_primitive(primitive, texture);
        const int x_end = tile_at(primitive.seen.max.x - 1), y_end = tile_at(primitive.seen.max.y - 1);
        for (int y = tile_at(primitive.seen.min.y); y <= y_end; ++y) {
            for (int x = tile_at(primitive.seen.min.x); x <= x_end; ++x)
                mix(now[static_cast<std::size_t>(y * across_ + x)], hash);
        }
    }
    std::vector<Rect> changed = changed_tiles(now);
    tiles_ = std::move(now);
    return changed;
}

std::vector<Rect> Damage::changed_tiles(const std::vector<std::uint64_t>& now) const {
    if (tiles_.size() != now.size()) return {{{0, 0}, size_}};
    std::vector<Rect> changed;
    for (int y = 0; y < down_; ++y) {
        for (int x = 0; x < across_; ++x) {
            const auto differs = [&](int at) {
                const std::size_t index = static_cast<std::size_t>(y * across_ + at);
                return now[index] != tiles_[index];
            };
            if (!differs(x)) continue;
            const int left = x;
            while (x + 1 < across_ && differs(x + 1)) ++x;
            const auto pixel = [](int at) { return static_cast<float>(at * tile); };
            const Rect run{{pixel(left), pixel(y)}, {std::min(pixel(x + 1), size_.x), std::min(pixel(y + 1), size_.y)}};
            add_apart(changed, run);
        }
    }
    return changed;
}

}  // namespace backstep
