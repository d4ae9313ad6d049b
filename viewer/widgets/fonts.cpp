#include "viewer/widgets/fonts.h"

#include <cmath>
#include <filesystem>
#include <initializer_list>

#include "engine/math/error.h"

namespace backstep {

namespace {

constexpr const char* plain_file = "DejaVuSans.ttf";

// Pairs of first and last code point, ended by 0. ImGui keeps the pointer until the atlas is built.
const ImWchar* math_ranges() {
    static const ImWchar ranges[] = {0x0020, 0x00FF,  // Latin-1 with · × ² ³ ½
                                     0x0174, 0x0177,  // ŷ
                                     0x02C6, 0x02DC,  // accents that stand alone: ˆ ˜
                                     0x0302, 0x0302,  // the hat of m̂: it has no width and reaches back over its letter
                                     0x0370, 0x03FF,  // Greek
                                     0x1D2C, 0x1D6A,  // ᵀ ᵢ
                                     0x2010, 0x2044,  // dashes, quotation marks, …, ′, ‖
                                     0x2070, 0x209C,  // superscripts and subscripts
                                     0x2100, 0x214F,  // ℝ ℓ
                                     0x2190, 0x21FF,  // arrows
                                     0x2200, 0x22FF,  // operators
                                     0x2308, 0x230B,  // ⌈ ⌋
                                     0x25A0, 0x25FF,  // geometric shapes
                                     0x2713, 0x2718,  // ✓ ✗
                                     0x27E8, 0x27E9,  // ⟨ ⟩
                                     0x2C7C, 0x2C7D,  // ⱼ
                                     0xFFFD, 0xFFFD, 0};
    return ranges;
}

// Headings and code need little more than letters; leaving the rest out halves the start-up time of their faces.
const ImWchar* text_ranges() {
    static const ImWchar ranges[] = {0x0020, 0x00FF, 0x0302, 0x0302, 0x0391, 0x03C9, 0x1D40, 0x1D6A, 0x2010, 0x2033,
                                     0x2070, 0x209C, 0x2190, 0x2193, 0x2202, 0x2202, 0x2207, 0x2212, 0x221A, 0x221E,
                                     0x2248, 0x2248, 0x2260, 0x2265, 0x2299, 0x2299, 0xFFFD, 0xFFFD, 0};
    return ranges;
}

struct Face {
    const char* file;
    float size;
    const ImWchar* ranges;
};

ImFont* load_face(const std::string& folder, const Face& face, float scale) {
    const std::filesystem::path path = std::filesystem::path(folder) / face.file;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        throw InputError(path.string(), "the font file is missing", "install the package fonts-dejavu-core");
    }
    ImFontConfig config;
    config.OversampleH = 1;  // letters stand on whole pixels, so that they can be copied without blending neighbours
    config.OversampleV = 1;
    config.PixelSnapH = true;
    // A font is crisp when its size is a whole number of pixels.
    return ImGui::GetIO().Fonts->AddFontFromFileTTF(path.string().c_str(), std::round(face.size * scale), &config,
                                                    face.ranges);
}

}  // namespace

std::string find_font_folder() {
    const std::initializer_list<const char*> folders = {
#ifdef BACKSTEP_FONT_FOLDER
        BACKSTEP_FONT_FOLDER,
#endif
        "/usr/share/fonts/truetype/dejavu",
        "/usr/share/fonts/TTF",
        "/usr/share/fonts/dejavu",
        "/usr/share/fonts/dejavu-sans-fonts",
        "/usr/local/share/fonts",
        "/usr/X11R6/lib/X11/fonts/dejavu",
        "assets/fonts"};
    for (const char* folder : folders) {
        std::error_code ignored;
        if (std::filesystem::exists(std::filesystem::path(folder) / plain_file, ignored)) return folder;
    }
    throw InputError(plain_file, "the font was found in none of the system's font folders",
                     "install the package fonts-dejavu-core");
}

Fonts load_fonts_again(float scale) {
    ImGui::GetIO().Fonts->Clear();
    return load_fonts(scale);
}

Fonts load_fonts(float scale) { return load_fonts(scale, find_font_folder()); }

Fonts load_fonts(float scale, const std::string& folder) {
    constexpr const char* bold_file = "DejaVuSans-Bold.ttf";
    constexpr const char* mono_file = "DejaVuSansMono.ttf";
    Fonts fonts;
    fonts.sans = load_face(folder, {plain_file, 16, math_ranges()}, scale);
    fonts.small = load_face(folder, {plain_file, 13, math_ranges()}, scale);
    fonts.tiny = load_face(folder, {plain_file, 10.5F, text_ranges()}, scale);
    fonts.bold = load_face(folder, {bold_file, 16, text_ranges()}, scale);
    fonts.heading = load_face(folder, {bold_file, 21, text_ranges()}, scale);
    fonts.large = load_face(folder, {plain_file, 22, math_ranges()}, scale);
    fonts.mono = load_face(folder, {mono_file, 15, text_ranges()}, scale);
    ImGui::GetIO().FontDefault = fonts.sans;
    return fonts;
}

}  // namespace backstep
