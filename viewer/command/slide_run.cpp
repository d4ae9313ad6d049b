#include "viewer/command/slide_run.h"

#include <fmt/format.h>

#include <filesystem>

#include "viewer/command/slides.h"
#include "viewer/command/wishes.h"
#include "viewer/model/history.h"
#include "viewer/platform/png.h"

namespace backstep {
namespace {

constexpr int frames_to_settle = 4, frames_for_mouse = 5;

}  // namespace

void SlideRun::before_frame(Session& session) {
    if (is_running() && session.trace == trace_) apply_unremembered(session, GoToPosition{event_ + 1});
}

void SlideRun::after_frame(Ui& ui, Session& session, PanelState& state, FrameRequest& next) {
    const auto is_slides = [](const Wish& wish) { return wish.what == Wish::What::slides; };
    if (std::erase_if(state.wishes, is_slides) > 0 && !is_running()) begin(ui, session, state);
    if (!is_running()) return;
    if (session.trace != trace_)
        return end(session, state, mistake("Another step is shown: no more pictures are saved"));
    ui.animating = true;
    // The pictures are of the lesson alone: how far they are is said outside of them.
    state.notice = {};
    next.title = fmt::format("Saving picture {} of {} – Backstep", event_ + 1, trace_->events.size());
    if (frames_ > 0 && --frames_ == 0)
        next.picture = [this, &session, &state](const Image& picture) { save(picture, session, state); };
}

void SlideRun::begin(Ui& ui, const Session& session, PanelState& state) try {
    if (!session.trace || session.count() == 0) return;
    folder_ = new_place_for_pictures(session, "slides", "");
    make_folder(folder_);
    trace_ = session.trace;
    position_ = session.position;
    event_ = 0;
    frames_ = frames_for_mouse + frames_to_settle;
    ui.mouse_wish = MouseWish{{-1, -1}};  // out of the pictures, or they would have its tool tips
} catch (const std::exception& error) {
    state.notice = mistake(error.what());
}

void SlideRun::end(Session& session, PanelState& state, Notice notice) {
    if (session.trace == trace_) apply_unremembered(session, GoToPosition{position_});
    trace_.reset();
    state.notice = std::move(notice);
}

void SlideRun::save(const Image& picture, Session& session, PanelState& state) try {
    if (!is_running()) return;
    const int count = static_cast<int>(trace_->events.size());
    write_png(slide_file(folder_, *trace_, event_, event_ + 1, count), picture);
    frames_ = frames_to_settle;
    if (++event_ < count) return;
    const std::string where = std::filesystem::absolute(folder_).string();
    end(session, state, done(fmt::format("Saved {} pictures in {}", count, where)));
} catch (const std::exception& error) {
    end(session, state, mistake(error.what()));
}

}  // namespace backstep
