#include "viewer/panels/layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace backstep {

namespace {

constexpr float tabs_height = 36, timeline_height = 128;
constexpr float high_column = 800;  // from this height on, knobs have a room of their own beside the tabs

void cut_top(Rect& place, Rect& top, float height) {
    top = {place.min, {place.max.x, std::round(place.min.y + height)}};
    place.min.y = top.max.y;
}

}  // namespace

Layout layout_for(ImVec2 size, float scale, RightColumn right, bool stage_tabs) {
    const float width = size.x, height = size.y;
    const float top = std::round(44 * scale), strip_top = std::round(height - 100 * scale);
    const float bottom = right.training ? std::round(strip_top - timeline_height * scale) : strip_top;
    const float page_right = std::round(std::clamp(width * 0.33F, 400 * scale, 720 * scale));
    const float right_left =
        std::round(width - std::clamp(width * 0.25F, std::min(364 * scale, width * 0.335F), 500 * scale));
    // The knobs get what they need, the images a quarter, and the explanation, which scrolls, all the rest.
    const float column = bottom - top;
    const bool tabs_only = right.training && column < high_column * scale;
    const float knobs_height = tabs_only ? 0 : std::min(right.knobs, column * 0.4F);
    const float least = tabs_only ? std::min(right.knobs + tabs_height * scale, column * 0.6F) : 150 * scale;
    const float batch_share = right.training ? 0.36F : 0.282F;
    const float batch_height = std::clamp(column * batch_share, least, std::max(least, 340 * scale));
    const float knobs_top = std::round(bottom - knobs_height);
    const float batch_top = right.batch || right.training ? std::round(knobs_top - batch_height) : knobs_top;

    Layout layout;
    layout.header = {{0, 0}, {width, top}};
    layout.lessons = {{0, top}, {width, height}};
    layout.page = {{0, top}, {page_right, bottom}};
    layout.stage = {{page_right, top}, {right_left, bottom}};
    layout.explanation = {{right_left, top}, {width, batch_top}};
    layout.batch = {{right_left, batch_top}, {width, knobs_top}};
    layout.knobs = {{right_left, knobs_top}, {width, bottom}};
    layout.strip = {{0, strip_top}, {width, height}};
    if (stage_tabs) cut_top(layout.stage, layout.stage_tabs, tabs_height * scale);
    if (right.map > 0) cut_top(layout.stage, layout.map, right.map);
    if (!right.training) return layout;
    layout.timeline = {{0, bottom}, {width, strip_top}};
    std::swap(layout.side, layout.batch);
    cut_top(layout.side, layout.side_tabs, tabs_height * scale);
    return layout;
}

}  // namespace backstep
