#pragma once
// The mouse as far as keys move it: what can be clicked can be reached without one (viewer/panels/reach.h).

#include <optional>

#include "viewer/widgets/ui.h"

namespace backstep {

// Goes to a place, waits until that is noticed, and clicks or turns the wheel. After a click it stays, so that what is
// said under the mouse can be read, until a key is pressed or the real mouse moves.
class KeyboardMouse {
public:
    // Before each frame: after the backend has told ImGui of the real mouse, before ImGui::NewFrame().
    void before_frame(Ui& ui);
    // After each frame: takes up what was wished, and has the next frame drawn at once while there is something to do.
    void after_frame(Ui& ui);

private:
    void leave();

    std::optional<MouseWish> wish_;
    int frame_ = 0;        // of the wish
    ImVec2 before_{0, 0};  // where it was
};

}  // namespace backstep
