#pragma once
// The one place where the program meets the window.

#include <optional>
#include <string>

#include "viewer/model/session.h"

namespace backstep {

class Closing;

struct WindowRequest {
    std::optional<std::string> screenshot;   // a PNG file to draw one frame into, without any display
    std::optional<std::string> tab;          // to be shown first, as show_tab() has it
    std::optional<std::string> screenshots;  // a folder for a PNG of each step
    std::string panel;                       // of those pictures: only the panel of this name; empty: all
    std::string from, to;                    // of those: the first and the last value; empty: of the recording
    int tour = 0;                            // the card of the tour to begin with; 0: none, unless it is the first time
    int width = 1600, height = 1000;         // before scale
    float scale = 0;                         // 0: what the screen asks for; of a screenshot 1
    std::optional<bool> dark;                // the theme; unset: as it was left, of a screenshot dark
    Closing* closing = nullptr;              // asks the window to close; may be null
};

// Shows the session in a window until it is closed, or draws the screenshots. Only a window reads and writes what is
// kept between two runs (viewer/command/kept.h). Gives the exit status.
// Throws InputError without a display, for a file that cannot be written, and in a program built without the window.
int open_window(const WindowRequest& request, Session& session);

}  // namespace backstep
