#include "engine/record/formula.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "engine/record/operation.h"

namespace backstep {
namespace {

const Node& node_at(const Tape& tape, int node) { return tape.nodes[static_cast<std::size_t>(node)]; }

// Walks a formula from left to right. `Sink` gets text(string), operand(node) and scalar(Scalar), and says which of the
// two templates of an operation it wants and how tightly an operand has to bind in it.
template <class Sink>
void walk(const Tape& tape, int index, int outer_level, bool is_top, Sink& sink) {
    const Node& node = node_at(tape, index);
    if (is_given(node.op) || (node.named && !is_top)) return sink.operand(index);
    if (sink.takes_transpose(node)) return;
    const Writing& writing = operation(node.op).writing;
    const bool brackets = writing.level < outer_level;
    if (brackets) sink.text(sink.open());
    const char* at = sink.pick(writing);
    std::string between;
    for (; *at; ++at) {
        if (*at != '%') {
            between += *at;
            continue;
        }
        if (!between.empty()) sink.text(between);
        between.clear();
        ++at;
        if (*at == 'a') walk(tape, node.left, sink.wanted(writing, writing.left), false, sink);
        if (*at == 'b') walk(tape, node.right, sink.wanted(writing, writing.right), false, sink);
        if (*at == 's') sink.scalar(tape.scalars[static_cast<std::size_t>(node.scalar)]);
    }
    if (!between.empty()) sink.text(between);
    if (brackets) sink.text(sink.close());
}

struct TextSink {
    const Tape& tape;
    std::vector<Piece> pieces;

    static const char* pick(const Writing& writing) { return writing.text; }
    static int wanted(const Writing&, int level) { return level; }
    static const char* open() { return "("; }
    static const char* close() { return ")"; }
    void text(const std::string& text) {
        if (text == "ᵀ" && !pieces.empty() && pieces.back().node >= 0) pieces.back().transposed = true;
        if (!pieces.empty() && pieces.back().node < 0)
            pieces.back().text += text;
        else
            pieces.push_back({text, -1, false});
    }
    static bool takes_transpose(const Node&) { return false; }
    void scalar(const Scalar& scalar) { text(scalar_text(scalar)); }
    void operand(int node) { pieces.push_back({tape.names[static_cast<std::size_t>(node)].text(), node, false}); }
};

std::string under_shape(int rows, int cols, const std::string& symbol) {
    return "\\underset{" + std::to_string(rows) + " \\times " + std::to_string(cols) + "}{" + symbol + "}";
}

struct TexSink {
    const Tape& tape;
    bool with_shapes;
    std::string tex;

    static const char* pick(const Writing& writing) { return writing.tex; }
    // A fraction bar and a root show how far they reach.
    static int wanted(const Writing& writing, int level) {
        const std::string_view template_text = writing.tex;
        return template_text.starts_with("\\frac") || template_text.starts_with("\\sqrt") ? 0 : level;
    }
    static const char* open() { return "\\left("; }
    static const char* close() { return "\\right)"; }
    void text(const std::string& text) { tex += text; }
    // A shape stands under the whole of A^⊤, and is the transpose's: it is what has to match the neighbours.
    bool takes_transpose(const Node& node) {
        if (!with_shapes || node.op != Op::transpose || !node_at(tape, node.left).named) return false;
        tex += under_shape(node.rows, node.cols,
                           "{" + tape.names[static_cast<std::size_t>(node.left)].tex() + "}^{\\top}");
        return true;
    }
    void scalar(const Scalar& scalar) { tex += scalar_text(scalar); }
    void operand(int node) {
        tex += with_shapes ? operand_tex_with_shape(tape, node) : tape.names[static_cast<std::size_t>(node)].tex();
    }
};

}  // namespace

std::string scalar_text(const Scalar& scalar) {
    if (scalar.symbol) return scalar.symbol;
    const double magnitude = std::abs(scalar.value);
    std::string text = fmt::format("{:.6g}", magnitude);
    // In a formula, 1e-05 would be a difference.
    if (text.find('e') != std::string::npos && magnitude < 1 && magnitude >= 1e-9) {
        const int decimals = 5 - static_cast<int>(std::floor(std::log10(magnitude)));
        text = fmt::format("{:.{}f}", magnitude, decimals);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return scalar.value < 0 ? "(−" + text + ")" : text;
}

std::vector<Piece> formula_pieces(const Tape& tape, int node) {
    TextSink sink{tape, {}};
    walk(tape, node, 0, true, sink);
    return std::move(sink.pieces);
}

std::string formula_text(const Tape& tape, int node) {
    std::string text;
    for (const Piece& piece : formula_pieces(tape, node)) text += piece.text;
    return text;
}

std::string formula_tex(const Tape& tape, int node) {
    TexSink sink{tape, false, {}};
    walk(tape, node, 0, true, sink);
    return std::move(sink.tex);
}

std::string formula_tex_with_shapes(const Tape& tape, int node) {
    TexSink sink{tape, true, {}};
    walk(tape, node, 0, true, sink);
    return std::move(sink.tex);
}

std::string operand_tex_with_shape(const Tape& tape, int node) {
    const Node& operand = node_at(tape, node);
    return under_shape(operand.rows, operand.cols, tape.names[static_cast<std::size_t>(node)].tex());
}

std::string shape_annotation(const Tape& tape, int node) {
    std::string text;
    for (const Piece& piece : formula_pieces(tape, node)) {
        if (piece.node < 0) {
            text += piece.text;
            continue;
        }
        const Node& operand = node_at(tape, piece.node);
        text += "(" + shape_text(operand.rows, operand.cols) + ")";
    }
    const Node& result = node_at(tape, node);
    return is_given(result.op) ? shape_text(result.rows, result.cols)
                               : text + " → " + shape_text(result.rows, result.cols);
}

}  // namespace backstep
