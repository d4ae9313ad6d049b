#pragma once
// A window on the small training of the tests, and the driver of the mouse and the keys.

#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/model/training_sample.h"
#include "tests/panels/says.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/headless.h"

namespace backstep {

struct TrainingWindow : TrainingSample {
    PanelState state;
    HeadlessUi ui;

    explicit TrainingWindow(ImVec2 size = {1600, 1000}, float scale = 1)
        : ui({static_cast<int>(size.x), static_cast<int>(size.y), scale, true, true},
             [this](Ui& frame, FrameRequest& request) {
                 run_frame(frame, session, state, 1.0 / 60);
                 request.dark = state.dark;
                 request.zoom = next_zoom(frame, state);
             }) {}

    long step() const { return session.timelines.step; }
    long trained() const { return session.timelines.timeline()->trained(); }
    std::string current() const { return session.current() ? session.current()->name.text() : ""; }
    void go(const std::string& text) {
        apply(session, GoToTyped{text});
        ui.frames(2);
    }
    // Until the thread that trains is seen to have ended.
    void wait() {
        session.timelines.trainer->wait();
        ui.frames(3);
    }
};

}  // namespace backstep
