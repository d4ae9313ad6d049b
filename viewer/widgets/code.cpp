#include "viewer/widgets/code.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "viewer/widgets/controls.h"
#include "viewer/widgets/shapes.h"
#include "viewer/widgets/text.h"

namespace backstep {

namespace {

struct Metrics {
    float line = 0, padding = 0, numbers = 0, width = 0;
    float left = 0, right = 0, room = 0;  // of the code between its margins
};

Metrics measure(const Ui& ui, std::size_t count, const CodeStyle& style) {
    Metrics metrics;
    metrics.line = std::round(font_size(ui.fonts.mono) * 1.4F);
    metrics.padding = style.card ? std::round(10 * ui.theme.scale) : 0;
    const std::string widest = std::to_string(style.first_line + static_cast<int>(count));
    if (style.numbers) {
        metrics.numbers = text_width(ui, widest, ui.fonts.mono) + std::round(22 * ui.theme.scale);
    } else {
        metrics.numbers = std::round(10 * ui.theme.scale);
    }
    metrics.width = std::floor(style.width > 0 ? style.width : ImGui::GetContentRegionAvail().x);
    metrics.left = metrics.padding + metrics.numbers;
    metrics.right = std::max(metrics.padding, 6 * ui.theme.scale);
    metrics.room = std::max(metrics.width - metrics.left - metrics.right, 8 * text_width(ui, "0", ui.fonts.mono));
    return metrics;
}

// A line as it is laid out: rows of tokens, and whether its note stands in a row of its own.
struct LaidOut {
    std::vector<std::vector<CodeToken>> rows;
    bool note_below = false;
    std::size_t count() const { return rows.size() + (note_below ? 1 : 0); }
};

float width_of(const Ui& ui, const std::vector<CodeToken>& tokens) {
    float width = 0;
    for (const CodeToken& token : tokens) width += text_width(ui, token.text, ui.fonts.mono);
    return width;
}

// As much of a text as fits, at least one letter; it ends between two letters.
std::size_t fitting_length(const Ui& ui, const std::string& text, float room) {
    std::size_t length = text.size();
    const auto is_inside_letter = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (length > 1 && text_width(ui, text.substr(0, length), ui.fonts.mono) > room) do
            --length;
        while (length > 1 && is_inside_letter(length));
    return length;
}

bool begins_with_space(const CodeToken& token) { return !token.text.empty() && token.text[0] == ' '; }

// The tokens of a row from its last space on, which go to the next row; none if the row has no space to break at.
std::vector<CodeToken> taken_from_last_space(std::vector<CodeToken>& row) {
    for (std::size_t i = row.size(); i-- > 2;) {
        if (!begins_with_space(row[i])) continue;
        std::vector<CodeToken> taken(row.begin() + static_cast<long>(i), row.end());
        row.erase(row.begin() + static_cast<long>(i), row.end());
        return taken;
    }
    return {};
}

void append_without_leading_space(std::vector<CodeToken>& row, const CodeToken& token) {
    CodeToken rest = token;
    if (row.size() == 1) rest.text.erase(0, std::min(rest.text.find_first_not_of(' '), rest.text.size()));
    if (!rest.text.empty()) row.push_back(std::move(rest));
}

// Breaks a line that is too long, at spaces where it can; the rows that follow are set in by four more spaces.
std::vector<std::vector<CodeToken>> broken(const Ui& ui, const CodeLine& line, float room) {
    std::vector<std::vector<CodeToken>> rows(1);
    std::string indent = "    ";
    if (!line.tokens.empty()) {
        const std::string& first = line.tokens.front().text;
        indent += first.substr(0, std::min(first.find_first_not_of(' '), first.size()));
    }
    for (CodeToken token : line.tokens) {
        while (width_of(ui, rows.back()) + text_width(ui, token.text, ui.fonts.mono) > room) {
            if (rows.back().size() <= 1) {  // a token longer than a whole row
                const std::size_t length = fitting_length(ui, token.text, room - width_of(ui, rows.back()));
                if (length == token.text.size()) break;
                rows.back().push_back({token.kind, token.text.substr(0, length)});
                token.text.erase(0, length);
            }
            const bool at_space = begins_with_space(token);
            const std::vector<CodeToken> taken =
                at_space ? std::vector<CodeToken>() : taken_from_last_space(rows.back());
            rows.push_back({{TokenKind::text, indent}});
            for (const CodeToken& moved : taken) append_without_leading_space(rows.back(), moved);
            if (at_space) token.text.erase(0, std::min(token.text.find_first_not_of(' '), token.text.size()));
            if (token.text.empty()) break;
        }
        if (!token.text.empty()) rows.back().push_back(token);
    }
    return rows;
}

// Returns where the text stopped.
float draw_tokens(Ui& ui, const std::vector<CodeToken>& tokens, ImVec2 at) {
    float x = at.x;
    for (const CodeToken& token : tokens) {
        if (token.text.find_first_not_of(' ') != std::string::npos)
            text_at(ui, {x, at.y}, token.text, {ui.fonts.mono, token_color(ui.theme, token.kind)});
        x += text_width(ui, token.text, ui.fonts.mono);
    }
    return x;
}

const LineNote* note_of(const CodeStyle& style, int line) {
    const auto found =
        std::find_if(style.notes.begin(), style.notes.end(), [&](const LineNote& note) { return note.line == line; });
    return found == style.notes.end() ? nullptr : &*found;
}

void draw_margin(Ui& ui, Rect row, const Metrics& metrics, int line, bool current, const CodeStyle& style) {
    const bool marked = std::find(style.marked.begin(), style.marked.end(), line) != style.marked.end();
    const Color lit = style.current_color.value_or(ui.theme.accent);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (current) {
        list->AddRectFilled(row.min, row.max, ui.theme.current_line);
        list->AddRectFilled(row.min, {row.min.x + 3 * ui.theme.scale, row.max.y}, lit);
    }
    const Rect margin{{row.min.x + metrics.padding, row.min.y},
                      {row.min.x + metrics.left - 14 * ui.theme.scale, row.min.y + metrics.line}};
    if (style.numbers) {
        const Color color = current ? lit : marked ? ui.theme.text : ui.theme.dim;
        text_in(ui, margin, {1, 0.5F}, std::to_string(line), {ui.fonts.mono, color});
    }
    if (marked && !current) {
        list->AddCircleFilled({margin.max.x + 7 * ui.theme.scale, row.min.y + metrics.line / 2}, 2 * ui.theme.scale,
                              ui.theme.accent);
    }
}

// Notes stand in a column at the right, behind the code or, where there is no room, below it.
constexpr float note_gap = 24;

// At least the first of them.
std::string whole_parts(const Ui& ui, std::string text, float room) {
    while (text_width(ui, text, ui.fonts.small) > room) {
        const std::size_t last = text.rfind("   ");
        if (last == std::string::npos) break;
        text.erase(last);
    }
    return text;
}

void draw_note(Ui& ui, Rect row, const Metrics& metrics, const LineNote& note) {
    const float right = row.max.x - metrics.right;
    const std::string text = whole_parts(ui, note.text, metrics.room);
    const float width = std::min(text_width(ui, text, ui.fonts.small), metrics.room);
    ImGui::SetCursorScreenPos({right - width, row.center().y - font_size(ui.fonts.small) / 2});
    clipped_text(ui, text, width, {ui.fonts.small, note.color ? note.color : ui.theme.dim});
}

LaidOut laid_out(const Ui& ui, const CodeLine& line, const Metrics& metrics, const LineNote* note) {
    LaidOut result;
    result.rows = broken(ui, line, metrics.room);
    if (note)
        result.note_below =
            width_of(ui, result.rows.back()) + note_gap * ui.theme.scale + text_width(ui, note->text, ui.fonts.small) >
            metrics.room;
    return result;
}

void draw_line(Ui& ui, Rect area, const Metrics& metrics, const LaidOut& layout, const LineNote* note) {
    float y = area.min.y;
    const float lower = std::round((metrics.line - font_size(ui.fonts.mono)) / 2);
    for (const std::vector<CodeToken>& row : layout.rows) {
        draw_tokens(ui, row, {area.min.x + metrics.left, y + lower});
        y += metrics.line;
    }
    if (!note) return;
    const float top = area.max.y - metrics.line;
    draw_note(ui, {{area.min.x, top}, area.max}, metrics, *note);
}

}  // namespace

Color token_color(const Theme& theme, TokenKind kind) {
    switch (kind) {
        case TokenKind::keyword:
            return theme.code_keyword;
        case TokenKind::type:
            return theme.code_type;
        case TokenKind::number:
            return theme.code_number;
        case TokenKind::string:
            return theme.code_string;
        case TokenKind::comment:
            return theme.code_comment;
        case TokenKind::preprocessor:
            return theme.code_preprocessor;
        case TokenKind::function:
            return theme.code_function;
        case TokenKind::text:
        case TokenKind::punctuation:
            break;
    }
    return theme.code_text;
}

CodeResult draw_code(Ui& ui, const char* name, std::span<const CodeLine> lines, const CodeStyle& style) {
    const Metrics metrics = measure(ui, lines.size(), style);
    const float edge = style.card ? std::round(6 * ui.theme.scale) : 0;
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    const ImVec2 corner(std::round(cursor.x), std::round(cursor.y));
    std::vector<LaidOut> layouts;
    float height = 2 * edge;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        layouts.push_back(
            laid_out(ui, lines[index], metrics, note_of(style, style.first_line + static_cast<int>(index))));
        height += metrics.line * static_cast<float>(layouts.back().count());
    }
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (style.card)
        fill_rounded(*list, {corner, {corner.x + metrics.width, corner.y + height}}, ui.theme.panel, ui.theme.rounding);
    CodeResult result;
    ImGui::PushID(name);
    float top = corner.y + edge;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const int line = style.first_line + static_cast<int>(index);
        const Rect area{{corner.x, top},
                        {corner.x + metrics.width, top + metrics.line * static_cast<float>(layouts[index].count())}};
        top = area.max.y;
        const bool current = style.current == line;
        if (current) result.current = area;
        const std::string label = "##" + std::string(name) + " line " + std::to_string(line);
        const Hit hit = hit_area(ui, label.c_str(), area);
        if (area.max.y < list->GetClipRectMin().y || area.min.y > list->GetClipRectMax().y) continue;
        if (hit.hovered) {
            result.hovered = line;
            if (!current) list->AddRectFilled(area.min, area.max, with_alpha(ui.theme.text, 0.04F));
        }
        if (hit.clicked) result.clicked = line;
        draw_margin(ui, area, metrics, line, current, style);
        draw_line(ui, area, metrics, layouts[index], note_of(style, line));
    }
    ImGui::SetCursorScreenPos(corner);
    ImGui::PopID();
    ImGui::Dummy({metrics.width, height});
    return result;
}

}  // namespace backstep
