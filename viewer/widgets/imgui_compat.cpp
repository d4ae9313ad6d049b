#include "viewer/widgets/imgui_compat.h"

#include <imgui_internal.h>

namespace backstep {

namespace {

ImGuiKey imgui_key(Key key) {
    switch (key) {
        case Key::enter:
            return ImGuiKey_Enter;
        case Key::escape:
            return ImGuiKey_Escape;
        case Key::tab:
            return ImGuiKey_Tab;
        case Key::backspace:
            return ImGuiKey_Backspace;
        case Key::del:
            return ImGuiKey_Delete;
        case Key::left:
            return ImGuiKey_LeftArrow;
        case Key::right:
            return ImGuiKey_RightArrow;
        case Key::up:
            return ImGuiKey_UpArrow;
        case Key::down:
            return ImGuiKey_DownArrow;
        case Key::home:
            return ImGuiKey_Home;
        case Key::end:
            return ImGuiKey_End;
        case Key::page_up:
            return ImGuiKey_PageUp;
        case Key::page_down:
            return ImGuiKey_PageDown;
        case Key::a:
            return ImGuiKey_A;
        case Key::c:
            return ImGuiKey_C;
        case Key::v:
            return ImGuiKey_V;
        case Key::x:
            return ImGuiKey_X;
        case Key::z:
            return ImGuiKey_Z;
        case Key::character:
            break;
    }
    return ImGuiKey_COUNT;
}

}  // namespace

#if IMGUI_VERSION_NUM >= 18900

void inject_mouse_position(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
void inject_mouse_button(int button, bool down) { ImGui::GetIO().AddMouseButtonEvent(button, down); }
void inject_wheel(float lines) { ImGui::GetIO().AddMouseWheelEvent(0, lines); }
void inject_key(Key key, bool down) {
    if (key != Key::character) ImGui::GetIO().AddKeyEvent(imgui_key(key), down);
}
void inject_ctrl(bool down) { ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, down); }
void inject_shift(bool down) { ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, down); }
void prepare_injected_keys() {}
bool key_pressed(Key key) { return ImGui::IsKeyPressed(imgui_key(key)); }
std::vector<int> hold_tapped_keys(std::vector<int>& pressed) {
    pressed.clear();
    return {};
}
void release_keys(const std::vector<int>&) {}

#else

// Before 1.87 ImGui samples arrays that the backend fills; the codes are the backend's own, here the enum's.
void inject_mouse_position(float x, float y) { ImGui::GetIO().MousePos = ImVec2(x, y); }
void inject_mouse_button(int button, bool down) { ImGui::GetIO().MouseDown[button] = down; }
void inject_wheel(float lines) { ImGui::GetIO().MouseWheel += lines; }
void inject_key(Key key, bool down) {
    if (key != Key::character) ImGui::GetIO().KeysDown[static_cast<int>(key)] = down;
}
void inject_ctrl(bool down) { ImGui::GetIO().KeyCtrl = down; }
void inject_shift(bool down) { ImGui::GetIO().KeyShift = down; }
void prepare_injected_keys() {
    for (int key = static_cast<int>(Key::character) + 1; key <= static_cast<int>(Key::z); ++key) {
        ImGui::GetIO().KeyMap[imgui_key(static_cast<Key>(key))] = key;
    }
}
bool key_pressed(Key key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(imgui_key(key))); }
std::vector<int> hold_tapped_keys(std::vector<int>& pressed) {
    std::vector<int> tapped;
    for (int key : pressed) {
        bool& down = ImGui::GetIO().KeysDown[key];
        if (!down) tapped.push_back(key);
        down = true;
    }
    pressed.clear();
    return tapped;
}
void release_keys(const std::vector<int>& keys) {
    for (int key : keys) ImGui::GetIO().KeysDown[key] = false;
}

#endif

#if IMGUI_VERSION_NUM >= 18920
void keep_wheel_from_pane() { ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY); }
#else
void keep_wheel_from_pane() { ImGui::SetItemUsingMouseWheel(); }
#endif

void inject_text(const char* utf8) { ImGui::GetIO().AddInputCharactersUTF8(utf8); }

bool begin_child(const char* id, ImVec2 size, bool border, ImGuiWindowFlags flags) {
    // The flag for a border, since 1.90 an enum, has the value of `true`.
    return ImGui::BeginChild(id, size, border, flags);
}

ImTextureID texture_id(std::uintptr_t handle) { return (ImTextureID)handle; }

std::uintptr_t texture_handle(ImTextureID id) { return (std::uintptr_t)id; }

std::uintptr_t texture_handle(const ImDrawCmd& command) { return texture_handle(command.GetTexID()); }

void set_only_list(ImDrawData& data, ImDrawList*& list) {
#if IMGUI_VERSION_NUM >= 18980
    data.CmdLists.resize(0);
    data.CmdLists.push_back(list);
#else
    data.CmdLists = &list;
#endif
    data.CmdListsCount = 1;
    data.TotalVtxCount = list->VtxBuffer.Size;
    data.TotalIdxCount = list->IdxBuffer.Size;
}

AtlasPixels build_font_atlas() {
    unsigned char* pixels = nullptr;
    AtlasPixels atlas;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &atlas.width, &atlas.height);
    atlas.rgba = pixels;
    return atlas;
}

void set_font_atlas_texture(ImTextureID id) { ImGui::GetIO().Fonts->SetTexID(id); }

#if IMGUI_VERSION_NUM >= 19200

float font_size(const ImFont* font) { return font->LegacySize; }
float font_ascent(const ImFont* font) { return const_cast<ImFont*>(font)->GetFontBaked(font->LegacySize)->Ascent; }
bool font_has_glyph(const ImFont* font, unsigned code_point) {
    return const_cast<ImFont*>(font)->IsGlyphInFont(static_cast<ImWchar>(code_point));
}
void push_font(ImFont* font) { ImGui::PushFont(font, font->LegacySize); }

#else

float font_size(const ImFont* font) { return font->FontSize; }
float font_ascent(const ImFont* font) { return font->Ascent; }
bool font_has_glyph(const ImFont* font, unsigned code_point) {
    return font->FindGlyphNoFallback(static_cast<ImWchar>(code_point)) != nullptr;
}
void push_font(ImFont* font) { ImGui::PushFont(font); }

#endif

}  // namespace backstep
