#pragma once
// Brings a frame to the screen. A graphics card draws all of it; without one, Mesa draws with the CPU, and then only
// what has changed is drawn, and copied to the screen.

#include <functional>
#include <optional>

#include "viewer/platform/damage.h"

struct GLFWwindow;

namespace backstep {

class GlScreen {
public:
    // The window's context is current, and ImGui's backends are ready.
    explicit GlScreen(GLFWwindow* window);

    // Into `copy`, if there is one, goes what is then on the screen.
    void show(const ImDrawData& data, Color background, const TextureContent& content, Image* copy = nullptr);
    // What stands on the screen is lost: the next frames are drawn whole.
    void repaint(int frames) { whole_frames_ = frames; }

private:
    // Copies a rectangle of the back buffer to the screen and leaves the back buffer as it is; from the lower left.
    using CopyToScreen = std::function<void(int left, int bottom, int width, int height)>;
    static std::optional<CopyToScreen> find_copy_to_screen();

    void show_whole(ImDrawData data, ImVec2 size, Color background, Image* copy);
    void show_changes(const ImDrawData& data, Color background, const TextureContent& content);

    GLFWwindow* window_;
    std::optional<CopyToScreen> copy_to_screen_;
    Damage damage_;
    int whole_frames_ = 0;
};

}  // namespace backstep
