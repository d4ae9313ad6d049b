#pragma once
// How each piece of text stands on the screen: the ink of its letters against the very pixels that they are drawn on.

#include <string>
#include <vector>

#include "viewer/platform/headless.h"

namespace backstep {

struct DrawnText {
    std::string panel, text;  // as noted in the registry
    bool enabled = true;      // false on what cannot be used now
    int pixels = 0;           // that its letters touch
    int faint = 0;            // of them, with a contrast below 4.5:1 between the ink and what lies behind it
    double least = 21;        // the lowest contrast of them all
};

// Of the last frame. A text that lies under something else counts as far as it can be seen. Letters that no text of the
// registry has noted are gathered under "not noted".
std::vector<DrawnText> drawn_texts(HeadlessUi& ui, Color background);

}  // namespace backstep
