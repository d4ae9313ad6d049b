#include "viewer/platform/keyboard_mouse.h"

#include <cmath>
#include <utility>

#include "viewer/widgets/imgui_compat.h"

namespace backstep {
namespace {

// What is under the mouse notices it in the first frame and knows it in the second.
enum Frame : int { arrive, wait, press, release, stay };

bool same(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }

}  // namespace

void KeyboardMouse::leave() {
    inject_mouse_position(before_.x, before_.y);
    wish_.reset();
}

void KeyboardMouse::before_frame(Ui& ui) {
    ui.mouse_by_keys = false;
    if (!wish_) return;
    const ImVec2 now = ImGui::GetIO().MousePos;
    if (frame_ == arrive) before_ = now;
    if (frame_ == stay) {
        // Backends tell where the real mouse is in each frame, or only when it has moved.
        const bool moved = !same(now, before_) && !same(now, wish_->at);
        if (moved) wish_.reset();
        if (!moved && (!ui.keys.empty() || wish_->wheel != 0)) leave();
        if (wish_) inject_mouse_position(wish_->at.x, wish_->at.y);
        return;
    }
    ui.mouse_by_keys = true;
    inject_mouse_position(wish_->at.x, wish_->at.y);
    if (wish_->wheel == 0 && frame_ >= press) inject_mouse_button(wish_->button, frame_ == press);
    if (wish_->wheel != 0 && frame_ == press) inject_wheel(wish_->wheel);
    ++frame_;
}

void KeyboardMouse::after_frame(Ui& ui) {
    if (const std::optional<MouseWish> wish = std::exchange(ui.mouse_wish, {})) {
        if (wish_) leave();
        wish_ = wish;
        wish_->at = {std::floor(wish->at.x), std::floor(wish->at.y)};  // as ImGui will have it
        frame_ = arrive;
    }
    const bool stays = wish_ && frame_ == stay && wish_->wheel == 0;
    ui.animating = ui.animating || (wish_ && !stays);
}

}  // namespace backstep
