#include "viewer/platform/part.h"

#include <cstring>
#include <limits>

namespace backstep {

namespace {

bool same(const ImVec4& one, const ImVec4& other) { return std::memcmp(&one, &other, sizeof one) == 0; }

}  // namespace

Part::Part(const ImDrawData& whole, std::span<const Primitive> primitives, std::span<const Rect> rects)
    : list_(ImGui::GetDrawListSharedData()), data_(whole) {
    list_.VtxBuffer.reserve(whole.TotalVtxCount);
    list_.IdxBuffer.reserve(whole.TotalIdxCount);
    for (const Rect& rect : rects) {
        for (const Primitive& primitive : primitives) {
            if (!intersection(primitive.seen, rect).empty()) add(primitive, rect);
        }
    }
    set_only_list(data_, only_);
}

void Part::begin_command(const Primitive& primitive, const Rect& clip) {
    const ImVec4 rect(clip.min.x, clip.min.y, clip.max.x, clip.max.y);
    if (!list_.CmdBuffer.empty()) {
        const ImDrawCmd& last = list_.CmdBuffer.back();
        const bool has_room =
            static_cast<unsigned>(list_.VtxBuffer.Size) - last.VtxOffset + 6 < std::numeric_limits<ImDrawIdx>::max();
        if (has_room && same(last.ClipRect, rect) && texture_handle(last) == texture_handle(*primitive.command)) return;
    }
    ImDrawCmd command = *primitive.command;
    command.ClipRect = rect;
    command.VtxOffset = static_cast<unsigned>(list_.VtxBuffer.Size);
    command.IdxOffset = static_cast<unsigned>(list_.IdxBuffer.Size);
    command.ElemCount = 0;
    list_.CmdBuffer.push_back(command);
}

void Part::add(const Primitive& primitive, const Rect& rect) {
    begin_command(primitive, primitive.clipped ? intersection(primitive.clip, rect) : rect);
    ImDrawCmd& command = list_.CmdBuffer.back();
    const auto first = static_cast<unsigned>(list_.VtxBuffer.Size) - command.VtxOffset;
    const auto corner = [&](int i) { list_.VtxBuffer.push_back(primitive.vertices[primitive.indices[i]]); };
    const auto index = [&](unsigned i) { list_.IdxBuffer.push_back(static_cast<ImDrawIdx>(first + i)); };
    for (int i : {0, 1, 2}) corner(i);
    for (unsigned i : {0U, 1U, 2U}) index(i);
    if (primitive.count == 6) {
        corner(5);
        for (unsigned i : {0U, 2U, 3U}) index(i);
    }
    command.ElemCount += static_cast<unsigned>(primitive.count);
}

}  // namespace backstep
