#include "viewer/panels/layout.h"

#include <algorithm>
#include <cmath>

namespace backstep {

Layout layout_for(ImVec2 size, float scale, RightColumn right) {
    const float width = size.x, height = size.y;
    const float top = std::round(44 * scale), bottom = std::round(height - 100 * scale);
    const float page_right = std::round(std::clamp(width * 0.33F, 400 * scale, 720 * scale));
    const float right_left =
        std::round(width - std::clamp(width * 0.25F, std::min(364 * scale, width * 0.335F), 500 * scale));
    // The knobs get what they need, the images a quarter, and the explanation, which scrolls, all the rest.
    const float column = bottom - top;
    const float knobs_height = std::min(right.knobs, column * 0.4F);
    const float batch_height = std::clamp(column * 0.282F, 150 * scale, 340 * scale);
    const float knobs_top = std::round(bottom - knobs_height);
    const float batch_top = right.batch ? std::round(knobs_top - batch_height) : knobs_top;

    Layout layout;
    layout.header = {{0, 0}, {width, top}};
    layout.lessons = {{0, top}, {width, height}};
    layout.page = {{0, top}, {page_right, bottom}};
    layout.stage = {{page_right, top}, {right_left, bottom}};
    layout.explanation = {{right_left, top}, {width, batch_top}};
    layout.batch = {{right_left, batch_top}, {width, knobs_top}};
    layout.knobs = {{right_left, knobs_top}, {width, bottom}};
    layout.strip = {{0, bottom}, {width, height}};
    return layout;
}

}  // namespace backstep
