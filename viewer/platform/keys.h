#pragma once
// GLFW's key codes as the viewer's keys.

#include <optional>

#include "viewer/widgets/imgui_compat.h"

namespace backstep {

// The key press of a GLFW key code and its modifier bits, if the viewer knows the key. Letters count with Ctrl only: as
// characters they arrive typed.
std::optional<KeyPress> key_press(int glfw_key, int glfw_mods);

}  // namespace backstep
