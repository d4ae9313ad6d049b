#include "viewer/widgets/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/widgets/controls.h"

namespace backstep {

namespace {

constexpr const char* minus_sign = "\u2212";

ImFont* font_of(const Ui& ui, const TextStyle& style) { return style.font ? style.font : ui.fonts.sans; }

Color color_of(const Ui& ui, const TextStyle& style) { return style.color ? style.color : ui.theme.text; }

ImVec2 size_of(ImFont* font, std::string_view line) {
    return font->CalcTextSizeA(font_size(font), 1e9F, 0, line.data(), line.data() + line.size());
}

void flow(Ui& ui, std::string_view line, const TextStyle& style, bool shortened) {
    push_font(font_of(ui, style));
    ImGui::PushStyleColor(ImGuiCol_Text, color_of(ui, style));
    ImGui::TextUnformatted(line.data(), line.data() + line.size());
    ImGui::PopStyleColor();
    ImGui::PopFont();
    note_text(ui, line, {ImGui::GetItemRectMin(), ImGui::GetItemRectMax()}, shortened);
}

bool is_of_number(char c) { return (c >= '0' && c <= '9') || c == '.'; }

// The longest beginning of `line` that fits, with "…". It ends between two characters, and not with a number, which
// would be read as the beginning of another one.
std::string shorten(ImFont* font, std::string_view line, float width) {
    const std::string ellipsis = "\u2026";
    const float room = width - size_of(font, ellipsis).x;
    std::size_t end = line.size();
    while (end > 0 && (size_of(font, line.substr(0, end)).x > room)) {
        --end;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    }
    while (end > 0 && is_of_number(line[end - 1])) --end;
    while (end > 0 && line[end - 1] == ' ') --end;
    return std::string(line.substr(0, end)) + ellipsis;
}

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string magnitude_text(double magnitude, int digits) {
    if (magnitude >= 1e-3 && magnitude < 1e5) {
        const int exponent = static_cast<int>(std::floor(std::log10(magnitude)));
        return without_trailing_zeros(fmt::format("{:.{}f}", magnitude, std::max(0, digits - 1 - exponent)));
    }
    const std::string whole = fmt::format("{:.{}e}", magnitude, std::max(0, digits - 2));
    const std::size_t mark = whole.find('e');
    const int exponent = std::stoi(whole.substr(mark + 1));
    return without_trailing_zeros(whole.substr(0, mark)) + "e" + (exponent < 0 ? minus_sign : "") +
           std::to_string(std::abs(exponent));
}

}  // namespace

float text_width(const Ui& ui, std::string_view line, ImFont* font) {
    return size_of(font ? font : ui.fonts.sans, line).x;
}

void text(Ui& ui, std::string_view line, TextStyle style) { flow(ui, line, style, false); }

void dim_text(Ui& ui, std::string_view line) { flow(ui, line, {ui.fonts.small, ui.theme.dim}, false); }

void wrapped_text(Ui& ui, std::string_view paragraph, TextStyle style) {
    ImGui::PushTextWrapPos(0);
    flow(ui, paragraph, style, false);
    ImGui::PopTextWrapPos();
}

void caption(Ui& ui, std::string_view line) {
    ImGui::Dummy(ImVec2(0, ui.theme.gap * 0.5F));
    flow(ui, line, {ui.fonts.small, ui.theme.dim}, false);
}

void clipped_text(Ui& ui, std::string_view line, float width, TextStyle style) {
    ImFont* font = font_of(ui, style);
    if (size_of(font, line).x <= width) return flow(ui, line, style, false);
    flow(ui, shorten(font, line, width), style, true);
    if (ImGui::IsItemHovered()) tooltip(ui, line);
}

Rect text_at(Ui& ui, ImVec2 position, std::string_view line, TextStyle style) {
    ImFont* font = font_of(ui, style);
    // Whole pixels, or the letters would blur.
    const ImVec2 corner(std::floor(position.x + 0.5F), std::floor(position.y + 0.5F));
    ImGui::GetWindowDrawList()->AddText(font, font_size(font), corner, color_of(ui, style), line.data(),
                                        line.data() + line.size());
    const ImVec2 size = size_of(font, line);
    const Rect rect{corner, {corner.x + size.x, corner.y + size.y}};
    note_text(ui, line, rect);
    return rect;
}

Rect text_in(Ui& ui, Rect rect, ImVec2 anchor, std::string_view line, TextStyle style) {
    const ImVec2 size = size_of(font_of(ui, style), line);
    return text_at(ui,
                   {rect.min.x + (rect.width() - size.x) * anchor.x, rect.min.y + (rect.height() - size.y) * anchor.y},
                   line, style);
}

std::string brief_number(double value, int digits) {
    if (std::isnan(value)) return "NaN";
    const std::string sign = value < 0 ? minus_sign : "";
    if (std::isinf(value)) return sign + "\u221E";
    if (value == 0) return "0";
    return sign + magnitude_text(std::abs(value), digits);
}

std::string fitting(const Ui& ui, const std::string& text, float width) {
    return text_width(ui, text) <= width ? text : shorten(ui.fonts.sans, text, width);
}

}  // namespace backstep
