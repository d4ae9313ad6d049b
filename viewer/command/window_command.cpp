#include "viewer/command/window_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/panels/workbench.h"
#include "viewer/platform/headless.h"
#include "viewer/platform/window.h"

namespace backstep {
namespace {

constexpr double longest_frame = 0.1;  // after a sleep, playing goes on as if no time had passed

// What a task bar shows, and what tests of the real window read.
std::string title_of(const Session& session) {
    if (!session.lesson) return "Lessons – Backstep";
    std::string title = fmt::format("{}. {} – Backstep", session.lesson->number, session.lesson->title);
    std::string optimizer;
    for (const Knob& knob : session.knobs.all())
        if (knob.name == "optimizer") optimizer = " · " + session.knobs.choice(knob.name);
    if (const Event* event = session.current()) title = event->name.text() + optimizer + " – " + title;
    return title;
}

FrameFunction frame_of(Session& session, PanelState& state) {
    return [&session, &state, last = -1.0](Ui& ui, FrameRequest& request) mutable {
        const double passed = last < 0 ? 0 : std::min(ui.seconds - last, longest_frame);
        last = ui.seconds;
        run_frame(ui, session, state, passed);
        request.dark = state.dark;
        request.title = title_of(session);
    };
}

}  // namespace

int open_window(const WindowRequest& request, Session& session) {
    PanelState state;
    if (request.tab) show_tab(state, session, *request.tab);
    if (request.screenshot) {
        const float scale = request.scale > 0 ? request.scale : 1;
        HeadlessOptions options;
        options.width = static_cast<int>(static_cast<float>(request.width) * scale);
        options.height = static_cast<int>(static_cast<float>(request.height) * scale);
        options.scale = scale;
        screenshot(options, frame_of(session, state), *request.screenshot);
        return 0;
    }
    WindowOptions options;
    options.width = request.width;
    options.height = request.height;
    options.scale = request.scale;
    const WindowWaker waker;
    session.changed = [waker] { waker.wake(); };
    run_window(options, frame_of(session, state), waker);
    return 0;
}

}  // namespace backstep
