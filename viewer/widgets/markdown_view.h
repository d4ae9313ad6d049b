#pragma once
// A Markdown document on the screen: wrapped text with inline formulas on its baseline, laid out once for a width.

#include <optional>
#include <string>
#include <vector>

#include "viewer/widgets/code_lexer.h"
#include "viewer/widgets/markdown.h"
#include "viewer/widgets/math_layout.h"
#include "viewer/widgets/ui.h"

namespace backstep {

// One thing to draw, relative to the document's upper left corner. Colours are looked up when drawing, so a layout
// outlives a change of theme.
struct MarkdownPiece {
    enum class Kind { text, math, fill, bar, hairline, bullet };
    enum class Tone { text, dim, accent, emphasis, code, border, panel, code_token };
    Kind kind = Kind::text;
    Tone tone = Tone::text;
    float x = 0, y = 0, width = 0, height = 0;  // of a formula: y is the baseline
    ImFont* font = nullptr;
    TokenKind token = TokenKind::text;
    std::string text;
    MathBox math;
    std::string link;
};

struct MarkdownLayout {
    float width = 0, height = 0;
    std::vector<MarkdownPiece> pieces;
};
MarkdownLayout layout_markdown(const MarkdownBlock& document, const Ui& ui, float width);

// A document and its layout for the width at which it was last drawn.
struct MarkdownView {
    explicit MarkdownView(std::string_view markdown) : document(parse_markdown(markdown)) {}
    MarkdownBlock document;
    MarkdownLayout layout;
    const ImFont* laid_out_for = nullptr;
    float laid_out_at = 0;  // scale: other faces may come to lie at the same address
};

// Draws at ImGui's cursor in `width` pixels (0: what is left) and moves the cursor below. Returns the target of a link
// that was clicked.
std::optional<std::string> draw_markdown(Ui& ui, MarkdownView& view, float width = 0);

}  // namespace backstep
