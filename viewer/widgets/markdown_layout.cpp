#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/widgets/markdown_lines.h"
#include "viewer/widgets/math.h"
#include "viewer/widgets/text.h"

namespace backstep {

namespace {

using Piece = MarkdownPiece;
using Tone = MarkdownPiece::Tone;
using Frame = MarkdownFrame;

class Flow {
public:
    Flow(const Ui& ui, float width) : ui_(ui), metrics_(math_metrics(ui.fonts.math(), ui.theme)) {
        layout_.width = width;
        scale_ = ui.theme.scale;
        gap_ = std::round(10 * scale_);
    }

    void blocks(const std::vector<MarkdownBlock>& children, Frame frame) {
        for (std::size_t index = 0; index < children.size(); ++index) {
            if (index > 0) y_ += space_between(children[index - 1], children[index]);
            block(children[index], frame);
        }
    }

    MarkdownLayout take() {
        layout_.height = std::ceil(y_);
        return std::move(layout_);
    }

private:
    float space_between(const MarkdownBlock& before, const MarkdownBlock& after) const {
        if (after.kind == MarkdownBlock::Kind::heading) return gap_ * 2.2F;
        if (before.kind == MarkdownBlock::Kind::heading) return gap_ * 0.9F;
        if (after.kind == MarkdownBlock::Kind::item) return gap_ * 0.45F;
        return gap_;
    }

    void block(const MarkdownBlock& block, Frame frame) {
        switch (block.kind) {
            case MarkdownBlock::Kind::bullet_list:
            case MarkdownBlock::Kind::numbered_list:
                return list(block, frame);
            case MarkdownBlock::Kind::quote:
                return quote(block, frame);
            case MarkdownBlock::Kind::code:
                return code(block, frame);
            case MarkdownBlock::Kind::table:
                return table(block, frame);
            case MarkdownBlock::Kind::rule:
                return rule(frame);
            case MarkdownBlock::Kind::heading:
                return heading(block, frame);
            default:
                break;
        }
        inlines(block.inlines, frame, ui_.fonts.sans);
        // The text of a tight list's item stands before its nested lists.
        if (!block.inlines.empty() && !block.children.empty()) y_ += gap_ * 0.45F;
        blocks(block.children, frame);
    }

    void heading(const MarkdownBlock& block, Frame frame) {
        inlines(block.inlines, frame, block.level <= 1 ? ui_.fonts.heading : ui_.fonts.bold);
    }

    void list(const MarkdownBlock& block, Frame frame) {
        const float indent = std::round(22 * scale_);
        int number = block.level;
        for (std::size_t index = 0; index < block.children.size(); ++index) {
            if (index > 0) y_ += gap_ * 0.45F;
            const float top = y_;
            const std::size_t first = layout_.pieces.size();
            this->block(block.children[index], {frame.left + indent, frame.width - indent});
            mark(block, number++, {frame.left, indent}, top, first);
        }
    }

    // The bullet or number stands on the baseline of the item's first line.
    void mark(const MarkdownBlock& list, int number, Frame frame, float top, std::size_t first) {
        Piece piece;
        const ImFont* font = ui_.fonts.sans;
        float line_top = top;
        if (first < layout_.pieces.size()) {
            const Piece& text = layout_.pieces[first];
            if (text.kind == Piece::Kind::text && text.font)
                line_top = text.y + font_ascent(text.font) - font_ascent(font);
            if (text.kind == Piece::Kind::math) line_top = text.y - font_ascent(font);
        }
        if (list.kind == MarkdownBlock::Kind::bullet_list) {
            const float size = std::round(5 * scale_);
            piece.kind = Piece::Kind::bullet;
            piece.tone = Tone::dim;
            piece.x = frame.left + std::round(6 * scale_);
            piece.y = std::round(line_top + font_ascent(font) - 0.28F * font_size(font) - size / 2);
            piece.width = piece.height = size;
        } else {
            piece.tone = Tone::dim;
            piece.font = ui_.fonts.sans;
            piece.text = std::to_string(number) + ".";
            piece.width = text_width(ui_, piece.text);
            piece.height = font_size(font);
            piece.x = std::round(frame.left + frame.width - piece.width - 6 * scale_);
            piece.y = line_top;
        }
        layout_.pieces.push_back(std::move(piece));
    }

    void quote(const MarkdownBlock& block, Frame frame) {
        const float indent = std::round(16 * scale_), top = y_;
        const Tone before = std::exchange(plain_, Tone::dim);
        blocks(block.children, {frame.left + indent, frame.width - indent});
        plain_ = before;
        Piece bar;
        bar.kind = Piece::Kind::bar;
        bar.tone = Tone::accent;
        bar.x = frame.left;
        bar.y = top;
        bar.width = std::round(3 * scale_);
        bar.height = y_ - top;
        layout_.pieces.push_back(std::move(bar));
    }

    void rule(Frame frame) {
        Piece line;
        line.kind = Piece::Kind::hairline;
        line.tone = Tone::border;
        line.x = frame.left;
        line.y = std::round(y_);
        line.width = frame.width;
        line.height = ui_.theme.hairline;
        layout_.pieces.push_back(std::move(line));
        y_ += ui_.theme.hairline;
    }

