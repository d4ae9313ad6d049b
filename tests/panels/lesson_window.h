#pragma once
// What the tests of the panels click on.

#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "engine/data/digits.h"
#include "tests/panels/says.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/headless.h"

namespace backstep {

// A window without a window: the session, the panels' state, and the driver of the mouse and the keys.
struct Window {
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;
    PanelState state;
    HeadlessUi ui;

    explicit Window(ImVec2 size = {1600, 1000}, float scale = 1)
        : session(make_session(compute)),
          ui({static_cast<int>(size.x), static_cast<int>(size.y), scale, true, true},
             [this](Ui& frame, FrameRequest& request) {
                 run_frame(frame, session, state, 1.0 / 60);
                 request.dark = state.dark;
                 request.zoom = next_zoom(frame, state);
             }) {}

    static Session make_session(Compute& compute) {
        Session session;
        session.compute = &compute;
        session.lessons = catalogue();
        session.digits = std::make_shared<const Dataset>(built_in_digits(200, 1));
        return session;
    }

    void open_lesson_five() {
        ui.click("lesson 5");
        ui.frames(2);
        BOOST_REQUIRE(session.lesson);
        BOOST_REQUIRE(session.trace);
    }
    std::string current() const { return session.current() ? session.current()->name.text() : ""; }
    void go_to(const char* name) {
        apply(session, GoToValue{name});
        ui.frames(2);
    }
};

}  // namespace backstep
