#pragma once
// The faces of the viewer: DejaVu Sans and Mono with the ranges that mathematics needs (Greek, operators, arrows,
// sub- and superscripts), each baked at the size at which it is drawn, so that text is crisp.

#include <array>
#include <string>

#include "viewer/widgets/imgui_compat.h"

namespace backstep {

// The three sizes of TeX (The TeXbook, ch. 17): the line itself, its scripts, scripts of scripts; and the size of a
// large operator in a displayed formula.
struct MathFonts {
    std::array<ImFont*, 3> level{};
    ImFont* large_operator = nullptr;
    ImFont* bold = nullptr;  // for \mathbf in the first size
};

struct Fonts {
    ImFont* sans = nullptr;     // 16 px × scale
    ImFont* small = nullptr;    // 13: captions, values beside the code
    ImFont* tiny = nullptr;     // 10.5: digits in cells, scripts of scripts
    ImFont* bold = nullptr;     // 16
    ImFont* heading = nullptr;  // 21, bold
    ImFont* large = nullptr;    // 22: the equation on stage
    ImFont* mono = nullptr;     // 15

    MathFonts math() const { return {{sans, small, tiny}, large, bold}; }
    MathFonts large_math() const { return {{large, sans, small}, large, nullptr}; }
};

// The folder that holds DejaVuSans.ttf: the one found when the project was configured, else the usual system folders.
// Throws InputError naming the package fonts-dejavu-core when there is none.
std::string find_font_folder();

// Loads all faces into the atlas of the current ImGui context, before its first frame, and makes `sans` the default.
// Throws InputError if a file is missing.
Fonts load_fonts(float scale);
Fonts load_fonts(float scale, const std::string& folder);
// The same between two frames, in place of those that were loaded before; the renderer's texture is then an old one.
Fonts load_fonts_again(float scale);

}  // namespace backstep