    void code(const MarkdownBlock& block, Frame frame) {
        const float padding = std::round(10 * scale_), line_height = std::round(font_size(ui_.fonts.mono) * 1.25F);
        const std::vector<CodeLine> lines = lex_cpp(block.code);
        const bool colored = block.language.empty() || block.language == "cpp" || block.language == "c++";
        Piece card;
        card.kind = Piece::Kind::fill;
        card.tone = Tone::panel;
        card.x = frame.left;
        card.y = y_;
        card.width = frame.width;
        card.height = 2 * padding + line_height * static_cast<float>(lines.size());
        layout_.pieces.push_back(card);
        y_ += padding;
        for (const CodeLine& line : lines) {
            float x = frame.left + padding;
            for (const CodeToken& token : line.tokens) {
                Piece piece;
                piece.tone = Tone::code_token;
                piece.token = colored ? token.kind : TokenKind::text;
                piece.font = ui_.fonts.mono;
                piece.text = token.text;
                piece.x = x;
                piece.y = y_ + std::round((line_height - font_size(ui_.fonts.mono)) / 2);
                piece.width = text_width(ui_, token.text, ui_.fonts.mono);
                piece.height = font_size(ui_.fonts.mono);
                x += piece.width;
                layout_.pieces.push_back(std::move(piece));
            }
            y_ += line_height;
        }
        y_ += padding;
    }

    // Columns as wide as their contents, narrowed in proportion if the page is too small.
    void table(const MarkdownBlock& block, Frame frame) {
        const float padding = std::round(10 * scale_);
        std::vector<float> widths;
        for (const MarkdownBlock& row : block.children) {
            for (std::size_t column = 0; column < row.children.size(); ++column) {
                if (widths.size() <= column) widths.push_back(0);
                widths[column] = std::max(widths[column], natural_width(row.children[column]) + 2 * padding + 1);
            }
        }
        float total = 0;
        for (float width : widths) total += width;
        if (total > frame.width) {
            for (float& width : widths) width = std::floor(width * frame.width / total);
            total = frame.width;
        }
        for (const MarkdownBlock& row : block.children) table_row(row, widths, {frame.left, total}, padding);
    }

    void table_row(const MarkdownBlock& row, const std::vector<float>& widths, Frame frame, float padding) {
        const float top = y_ + std::round(5 * scale_);
        float bottom = top, x = frame.left;
        for (std::size_t column = 0; column < row.children.size(); ++column) {
            const MarkdownBlock& cell = row.children[column];
            y_ = top;
            align_ = (static_cast<float>(cell.alignment) + 1) / 2;
            inlines(cell.inlines, {x + padding, widths[column] - 2 * padding},
                    row.header ? ui_.fonts.bold : ui_.fonts.sans);
            align_ = 0;
            bottom = std::max(bottom, y_);
            x += widths[column];
        }
        y_ = bottom + std::round(5 * scale_);
        rule(frame);
    }

    float natural_width(const MarkdownBlock& cell) {
        float width = 0;
        const float space = text_width(ui_, " ", ui_.fonts.bold);
        for (const MarkdownWord& word : markdown_words(ui_, metrics_, cell.inlines, {ui_.fonts.bold, Tone::text}))
            width += word.piece.width + (word.space_before ? space : 0);
        return width;
    }

    // Displayed formulas divide a paragraph.
    void inlines(const std::vector<MarkdownInline>& parts, Frame frame, ImFont* font) {
        std::vector<MarkdownInline> line;
        bool first = true;
        const auto flush = [&] {
            const std::vector<MarkdownWord> flowing = markdown_words(ui_, metrics_, line, {font, plain_});
            line.clear();
            if (flowing.empty()) return;
            if (!first) y_ += gap_ * 0.8F;
            first = false;
            y_ = place_paragraph(ui_, layout_, flowing, frame, y_, {font, plain_, align_});
        };
        for (const MarkdownInline& part : parts) {
            if (part.kind != MarkdownInline::Kind::display_math) {
                line.push_back(part);
                continue;
            }
            flush();
            if (!first) y_ += gap_ * 0.8F;
            first = false;
            display(part, frame);
        }
        flush();
    }

    // A formula that is too wide is divided where its author left a wide space (\quad, \qquad).
    void display(const MarkdownInline& part, Frame frame) {
        const MathNode formula = parse_math(part.text);
        MathBox whole = layout_math(formula, metrics_, true);
        if (whole.width <= frame.width) return place_formula(part.text, std::move(whole), frame);
        MathNode line;
        for (std::size_t index = 0; index <= formula.children.size(); ++index) {
            const bool end = index == formula.children.size();
            if (!end && !(formula.children[index].kind == MathKind::space && formula.children[index].width >= 1)) {
                line.children.push_back(formula.children[index]);
                continue;
            }
            place_formula(part.text, layout_math(line, metrics_, true), frame);
            if (!end) y_ += gap_ * 0.6F;
            line.children.clear();
        }
    }

    void place_formula(const std::string& tex, MathBox box, Frame frame) {
        Piece piece;
        piece.kind = Piece::Kind::math;
        piece.tone = plain_;
        piece.text = tex;
        piece.width = box.width;
        piece.height = box.height();
        piece.x = frame.left + std::max(0.0F, std::round((frame.width - piece.width) / 2));
        piece.y = std::round(y_ + box.ascent);
        y_ = piece.y + std::ceil(box.descent);
        piece.math = std::move(box);
        layout_.pieces.push_back(std::move(piece));
    }

    const Ui& ui_;
    MathMetrics metrics_;
    MarkdownLayout layout_;
    float y_ = 0, scale_ = 1, gap_ = 10, align_ = 0;
    Tone plain_ = Tone::text;
};

}  // namespace

MarkdownLayout layout_markdown(const MarkdownBlock& document, const Ui& ui, float width) {
    Flow flow(ui, width);
    flow.blocks(document.children, {0, width});
    return flow.take();
}

}  // namespace backstep
