#include "viewer/widgets/math_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/widgets/math_shapes.h"

namespace backstep {

namespace {

struct Style {
    int level = 0;
    bool display = false;
    std::string color;

    Style smaller() const { return {std::min(level + 1, 2), false, color}; }
};

class Layout {
public:
    explicit Layout(const MathMetrics& metrics) : metrics_(metrics) {}

    MathBox box(const MathNode& node, const Style& style) const {
        switch (node.kind) {
            case MathKind::row:
                return row(node.children, style);
            case MathKind::symbol:
                return symbol(node, style);
            case MathKind::scripts:
                return scripts(node, style);
            case MathKind::fraction:
                return fraction(node, style);
            case MathKind::root:
                return root_box(box(node.children[0], style), em(style), metrics_.rule, style.color);
            case MathKind::accent:
                return accent_box(box(node.children[0], style), node.text, em(style), metrics_.rule, style.color);
            case MathKind::fence:
                return fenced(box(node.children[0], style), node.text, node.closing, style);
            case MathKind::matrix:
                return matrix(node, style);
            case MathKind::underset:
                return stacked(node.children, style, style.smaller());
            case MathKind::color:
                return box(node.children[0], {style.level, style.display, node.text});
            case MathKind::link:
                return link(node, style);
            case MathKind::space:
                return space(node.width * em(style));
            case MathKind::error:
                break;
        }
        MathNode verbatim = node;
        verbatim.symbol_class = MathClass::ordinary;
        MathBox result = symbol(verbatim, style);
        result.texts[0].error = true;
        return result;
    }

private:
    float em(const Style& style) const { return metrics_.em[style.level]; }
    float axis(const Style& style) const { return metrics_.axis * em(style); }

    static MathBox space(float width) {
        MathBox result;
        result.width = std::round(width);
        return result;
    }

    static MathClass class_of(const MathNode& node) {
        const bool transparent = node.kind == MathKind::color || node.kind == MathKind::link ||
                                 node.kind == MathKind::scripts || node.kind == MathKind::underset ||
                                 (node.kind == MathKind::row && node.children.size() == 1);
        if (transparent && !node.children.empty()) return class_of(node.children[0]);
        return node.kind == MathKind::symbol ? node.symbol_class : MathClass::ordinary;
    }

    // Air between neighbours in em (The TeXbook, ch. 18; in scripts operators stand close).
    static float air_between(MathClass left, MathClass right, const Style& style) {
        const bool tight = style.level > 0;
        if (left == MathClass::relation || right == MathClass::relation) return tight ? 0.08F : 5 / 18.0F;
        if (left == MathClass::binary || right == MathClass::binary) return tight ? 0.04F : 4 / 18.0F;
        if (left == MathClass::punctuation) return tight ? 0.08F : 3 / 18.0F;
        if (right == MathClass::closing || right == MathClass::punctuation || left == MathClass::opening) return 0;
        if (left == MathClass::large_operator || right == MathClass::large_operator) return 3 / 18.0F;
        if (left == MathClass::function) return right == MathClass::opening ? 0 : 3 / 18.0F;
        if (right == MathClass::function) return 3 / 18.0F;
        return 0;
    }

    // A sign with nothing to its left to work on is a sign of its right neighbour: −1.
    static MathClass class_here(MathClass now, MathClass before, bool first) {
        const bool nothing_left = first || before == MathClass::binary || before == MathClass::relation ||
                                  before == MathClass::opening || before == MathClass::punctuation ||
                                  before == MathClass::function;
        return now == MathClass::binary && nothing_left ? MathClass::ordinary : now;
    }

    MathBox row(const std::vector<MathNode>& nodes, const Style& style) const {
        MathBox result;
        MathClass before = MathClass::ordinary;
        bool first = true;
        for (const MathNode& node : nodes) {
            const bool invisible =
                node.kind == MathKind::space || (node.kind == MathKind::row && node.children.empty());
            const MathClass here = class_here(class_of(node), before, first);
            MathBox child = box(node, style);
            if (!first && !invisible) result.width += std::round(air_between(before, here, style) * em(style));
            append(result, std::move(child), result.width, 0);
            if (!invisible) before = here, first = false;
        }
        return result;
    }

