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

// shown: the text as it is drawn; `line` is what it says.
void flow(Ui& ui, std::string_view line, std::string_view shown, const TextStyle& style, bool shortened = false) {
    push_font(font_of(ui, style));
    ImGui::PushStyleColor(ImGuiCol_Text, color_of(ui, style));
    ImGui::TextUnformatted(shown.data(), shown.data() + shown.size());
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
    if (magnitude < 1e-3 && exponent == -3) return "0.001";  // rounded up, and written as its neighbours
    return without_trailing_zeros(whole.substr(0, mark)) + "e" + (exponent < 0 ? minus_sign : "") +
           std::to_string(std::abs(exponent));
}

}  // namespace

float text_width(const Ui& ui, std::string_view line, ImFont* font) {
    return size_of(font ? font : ui.fonts.sans, line).x;
}

void text(Ui& ui, std::string_view line, TextStyle style) { flow(ui, line, line, style); }

void dim_text(Ui& ui, std::string_view line) { flow(ui, line, line, {ui.fonts.small, ui.theme.dim}); }

std::string wrapped(const Ui& ui, std::string_view paragraph, float width, ImFont* given) {
    ImFont* const font = given ? given : ui.fonts.sans;
    std::string result;
    std::size_t line = 0;  // where it begins
    for (std::size_t begin = 0; begin < paragraph.size();) {
        const std::size_t end = std::min(paragraph.find_first_of(" \n", begin + 1), paragraph.size());
        const std::string_view word = paragraph.substr(begin, end - begin);  // with what is before it
        const std::string longer = result.substr(line) + std::string(word);
        if (word[0] == '\n' || (word[0] == ' ' && size_of(font, longer).x > width)) {
            result += '\n';
            line = result.size();
            result += word.substr(1);
        } else {
            result += word;
        }
        begin = end;
    }
    return result;
}

// A word that is too long alone is wrapped within.
void wrapped_text(Ui& ui, std::string_view paragraph, TextStyle style, float width) {
    const float room = width > 0 ? width : std::max(1.0F, ImGui::GetContentRegionAvail().x);
    ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + room + 1);
    flow(ui, paragraph, wrapped(ui, paragraph, room, font_of(ui, style)), style);
    ImGui::PopTextWrapPos();
}

void caption(Ui& ui, std::string_view line) {
    ImGui::Dummy(ImVec2(0, ui.theme.gap * 0.5F));
    dim_text(ui, line);
}

void clipped_text(Ui& ui, std::string_view line, float width, TextStyle style) {
    ImFont* font = font_of(ui, style);
    if (size_of(font, line).x <= width) return flow(ui, line, line, style);
    const std::string shorter = shorten(font, line, width);
    flow(ui, shorter, shorter, style, true);
    if (ImGui::IsItemHovered()) tooltip(ui, line);
}

void fitted_text(Ui& ui, std::span<const std::string> lines, float width, TextStyle style) {
    const auto has_room = [&](const std::string& line) { return size_of(font_of(ui, style), line).x <= width; };
    const auto first = std::find_if(lines.begin(), lines.end(), has_room);
    if (first == lines.end()) return clipped_text(ui, lines.back(), width, style);
    flow(ui, *first, *first, style);
    if (first != lines.begin() && ImGui::IsItemHovered()) tooltip(ui, lines.front());
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

// Drawn as ever, and then turned to the left about the middle: whole pixels stay whole pixels.
Rect text_upwards(Ui& ui, Rect rect, std::string_view whole, TextStyle style) {
    ImFont* font = font_of(ui, style);
    const bool fits = size_of(font, whole).x <= rect.height();
    const std::string line = fits ? std::string(whole) : shorten(font, whole, rect.height());
    const ImVec2 size = size_of(font, line);
    const float x = std::floor(rect.center().x), y = std::floor(rect.center().y);
    const ImVec2 corner{x - std::floor(size.x / 2), y - std::floor(size.y / 2)};
    ImDrawList* const list = ImGui::GetWindowDrawList();
    const int first = list->VtxBuffer.Size;
    list->AddText(font, font_size(font), corner, color_of(ui, style), line.data(), line.data() + line.size());
    for (int i = first; i < list->VtxBuffer.Size; ++i) {
        ImVec2& place = list->VtxBuffer[i].pos;
        place = {x + (place.y - y), y - (place.x - x)};
    }
    // A line is higher than its letters, which have room in `rect`.
    const float left = x + (corner.y - y), bottom = y - (corner.x - x);
    const Rect covered{{std::max(left, rect.min.x), bottom - size.x}, {std::min(left + size.y, rect.max.x), bottom}};
    note_text(ui, line, covered, !fits);
    return covered;
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
