#include "viewer/platform/keys.h"

#include <GLFW/glfw3.h>

#include <cctype>

namespace backstep {

namespace {

std::optional<Key> named_key(int glfw_key) {
    switch (glfw_key) {
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return Key::enter;
        case GLFW_KEY_ESCAPE:
            return Key::escape;
        case GLFW_KEY_TAB:
            return Key::tab;
        case GLFW_KEY_BACKSPACE:
            return Key::backspace;
        case GLFW_KEY_DELETE:
            return Key::del;
        case GLFW_KEY_LEFT:
            return Key::left;
        case GLFW_KEY_RIGHT:
            return Key::right;
        case GLFW_KEY_UP:
            return Key::up;
        case GLFW_KEY_DOWN:
            return Key::down;
        case GLFW_KEY_HOME:
            return Key::home;
        case GLFW_KEY_END:
            return Key::end;
        case GLFW_KEY_PAGE_UP:
            return Key::page_up;
        case GLFW_KEY_PAGE_DOWN:
            return Key::page_down;
        default:
            return std::nullopt;
    }
}

std::optional<Key> letter_key(int glfw_key) {
    switch (glfw_key) {
        case GLFW_KEY_A:
            return Key::a;
        case GLFW_KEY_C:
            return Key::c;
        case GLFW_KEY_V:
            return Key::v;
        case GLFW_KEY_X:
            return Key::x;
        case GLFW_KEY_Z:
            return Key::z;
        default:
            return std::nullopt;
    }
}

// What stands on the key in the layout of this keyboard, where that is known, and else on an American one.
char32_t character_of(int glfw_key) {
    const char* name = glfwGetKeyName(glfw_key, 0);
    char character = name && name[0] && !name[1] ? name[0] : '\0';
    if (glfw_key >= GLFW_KEY_KP_0 && glfw_key <= GLFW_KEY_KP_9)
        character = static_cast<char>('0' + glfw_key - GLFW_KEY_KP_0);
    if (glfw_key == GLFW_KEY_KP_ADD) character = '+';
    if (glfw_key == GLFW_KEY_KP_SUBTRACT) character = '-';
    if (!character && glfw_key > GLFW_KEY_SPACE && glfw_key <= GLFW_KEY_GRAVE_ACCENT)
        character = static_cast<char>(glfw_key);
    return static_cast<char32_t>(std::tolower(static_cast<unsigned char>(character)));
}

}  // namespace

std::optional<KeyPress> key_press(int glfw_key, int glfw_mods) {
    KeyPress press;
    press.ctrl = (glfw_mods & GLFW_MOD_CONTROL) != 0;
    press.shift = (glfw_mods & GLFW_MOD_SHIFT) != 0;
    press.alt = (glfw_mods & GLFW_MOD_ALT) != 0;
    std::optional<Key> key = named_key(glfw_key);
    if (!key && press.ctrl) key = letter_key(glfw_key);
    if (!key && press.ctrl) press.character = character_of(glfw_key);
    if (!key && !press.character) return std::nullopt;
    press.key = key.value_or(Key::character);
    return press;
}

}  // namespace backstep