    MathBox symbol(const MathNode& node, const Style& style) const {
        const bool large = node.symbol_class == MathClass::large_operator && style.display && style.level == 0;
        const int level = large ? 3 : style.level;
        const float size = metrics_.em[level];
        MathBox result;
        result.width = metrics_.width(node.text, level, node.bold);
        result.ascent = (rises(node.text) ? metrics_.ascent : 0.56F) * size;
        result.descent = (descends(node.text) ? metrics_.descent : 0.02F) * size;
        MathText text;
        text.level = level;
        text.bold = node.bold;
        text.color = style.color;
        text.text = node.text;
        if (large) {
            // Large operators are centred on the axis.
            result.ascent = 0.80F * size;
            result.descent = 0.20F * size;
            text.y = std::round((result.ascent - result.descent) / 2 - axis(style));
            result.ascent -= text.y;
            result.descent += text.y;
        }
        result.texts.push_back(std::move(text));
        return result;
    }

    MathBox scripts(const MathNode& node, const Style& style) const {
        if (node.limits && style.display) return stacked(node.children, style, style.smaller());
        const Style small = style.smaller();
        MathBox result = box(node.children[0], style);
        MathBox upper = box(node.children[1], small), lower = box(node.children[2], small);
        float up = std::round(std::max(0.36F * em(style), result.ascent - 0.42F * em(small)));
        float down = std::round(std::max(0.20F * em(style), result.descent));
        if (!is_empty(node.children[1]) && !is_empty(node.children[2])) {
            const float clearance = (up - upper.descent) - (lower.ascent - down);
            down += std::max(0.0F, std::ceil(0.1F * em(style) - clearance));
        }
        const float start = result.width + std::round(0.04F * em(style));
        const float width = start + std::max(upper.width, lower.width);
        // A script that is not there must not make room for itself.
        if (!is_empty(node.children[1])) append(result, std::move(upper), start, -up);
        if (!is_empty(node.children[2])) append(result, std::move(lower), start, down);
        result.width = width + std::round(0.04F * em(style));
        return result;
    }

    // children: base, above, below, each centred.
    MathBox stacked(const std::vector<MathNode>& parts, const Style& style, const Style& small) const {
        MathBox base = box(parts[0], style), above = box(parts[1], small), below = box(parts[2], small);
        const float gap = std::round(0.14F * em(style));
        const float up = base.ascent + gap + above.descent, down = base.descent + gap + below.ascent;
        MathBox result;
        const float width = std::max({base.width, above.width, below.width});
        const auto centred = [&](const MathBox& part) { return std::round((width - part.width) / 2); };
        const float base_x = centred(base), above_x = centred(above), below_x = centred(below);
        append(result, std::move(base), base_x, 0);
        if (!is_empty(parts[1])) append(result, std::move(above), above_x, -up);
        if (!is_empty(parts[2])) append(result, std::move(below), below_x, down);
        result.width = width;
        return result;
    }

    static bool is_empty(const MathNode& node) { return node.kind == MathKind::row && node.children.empty(); }

    MathBox fraction(const MathNode& node, const Style& style) const {
        const Style inner = style.display ? Style{style.level, false, style.color} : style.smaller();
        MathBox upper = box(node.children[0], inner), lower = box(node.children[1], inner);
        const float padding = std::round(0.18F * em(style)),
                    gap = std::round((style.display ? 0.26F : 0.16F) * em(inner));
        const float line = metrics_.rule, top = std::round(-axis(style) - line / 2);
        const float width = std::max(upper.width, lower.width) + 2 * padding;
        const float up = -top + gap + upper.descent, down = top + line + gap + lower.ascent;
        MathBox result;
        const float upper_x = std::round((width - upper.width) / 2), lower_x = std::round((width - lower.width) / 2);
        append(result, std::move(upper), upper_x, -std::round(up));
        append(result, std::move(lower), lower_x, std::round(down));
        // The line is a little wider than its widest part; the rest is air towards the neighbours.
        result.rules.push_back({padding - 1, top, width - 2 * padding + 2, line, style.color});
        result.width = width;
        return result;
    }

