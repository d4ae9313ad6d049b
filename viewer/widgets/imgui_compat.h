#pragma once
// Every difference between Dear ImGui 1.86 (Debian 12) and 1.91/1.92 that this project meets, in one place. The other
// files include this one instead of <imgui.h>, and compile with both.

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace backstep {

// The keys that the viewer answers to and that tests inject. Printable keys arrive as the character typed (see
// KeyPress), so that '?' is '?' on every keyboard layout.
enum class Key {
    character,
    enter,
    escape,
    tab,
    backspace,
    del,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    a,
    c,
    v,
    x,
    z
};

// One key going down (or repeating). `character` is the Unicode code point typed when key == Key::character, else 0.
struct KeyPress {
    Key key = Key::character;
    char32_t character = 0;
    bool ctrl = false, shift = false, alt = false;

    friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

// Synthetic input for the context that is current; the next NewFrame sees it.
void inject_mouse_position(float x, float y);
void inject_mouse_button(int button, bool down);
void inject_wheel(float lines);
void inject_key(Key key, bool down);
void inject_ctrl(bool down);
void inject_shift(bool down);
void inject_text(const char* utf8);
// What a window's backend does before any key can arrive: tells ImGui which code is which key.
void prepare_injected_keys();
// Whether the key goes down in this frame, or repeats: for keys that work while a text field has the keyboard.
bool key_pressed(Key key);

// The wheel is the last item's while the mouse is over it: the pane around does not scroll.
void keep_wheel_from_pane();

// Versions that look at the keys once a frame miss one that went down and up between two frames. Of the backend's codes
// of the keys `pressed` since the last frame, holds those that are up again, until release_keys() after this frame;
// empties `pressed`. Nothing in versions that keep a queue.
std::vector<int> hold_tapped_keys(std::vector<int>& pressed);
void release_keys(const std::vector<int>& keys);

// BeginChild whose last arguments changed meaning between the versions. Always pair with ImGui::EndChild().
bool begin_child(const char* id, ImVec2 size, bool border, ImGuiWindowFlags flags = 0);

// Texture ids are void* up to 1.91.3 and 64-bit integers since; both hold a pointer or a GL name.
ImTextureID texture_id(std::uintptr_t handle);
std::uintptr_t texture_handle(ImTextureID id);
std::uintptr_t texture_handle(const ImDrawCmd& command);

// Makes `list` the only one in `data`, which keeps the address of the pointer in versions before 1.89.8.
void set_only_list(ImDrawData& data, ImDrawList*& list);

// The font atlas as 32-bit RGBA pixels, and the id under which the renderer keeps it.
struct AtlasPixels {
    const unsigned char* rgba = nullptr;
    int width = 0, height = 0;
};
// From 1.92 on the atlas grows while drawing, and its texture is the backend's own affair.
constexpr bool font_atlas_grows = IMGUI_VERSION_NUM >= 19200;
AtlasPixels build_font_atlas();
void set_font_atlas_texture(ImTextureID id);

// Metrics of a face at the size at which it was loaded, in pixels.
float font_size(const ImFont* font);
float font_ascent(const ImFont* font);
bool font_has_glyph(const ImFont* font, unsigned code_point);

// Pushes a face at the size at which it was loaded. Pair with ImGui::PopFont().
void push_font(ImFont* font);

}  // namespace backstep
