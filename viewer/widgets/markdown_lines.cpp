#include "viewer/widgets/markdown_lines.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/widgets/text.h"

namespace backstep {

namespace {

using Word = MarkdownWord;
using Piece = MarkdownPiece;

Piece::Tone tone_of(const MarkdownInline& part, Piece::Tone plain) {
    if (!part.link.empty()) return Piece::Tone::accent;
    if (part.code) return Piece::Tone::code;
    return part.emphasis ? Piece::Tone::emphasis : plain;
}

Word text_word(const Ui& ui, const MarkdownInline& part, std::string text, const MarkdownParagraphStyle& style) {
    Word word;
    Piece& piece = word.piece;
    piece.font = part.code ? ui.fonts.mono : part.bold && style.font == ui.fonts.sans ? ui.fonts.bold : style.font;
    piece.tone = tone_of(part, style.tone);
    piece.text = std::move(text);
    piece.link = part.link;
    piece.width = text_width(ui, piece.text, piece.font);
    piece.height = font_size(piece.font);
    word.ascent = font_ascent(piece.font);
    word.descent = piece.height - word.ascent;
    if (part.code) word.padding = std::round(4 * ui.theme.scale);
    return word;
}

Word math_word(const MathMetrics& metrics, const MarkdownInline& part, Piece::Tone tone) {
    Word word;
    word.piece.kind = Piece::Kind::math;
    word.piece.tone = tone;
    word.piece.text = part.text;
    word.piece.math = layout_math(part.text, metrics, false);
    word.piece.width = word.piece.math.width;
    word.piece.height = word.piece.math.height();
    word.ascent = word.piece.math.ascent;
    word.descent = word.piece.math.descent;
    return word;
}

float width_of(const Word& word) { return word.piece.width + 2 * word.padding; }

// Words that touch belong together: "($x$)," must not be torn apart.
std::size_t end_of_cluster(const std::vector<Word>& words, std::size_t start) {
    std::size_t end = start + 1;
    while (end < words.size() && !words[end].space_before && !words[end].break_before) ++end;
    return end;
}

// Neighbours in one style become one piece: fewer to draw, and links are underlined without holes.
void add_piece(MarkdownLayout& layout, Piece piece, bool joins) {
    if (joins && !layout.pieces.empty()) {
        Piece& last = layout.pieces.back();
        if (last.kind == Piece::Kind::text && piece.kind == last.kind && last.font == piece.font &&
            last.tone == piece.tone && last.link == piece.link && last.y == piece.y &&
            piece.tone != Piece::Tone::code) {
            last.text += " " + piece.text;
            last.width = piece.x + piece.width - last.x;
            return;
        }
    }
    layout.pieces.push_back(std::move(piece));
}

// A line is at least 1.4 times its letters high, and grows for what is taller. Returns where it ends.
float place_line(const Ui& ui, MarkdownLayout& layout, const std::vector<Word>& words, std::size_t start,
                 std::size_t end, float x, float top, const MarkdownParagraphStyle& style) {
    const float letters = font_size(style.font), air = std::round(letters * 0.2F), margin = 2 * ui.theme.scale;
    float ascent = font_ascent(style.font) + air, descent = letters - font_ascent(style.font) + air;
    for (std::size_t index = start; index < end; ++index) {
        ascent = std::max(ascent, std::ceil(words[index].ascent + margin));
        descent = std::max(descent, std::ceil(words[index].descent + margin));
    }
    const float baseline = std::round(top + ascent), space = text_width(ui, " ", style.font);
    for (std::size_t index = start; index < end; ++index) {
        const Word& word = words[index];
        const bool spaced = index > start && word.space_before;
        if (spaced) x += space;
        Piece piece = word.piece;
        piece.x = x + word.padding;
        piece.y = piece.kind == Piece::Kind::math ? baseline : std::round(baseline - word.ascent);
        x += width_of(word);
        add_piece(layout, std::move(piece), spaced);
    }
    return baseline + descent;
}

}  // namespace

std::vector<Word> markdown_words(const Ui& ui, const MathMetrics& metrics, const std::vector<MarkdownInline>& parts,
                                 const MarkdownParagraphStyle& style) {
    std::vector<Word> words;
    bool space = false, line_break = false;
    const auto add = [&](Word word) {
        word.space_before = std::exchange(space, false);
        word.break_before = std::exchange(line_break, false);
        words.push_back(std::move(word));
    };
    for (const MarkdownInline& part : parts) {
        if (part.kind == MarkdownInline::Kind::line_break) line_break = true;
        if (part.kind == MarkdownInline::Kind::math) add(math_word(metrics, part, style.tone));
        if (part.kind != MarkdownInline::Kind::text) continue;
        // Code keeps its spaces, and so stays on one line.
        if (part.code) add(text_word(ui, part, part.text, style));
        for (std::size_t at = 0; at < part.text.size() && !part.code;) {
            const std::size_t end = std::min(part.text.find(' ', at), part.text.size());
            if (end > at) add(text_word(ui, part, part.text.substr(at, end - at), style));
            space = space || end < part.text.size();
            at = end + 1;
        }
    }
    return words;
}

float place_paragraph(const Ui& ui, MarkdownLayout& layout, const std::vector<Word>& words, MarkdownFrame frame,
                      float top, const MarkdownParagraphStyle& style) {
    const float space = text_width(ui, " ", style.font);
    for (std::size_t start = 0; start < words.size();) {
        std::size_t end = start;
        float width = 0;
        while (end < words.size()) {
            const std::size_t next = end_of_cluster(words, end);
            float more = end > start && words[end].space_before ? space : 0;
            for (std::size_t index = end; index < next; ++index) more += width_of(words[index]);
            if (end > start && (words[end].break_before || width + more > frame.width)) break;
            width += more;
            end = next;
        }
        const float x = frame.left + std::round((frame.width - width) * style.align);
        top = place_line(ui, layout, words, start, end, x, top, style);
        start = end;
    }
    return top;
}

}  // namespace backstep
