#include "viewer/widgets/theme.h"

#include <initializer_list>

namespace backstep {

namespace {

void apply_scale(Theme& theme, float scale) {
    theme.scale = scale;
    theme.gap *= scale;
    theme.margin *= scale;
    theme.rounding *= scale;
    // A hairline stays a whole number of pixels, or it would blur.
    theme.hairline = scale < 1.75F ? 1.0F : static_cast<float>(static_cast<int>(scale + 0.25F));
}

void apply_lengths(const Theme& theme) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    const float scale = theme.scale;
    style.AntiAliasedLinesUseTex = false;  // textures are sampled to the nearest pixel
    style.WindowPadding = ImVec2(theme.margin, theme.margin);
    style.FramePadding = ImVec2(10 * scale, 5 * scale);
    style.ItemSpacing = ImVec2(theme.gap, theme.gap);
    style.ItemInnerSpacing = ImVec2(theme.gap, theme.gap * 0.5F);
    style.IndentSpacing = 20 * scale;
    style.ScrollbarSize = 10 * scale;
    style.GrabMinSize = 12 * scale;
    style.WindowRounding = 0;
    style.ChildRounding = theme.rounding;
    style.FrameRounding = theme.rounding;
    style.PopupRounding = theme.rounding;
    style.ScrollbarRounding = theme.rounding;
    style.GrabRounding = theme.rounding;
    style.WindowBorderSize = 0;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = theme.hairline;
    style.FrameBorderSize = 0;
    style.DisabledAlpha = 0.45F;
    style.MouseCursorScale = scale;
}

}  // namespace

Theme dark_theme(float scale) {
    Theme theme;
    theme.dark = true;
    theme.background = rgb(0x16191E);
    theme.panel = rgb(0x1D2127);
    theme.raised = rgb(0x282D36);
    theme.border = rgb(0x343A45);
    theme.text = rgb(0xE6E3DB);
    theme.dim = rgb(0xA0A7B3);
    theme.faint = rgb(0x4B525E);
    theme.accent = rgb(0xB7ABF7);
    theme.accent_soft = rgb(0x332F4E);
    theme.current_line = rgb(0x2A2F3D);
    theme.grid = rgb(0x2A2F38);
    theme.warning = rgb(0xFF8A80);
    theme.forward = rgb(0x66ACF4);
    theme.backward = rgb(0xF2A24C);
    theme.update = rgb(0x5ADBA8);
    theme.loss = rgb(0xD47DAA);
    theme.series = {rgb(0xF7D764), rgb(0x827FD9), rgb(0xE5635C), rgb(0xBEFDEC), rgb(0xAAC3EA)};
    theme.code_text = rgb(0xDCDAD3);
    theme.code_keyword = rgb(0xC4A8F2);
    theme.code_type = rgb(0x7FC8DB);
    theme.code_number = rgb(0xE3BC7E);
    theme.code_string = rgb(0xA9CC90);
    theme.code_comment = rgb(0x959DA9);
    theme.code_function = rgb(0x92BEF4);
    theme.code_preprocessor = rgb(0xDA9FAE);
    apply_scale(theme, scale);
    return theme;
}

Theme light_theme(float scale) {
    Theme theme;
    theme.dark = false;
    theme.background = rgb(0xFBFAF6);
    theme.panel = rgb(0xF3F1EA);
    theme.raised = rgb(0xE9E6DD);
    theme.border = rgb(0xD6D2C7);
    theme.text = rgb(0x22252B);
    theme.dim = rgb(0x5B616C);
    theme.faint = rgb(0xB7B4AA);
    theme.accent = rgb(0x5A45C4);
    theme.accent_soft = rgb(0xE3DEF8);
    theme.current_line = rgb(0xE6E3F4);
    theme.grid = rgb(0xE4E1D8);
    theme.warning = rgb(0xB3261E);
    theme.forward = rgb(0x0A62AC);
    theme.backward = rgb(0x9F5000);
    theme.update = rgb(0x005F49);
    theme.loss = rgb(0xC01378);
    theme.series = {rgb(0x2B3EBE), rgb(0x80598D), rgb(0xA52838), rgb(0x4A257A), rgb(0x740334)};
    theme.code_text = rgb(0x2A2D33);
    theme.code_keyword = rgb(0x753AA6);
    theme.code_type = rgb(0x0C6577);
    theme.code_number = rgb(0x805300);
    theme.code_string = rgb(0x3A681B);
    theme.code_comment = rgb(0x5F6671);
    theme.code_function = rgb(0x1A569C);
    theme.code_preprocessor = rgb(0x93384F);
    apply_scale(theme, scale);
    return theme;
}

void apply_theme(const Theme& theme) {
    apply_lengths(theme);
    const auto set = [](ImGuiCol what, Color color) {
        ImGui::GetStyle().Colors[what] = ImGui::ColorConvertU32ToFloat4(color);
    };
    const Color clear = with_alpha(theme.background, 0);
    // Everything that is not named below rests on the raised grey, so that no blue of ImGui's own is left over.
    for (int what = 0; what < ImGuiCol_COUNT; ++what) set(what, theme.raised);
    set(ImGuiCol_Text, theme.text);
    set(ImGuiCol_TextDisabled, theme.dim);
    set(ImGuiCol_WindowBg, theme.background);
    set(ImGuiCol_ChildBg, clear);
    set(ImGuiCol_PopupBg, theme.panel);
    set(ImGuiCol_Border, theme.border);
    set(ImGuiCol_BorderShadow, clear);
    const Color hovered = mix(theme.raised, theme.text, 0.10F), held = mix(theme.raised, theme.text, 0.18F);
    for (ImGuiCol what : {ImGuiCol_FrameBgHovered, ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered}) set(what, hovered);
    for (ImGuiCol what : {ImGuiCol_FrameBgActive, ImGuiCol_ButtonActive, ImGuiCol_HeaderActive}) set(what, held);
    set(ImGuiCol_Header, theme.accent_soft);
    set(ImGuiCol_ScrollbarBg, clear);
    set(ImGuiCol_ScrollbarGrab, with_alpha(theme.dim, 0.30F));
    set(ImGuiCol_ScrollbarGrabHovered, with_alpha(theme.dim, 0.55F));
    set(ImGuiCol_ScrollbarGrabActive, theme.dim);
    set(ImGuiCol_CheckMark, theme.accent);
    set(ImGuiCol_SliderGrab, theme.accent);
    set(ImGuiCol_SliderGrabActive, theme.accent);
    set(ImGuiCol_Separator, theme.border);
    set(ImGuiCol_SeparatorHovered, theme.accent);
    set(ImGuiCol_SeparatorActive, theme.accent);
    set(ImGuiCol_TextSelectedBg, with_alpha(theme.accent, 0.35F));
    set(ImGuiCol_NavHighlight, theme.accent);
    set(ImGuiCol_ModalWindowDimBg, with_alpha(theme.background, 0.6F));
}

}  // namespace backstep
