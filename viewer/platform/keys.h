#pragma once
// GLFW's key codes as the viewer's keys.

#include <optional>

#include "viewer/widgets/imgui_compat.h"

namespace backstep {

// The key press of a GLFW key code and its modifier bits, if the viewer knows the key. Letters, digits and signs count
// with Ctrl only, in lower case whatever Shift says: without it they arrive typed.
std::optional<KeyPress> key_press(int glfw_key, int glfw_mods);

// While a text field has the keyboard, keys are for it alone, but for those that it does not know: characters with
// Ctrl, and Tab.
inline bool works_while_typing(const KeyPress& press) {
    return (press.ctrl && press.key == Key::character) || press.key == Key::tab;
}

}  // namespace backstep