    MathBox fenced(MathBox body, const std::string& opening, const std::string& closing, const Style& style) const {
        const float middle = axis(style);
        const float half = std::max(body.ascent - middle, body.descent + middle);
        MathBox result;
        append(result, delimiter(opening, half, style), 0, 0);
        append(result, std::move(body), result.width, 0);
        append(result, delimiter(closing, half, style), result.width, 0);
        return result;
    }

    MathBox delimiter(const std::string& sign, float half, const Style& style) const {
        if (sign == ".") return {};
        const bool drawn =
            sign == "(" || sign == ")" || sign == "[" || sign == "]" || sign == "{" || sign == "}" || sign == "|";
        if (!drawn || half <= 0.60F * em(style)) {
            MathNode node;
            node.text = sign;
            return symbol(node, style);
        }
        return tall_delimiter(sign, half, axis(style), em(style), metrics_.rule, style.color);
    }

    MathBox matrix(const MathNode& node, const Style& style) const {
        const Style inner{style.level, false, style.color};
        std::vector<std::vector<MathBox>> rows;
        std::vector<float> widths;
        for (const MathNode& line : node.children) {
            rows.emplace_back();
            for (const MathNode& cell : line.children) {
                rows.back().push_back(box(cell, inner));
                if (widths.size() < rows.back().size()) widths.push_back(0);
                float& width = widths[rows.back().size() - 1];
                width = std::max(width, rows.back().back().width);
            }
        }
        return fenced(place_cells(rows, widths, node, style), node.text, node.closing, style);
    }

    // 0: left, 0.5: centred, 1: right.
    static float leaning(const MathNode& matrix, std::size_t column) {
        if (!matrix.limits) return 0.5F;
        return matrix.text == "{" || column % 2 == 1 ? 0.0F : 1.0F;
    }

    MathBox place_cells(std::vector<std::vector<MathBox>>& rows, const std::vector<float>& widths, const MathNode& node,
                        const Style& style) const {
        const bool aligned = node.limits && node.text != "{";
        const float across = std::round((aligned ? 0.28F : 0.9F) * em(style)), down = std::round(0.3F * em(style));
        const float edge = node.text == "." ? 0 : std::round(0.15F * em(style));
        MathBox result;
        float y = 0;
        for (std::vector<MathBox>& row : rows) {
            float ascent = metrics_.ascent * em(style), descent = metrics_.descent * em(style), x = edge;
            for (const MathBox& cell : row) {
                ascent = std::max(ascent, cell.ascent);
                descent = std::max(descent, cell.descent);
            }
            for (std::size_t column = 0; column < row.size(); ++column) {
                const float lean = std::round((widths[column] - row[column].width) * leaning(node, column));
                append(result, std::move(row[column]), x + lean, std::round(y + ascent));
                x += widths[column] + across;
            }
            y += ascent + descent + down;
        }
        result.width = 2 * edge;
        for (float width : widths) result.width += width + across;
        if (!widths.empty()) result.width -= across;
        // The whole is centred on the axis.
        const float height = y - down;
        MathBox centred;
        append(centred, std::move(result), 0, -std::round(height / 2 + axis(style)));
        centred.ascent = height / 2 + axis(style);
        centred.descent = height / 2 - axis(style);
        return centred;
    }

    MathBox link(const MathNode& node, const Style& style) const {
        MathBox result = box(node.children[0], style);
        result.regions.push_back({0, -result.ascent, result.width, result.height(), node.text});
        return result;
    }

    const MathMetrics& metrics_;
};

}  // namespace

MathBox layout_math(const MathNode& formula, const MathMetrics& metrics, bool display) {
    return Layout(metrics).box(formula, {0, display, ""});
}

MathBox layout_math(std::string_view tex, const MathMetrics& metrics, bool display) {
    return layout_math(parse_math(tex), metrics, display);
}

}  // namespace backstep
