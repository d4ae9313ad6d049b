#pragma once
// The window: GLFW and OpenGL 3. One frame function draws; the loop sleeps while nothing happens.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/math/gate.h"
#include "viewer/widgets/ui.h"

namespace backstep {

// When a frame began, which is when it had taken what was typed, and what it took, swapping included.
struct FrameTime {
    std::chrono::steady_clock::time_point start;
    double seconds = 0;
};

struct WindowOptions {
    std::string title = "Backstep";
    int width = 1600, height = 1000;  // before scale, in pixels of the screen
    float scale = 0;                  // 0: what the screen asks for
    bool dark = true;
    int frames = 0;                                 // > 0: close after so many frames, for tests and measurements
    std::vector<FrameTime>* frame_times = nullptr;  // for measurements
    // Closed while a frame is drawn, but for one that only shows progress: whoever makes that need not wait for it. Nor
    // is it closed again before it was open for a moment.
    std::shared_ptr<Gate> gate = {};
};

// What a frame may ask of its window.
struct FrameRequest {
    bool close = false;
    bool dark = true;                           // the theme of the next frame
    float zoom = 1;                             // of the next frame: times the scale that the window began with
    std::string title;                          // of the window; empty: as it is
    std::function<void(const Image&)> picture;  // is given what the next frame shows, once; may be empty
};

// Draws one frame. Called in the thread of run_window, never twice at a time.
using FrameFunction = std::function<void(Ui&, FrameRequest&)>;

// Makes the window draw again soon. May be called from any thread, before, during and after run_window.
class WindowWaker {
public:
    WindowWaker();
    void wake() const;
    bool take() const;  // true if woken since the last call; for the loop
    void attach(bool open) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

// Opens the window and returns when it was closed. Draws three frames after every event, at most 60 a second, and goes
// on while ui.animating is set; else it waits. Throws InputError if there is no display, saying what to do.
void run_window(const WindowOptions& options, const FrameFunction& frame, const WindowWaker& waker = {});

}  // namespace backstep
