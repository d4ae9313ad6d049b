#include "viewer/command/window_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "viewer/command/closing.h"
#include "viewer/command/kept.h"
#include "viewer/command/slide_run.h"
#include "viewer/command/slides.h"
#include "viewer/command/wishes.h"
#include "viewer/model/history.h"
#include "viewer/panels/tour.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/headless.h"
#include "viewer/platform/window.h"

namespace backstep {
namespace {

constexpr double longest_frame = 0.1;  // after a sleep, playing goes on as if no time had passed

// What a task bar shows, and what tests of the real window read.
std::string title_of(const Session& session) {
    if (!session.lesson) return "Lessons – Backstep";
    std::string title = numbered_title(*session.lesson) + " – Backstep";
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
        request.close = request.close || state.quit;
        request.dark = state.dark;
        request.zoom = next_zoom(ui, state);
        request.title = title_of(session);
    };
}

HeadlessOptions without_window(const WindowRequest& request) {
    const float scale = request.scale > 0 ? request.scale : 1;
    HeadlessOptions options;
    options.width = static_cast<int>(static_cast<float>(request.width) * scale);
    options.height = static_cast<int>(static_cast<float>(request.height) * scale);
    options.scale = scale;
    options.dark = request.dark.value_or(true);
    return options;
}

Settings settings_of(const PanelState& state, bool dark) { return {dark, state.zoom, state.digits, state.tour.seen}; }

// A lesson that was opened without saying where goes on where it was left.
KeptTheme take_up(Session& session, PanelState& state, Keeper& keeper, std::optional<bool> wanted_dark) {
    Settings settings = settings_of(state, Settings().dark);
    keeper.load(settings, session.places);
    const KeptTheme theme(settings.dark, wanted_dark);
    state.dark = theme.begins_dark();
    state.zoom = static_cast<float>(settings.letters);
    state.digits = settings.digits;
    state.notice = mistake(keeper.take_trouble());
    // Where nothing can be kept, the tour would come every time.
    const bool first_time = !settings.tour_seen && state.notice.empty() && !kept_files().settings.empty();
    state.tour.seen = settings.tour_seen || state.tour.card > 0;
    if (first_time && state.tour.card == 0) begin_tour(state);
    session.places.keep = true;
    if (session.lesson && session.position == 0) return_to_lesson(session);
    session.places.back.clear();
    remember_waiting(session);
    return theme;
}

void run_in_window(const WindowRequest& request, Session& session, PanelState& state) {
    Keeper keeper(kept_files());
    KeptTheme theme = take_up(session, state, keeper, request.dark);
    WindowOptions options;
    options.width = request.width;
    options.height = request.height;
    options.scale = request.scale;
    options.dark = state.dark;
    const WindowWaker waker;
    const auto asked = std::make_shared<std::atomic<bool>>(false);  // to close, from outside
    if (request.closing) request.closing->listen([asked, waker] { *asked = true, waker.wake(); });
    session.changed = [waker] { waker.wake(); };
    session.gate = options.gate = std::make_shared<Gate>();
    SlideRun slides;
    const auto frame = [&, draw = frame_of(session, state)](Ui& ui, FrameRequest& next) {
        slides.before_frame(session);
        draw(ui, next);
        slides.after_frame(ui, session, state, next);
        next.close = next.close || *asked;
        grant_wishes(session, state, next);
        keeper.save(settings_of(state, theme.kept(state.dark)), session.places);
        if (const std::string trouble = keeper.take_trouble(); !trouble.empty()) state.notice = mistake(trouble);
    };
    run_window(options, frame, waker);
    leave_lesson(session);
    keeper.save(settings_of(state, theme.kept(state.dark)), session.places);
}

}  // namespace

int open_window(const WindowRequest& request, Session& session) {
    PanelState state;
    state.dark = request.dark.value_or(true);
    if (request.tab) show_tab(state, session, *request.tab);
    if (request.tour > 0) begin_tour(state, request.tour);
    const FrameFunction frame = frame_of(session, state);
    const HeadlessOptions options = without_window(request);
    if (request.screenshot) {
        HeadlessUi ui(options, frame);
        save_settled(ui, request, options, state, *request.screenshot);
    }
    if (request.screenshots) make_slides(*request.screenshots, request, options, session, state, frame);
    if (!request.screenshot && !request.screenshots) run_in_window(request, session, state);
    return 0;
}

}  // namespace backstep
