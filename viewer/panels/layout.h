#pragma once
// Where the panels stand in the window.

#include "viewer/widgets/ui.h"

namespace backstep {

struct Layout {
    Rect header;                     // title, theme, help
    Rect lessons;                    // the list of lessons, when none is open: all below the header
    Rect page;                       // left: the lesson as a document
    Rect map;                        // above the stage, if the recording is a network's
    Rect stage;                      // middle: the current equation and its picture
    Rect explanation, batch, knobs;  // right
    Rect strip;                      // bottom: events and transport
    Rect stage_tabs;                 // above the stage, if it can show several things
    // A lesson that trains has more: a timeline above the strip, and at the right, in place of the images, a room with
    // tabs for them and others. Where the window is low, the knobs have no room but a tab there.
    Rect timeline, side_tabs, side;
};

// What a lesson has to show at the right; what it has not leaves its room to the explanation. And above the stage.
struct RightColumn {
    bool batch = true;
    float knobs = 190;  // the height that they need, in pixels; 0: there are none
    bool training = false;
    float map = 0;  // its height, in pixels; 0: there is none, and the stage has its room
};

// The smallest window in which nothing is clipped, before scale: letters grow up to that.
constexpr float smallest_width = 1160, smallest_height = 720;

// For a window of `size` pixels; `scale` is the theme's. Panels get thinner with the window, down to the smallest.
Layout layout_for(ImVec2 size, float scale, RightColumn right = {}, bool stage_tabs = false);

}  // namespace backstep
