#pragma once
// Square pictures in lines, each with a label below it.

#include <algorithm>
#include <cmath>

#include "viewer/widgets/ui.h"

namespace backstep {

struct TileRoom {
    ImVec2 size;
    float label = 0, gap = 0;  // below each picture, and between tiles
    float smallest = 22, largest = 84;
    int whole = 1;  // a picture of three times this size or more is a multiple of it
};

struct Tiles {
    float size = 0;
    int across = 1;
    ImVec2 corner(int tile, ImVec2 first, const TileRoom& room) const {
        return {first.x + static_cast<float>(tile % across) * (size + room.gap),
                first.y + static_cast<float>(tile / across) * (size + room.label + room.gap)};
    }
    float height(int count, const TileRoom& room) const {
        return static_cast<float>((count + across - 1) / across) * (size + room.label + room.gap);
    }
};

// The largest picture with which all of them fit, in lines that are equally long; the smallest, if they do not fit.
inline Tiles tiles_for(int count, const TileRoom& room) {
    Tiles best{room.smallest, std::max(1, static_cast<int>((room.size.x + room.gap) / (room.smallest + room.gap)))};
    for (int lines = 1; lines <= count; ++lines) {
        const int across = (count + lines - 1) / lines;
        const float wide = (room.size.x + room.gap) / static_cast<float>(across) - room.gap;
        const float high = (room.size.y - 2) / static_cast<float>(lines) - room.label - room.gap;
        float size = std::floor(std::min({wide, high, room.largest}));
        const auto whole = static_cast<float>(room.whole);
        if (size >= 3 * whole) size -= std::fmod(size, whole);
        if (size > best.size) best = {size, across};
    }
    return best;
}

}  // namespace backstep
