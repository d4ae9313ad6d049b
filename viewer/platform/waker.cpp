#include <GLFW/glfw3.h>

#include <atomic>
#include <mutex>

#include "viewer/platform/window.h"

namespace backstep {

// The mutex keeps wake() in another thread from reaching into a window system that is being closed.
struct WindowWaker::State {
    std::mutex mutex;
    bool open = false;
    std::atomic<bool> woken{false};
};

WindowWaker::WindowWaker() : state_(std::make_shared<State>()) {}

void WindowWaker::wake() const {
    state_->woken = true;
    const std::lock_guard<std::mutex> lock(state_->mutex);
    if (state_->open) glfwPostEmptyEvent();
}

bool WindowWaker::take() const { return state_->woken.exchange(false); }

void WindowWaker::attach(bool open) const {
    const std::lock_guard<std::mutex> lock(state_->mutex);
    state_->open = open;
}

}  // namespace backstep
