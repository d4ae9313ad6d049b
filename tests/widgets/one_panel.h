#pragma once
// A frame that draws one panel, for tests that click.

#include <functional>
#include <utility>

#include "viewer/platform/headless.h"

namespace backstep {

inline FrameFunction one_panel(std::function<void(Ui&)> draw) {
    return [draw = std::move(draw)](Ui& ui, FrameRequest&) {
        begin_panel(ui, "pane", {{0, 0}, ui.size});
        draw(ui);
        end_panel(ui);
    };
}

inline HeadlessOptions small_window(bool fonts = false) { return {400, 300, 1, true, fonts}; }

}  // namespace backstep
