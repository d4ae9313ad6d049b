#include "viewer/platform/primitives.h"

#include <algorithm>
#include <cmath>

namespace backstep {

namespace {

Rect whole_pixels_within(const ImVec4& clip) {
    return {{std::floor(clip.x), std::floor(clip.y)}, {std::floor(clip.z), std::floor(clip.w)}};
}

// ImGui writes a rectangle as the triangles 0 1 2 and 0 2 3.
bool is_rectangle(const ImDrawIdx* indices, unsigned left) {
    return left >= 6 && indices[3] == indices[0] && indices[4] == indices[2];
}

Rect bounds_of(const Primitive& primitive) {
    const ImVec2 first = primitive.vertices[primitive.indices[0]].pos;
    Rect bounds{first, first};
    for (int i = 1; i < primitive.count; ++i) {
        const ImVec2 at = primitive.vertices[primitive.indices[i]].pos;
        bounds.min = {std::min(bounds.min.x, at.x), std::min(bounds.min.y, at.y)};
        bounds.max = {std::max(bounds.max.x, at.x), std::max(bounds.max.y, at.y)};
    }
    return bounds;
}

void add_command(std::vector<Primitive>& primitives, const ImDrawList& list, const ImDrawCmd& command, Rect window) {
    Primitive next;
    next.command = &command;
    next.vertices = list.VtxBuffer.Data + command.VtxOffset;
    next.clip = intersection(whole_pixels_within(command.ClipRect), window);
    if (next.clip.empty()) return;
    const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
    for (unsigned at = 0; at + 2 < command.ElemCount; at += static_cast<unsigned>(next.count)) {
        next.indices = indices + at;
        next.count = is_rectangle(next.indices, command.ElemCount - at) ? 6 : 3;
        next.bounds = bounds_of(next);
        const Rect& bounds = next.bounds;
        const Rect outside{{std::floor(bounds.min.x), std::floor(bounds.min.y)},
                           {std::ceil(bounds.max.x), std::ceil(bounds.max.y)}};
        next.seen = intersection(outside, next.clip);
        next.clipped = next.seen.size().x < outside.size().x || next.seen.size().y < outside.size().y;
        if (!next.seen.empty()) primitives.push_back(next);
    }
}

}  // namespace

std::vector<Primitive> primitives_of(const ImDrawData& data) {
    const Rect window{{0, 0}, data.DisplaySize};
    std::vector<Primitive> primitives;
    primitives.reserve(static_cast<std::size_t>(data.TotalIdxCount) / 5);
    for (int list = 0; list < data.CmdListsCount; ++list) {
        for (const ImDrawCmd& command : data.CmdLists[list]->CmdBuffer)
            add_command(primitives, *data.CmdLists[list], command, window);
    }
    return primitives;
}

}  // namespace backstep
