#pragma once
// Words, and lines of words, of a Markdown document. For markdown_layout.cpp.

#include <vector>

#include "viewer/widgets/markdown_view.h"

namespace backstep {

// A word or a formula: what stays on one line.
struct MarkdownWord {
    MarkdownPiece piece;
    float ascent = 0, descent = 0;
    float padding = 0;  // of code, on either side
    bool space_before = false, break_before = false;
};

// The part of the page in which a block stands.
struct MarkdownFrame {
    float left = 0, width = 0;
};

struct MarkdownParagraphStyle {
    ImFont* font = nullptr;
    MarkdownPiece::Tone tone = MarkdownPiece::Tone::text;
    float align = 0;  // 0: left, 0.5: centred, 1: right
};

// Displayed formulas are left out.
std::vector<MarkdownWord> markdown_words(const Ui& ui, const MathMetrics& metrics,
                                         const std::vector<MarkdownInline>& parts, const MarkdownParagraphStyle& style);

// Puts the words on lines on a common baseline, from `top` on; returns where the last line ends.
float place_paragraph(const Ui& ui, MarkdownLayout& layout, const std::vector<MarkdownWord>& words, MarkdownFrame frame,
                      float top, const MarkdownParagraphStyle& style);

}  // namespace backstep
