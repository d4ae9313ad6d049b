// The keys of commands: whether one is pressed, and how it is written.

#include <algorithm>

#include "viewer/panels/commands.h"

namespace backstep {
namespace {

bool is_letter(char32_t character) {
    return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

}  // namespace

bool is_pressed(const Command& command, const KeyPress& press) {
    return std::any_of(command.keys.begin(), command.keys.end(), [&](const KeyPress& key) {
        return key.key == press.key && key.character == press.character && key.ctrl == press.ctrl &&
               key.alt == press.alt && (key.key == Key::character || key.shift == press.shift);
    });
}

std::string key_text(const KeyPress& press) {
    std::string text = press.ctrl ? "Ctrl+" : press.alt ? "Alt+" : "";
    if (press.shift && press.key != Key::character) text += "Shift+";
    const char32_t character = press.character;
    switch (press.key) {
        case Key::character:
            if (character == U' ') return text + "space";
            if (!press.ctrl && is_letter(character) && character < U'a') text += "Shift+";
            if (press.ctrl && is_letter(character)) return text + static_cast<char>(character & ~0x20U);
            return text + (character == U'-' ? "−" : std::string(1, static_cast<char>(character)));
        case Key::right:
            return text + "→";
        case Key::left:
            return text + "←";
        case Key::down:
            return text + "↓";
        case Key::up:
            return text + "↑";
        case Key::home:
            return text + "Home";
        case Key::end:
            return text + "End";
        case Key::escape:
            return text + "Esc";
        case Key::backspace:
            return text + "Backspace";
        case Key::enter:
            return text + "Enter";
        case Key::tab:
            return text + "Tab";
        case Key::page_up:
            return text + "PgUp";
        case Key::page_down:
            return text + "PgDn";
        default:
            return text;
    }
}

}  // namespace backstep
