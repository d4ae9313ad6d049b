#include "viewer/widgets/markdown_view.h"

#include <cmath>

#include "viewer/widgets/code.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/math.h"
#include "viewer/widgets/shapes.h"
#include "viewer/widgets/text.h"

namespace backstep {

namespace {

using Piece = MarkdownPiece;

Color tone_color(const Theme& theme, const Piece& piece) {
    switch (piece.tone) {
        case Piece::Tone::text:
            return theme.text;
        case Piece::Tone::dim:
            return theme.dim;
        case Piece::Tone::accent:
            return theme.accent;
        // The package of fonts has no oblique face, so emphasis is a colour.
        case Piece::Tone::emphasis:
            return theme.dark ? rgb(0xF0D9A0) : rgb(0x7A4B00);
        case Piece::Tone::code:
            return theme.code_text;
        case Piece::Tone::border:
            return theme.border;
        case Piece::Tone::panel:
            return theme.panel;
        case Piece::Tone::code_token:
            return token_color(theme, piece.token);
    }
    return theme.text;
}

void draw_fill(Ui& ui, const Piece& piece, Rect rect) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color color = tone_color(ui.theme, piece);
    if (piece.kind == Piece::Kind::bullet) {
        list->AddCircleFilled(rect.center(), rect.width() / 2, color);
    } else {
        list->AddRectFilled(rect.min, rect.max, color, piece.kind == Piece::Kind::fill ? ui.theme.rounding : 0);
    }
}

// True if the piece is a link and was clicked.
bool draw_text(Ui& ui, const Piece& piece, Rect rect) {
    const Color color = tone_color(ui.theme, piece);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (piece.tone == Piece::Tone::code) {
        const float grow = 3 * ui.theme.scale, inset = ui.theme.scale;
        const Rect around{{std::floor(rect.min.x - grow), std::floor(rect.min.y - inset)},
                          {std::ceil(rect.max.x + grow), std::ceil(rect.max.y + inset)}};
        fill_rounded(*list, around, ui.theme.raised, 3 * ui.theme.scale);
    }
    text_at(ui, rect.min, piece.text, {piece.font, color});
    if (piece.link.empty()) return false;
    const Hit hit = hit_area(ui, ("##link " + piece.link + " " + piece.text).c_str(), rect);
    const float y = std::floor(rect.min.y + font_ascent(piece.font) + 2 * ui.theme.scale);
    list->AddRectFilled({rect.min.x, y}, {rect.max.x, y + ui.theme.hairline},
                        with_alpha(color, hit.hovered ? 1.0F : 0.4F));
    if (hit.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    return hit.clicked;
}

}  // namespace

std::optional<std::string> draw_markdown(Ui& ui, MarkdownView& view, float width) {
    const float room = std::floor(width > 0 ? width : ImGui::GetContentRegionAvail().x);
    if (view.layout.width != room || view.laid_out_for != ui.fonts.sans || view.laid_out_at != ui.theme.scale) {
        view.layout = layout_markdown(view.document, ui, room);
        view.laid_out_for = ui.fonts.sans;
        view.laid_out_at = ui.theme.scale;
    }
    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    const ImVec2 corner(std::round(cursor.x), std::round(cursor.y));
    const ImDrawList* list = ImGui::GetWindowDrawList();
    const float top = list->GetClipRectMin().y, bottom = list->GetClipRectMax().y;
    std::optional<std::string> clicked;
    ImGui::PushID(&view);
    int index = 0;
    for (const Piece& piece : view.layout.pieces) {
        ImGui::PushID(index++);
        const bool math = piece.kind == Piece::Kind::math;
        const float above = math ? piece.math.ascent : 0;
        const Rect rect{{corner.x + piece.x, corner.y + piece.y - above},
                        {corner.x + piece.x + piece.width, corner.y + piece.y - above + piece.height}};
        if (rect.max.y >= top && rect.min.y <= bottom) {
            if (math) {
                draw_math(ui, piece.math, {rect.min.x, corner.y + piece.y}, ui.fonts.math(),
                          tone_color(ui.theme, piece));
                note_text(ui, piece.text, rect);
            } else if (piece.kind == Piece::Kind::text) {
                if (draw_text(ui, piece, rect)) clicked = piece.link;
            } else {
                draw_fill(ui, piece, rect);
            }
        }
        ImGui::PopID();
    }
    ImGui::PopID();
    ImGui::Dummy({room, view.layout.height});
    return clicked;
}

}  // namespace backstep
