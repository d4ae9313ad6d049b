#pragma once
// Files that the reader asks for in the window.

#include "viewer/panels/panel_state.h"
#include "viewer/platform/window.h"

namespace backstep {

// Writes them into the current folder, or the one for pictures if that cannot be written to, under names that say what
// they are and that no file has yet; state.notice says where, or why not. Pictures are of the frame that comes next.
void grant_wishes(const Session& session, PanelState& state, FrameRequest& next);

// "lesson_5_slides", where pictures are saved, and with a number behind it if there is such a file already.
std::string new_place_for_pictures(const Session& session, const std::string& of, const char* extension);

// What of the picture of a window of that size lies in the rectangle.
Image cut_out(const Image& picture, const Rect& rect, ImVec2 window);

}  // namespace backstep
