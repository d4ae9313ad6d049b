#pragma once
// The reader asks for a picture of every step: the window goes through them, and each is saved as it is seen.

#include <memory>
#include <string>

#include "viewer/panels/panel_state.h"
#include "viewer/platform/window.h"

namespace backstep {

class SlideRun {
public:
    // Before each frame: the session stands at the step whose picture is due.
    void before_frame(Session& session);
    // After each frame: takes the wish for slides, asks for the next picture, and says in the title where they are, or
    // in state.notice what stopped it. In the end the session is where it was. The pictures are in a folder of their
    // own, in that for pictures (wishes.h), 01_X.png, 02_Y.png …
    void after_frame(Ui& ui, Session& session, PanelState& state, FrameRequest& next);
    bool is_running() const { return trace_ != nullptr; }

private:
    void begin(Ui& ui, const Session& session, PanelState& state);
    void end(Session& session, PanelState& state, Notice notice);
    void save(const Image& picture, Session& session, PanelState& state);

    std::shared_ptr<const Trace> trace_;  // whose steps they are; null: none are wished for
    std::string folder_;
    int event_ = 0, frames_ = 0;  // of the picture that is due, and how many frames it still takes to settle
    int position_ = 0;            // of the session when it began
};

}  // namespace backstep
