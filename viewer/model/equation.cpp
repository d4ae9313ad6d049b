#include "viewer/model/equation.h"

#include <fmt/format.h>

#include <stdexcept>

#include "engine/record/formula.h"

namespace backstep {
namespace {

const Node& node_at(const Tape& tape, int node) { return tape.nodes[static_cast<std::size_t>(node)]; }

EquationPiece operand(const Tape& tape, const Piece& piece) {
    const Node& node = node_at(tape, piece.node);
    EquationPiece result;
    result.text = piece.text;
    result.event = tape.events[static_cast<std::size_t>(piece.node)];
    result.shape = shape_text(node.rows, node.cols);
    result.rows = node.rows;
    result.cols = node.cols;
    result.transposed = piece.transposed;
    return result;
}

// Two operands with nothing but a product sign between them share a dimension. A scalar in front of an operand ends in
// the same sign, but never begins with it.
void mark_inner_dimensions(std::vector<EquationPiece>& pieces) {
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        EquationPiece &left = pieces[i - 1], &right = pieces[i + 1];
        const bool is_product = pieces[i].text == "·" || pieces[i].text == "ᵀ·";
        if (!is_product || pieces[i].event >= 0 || left.event < 0 || right.event < 0) continue;
        left.matches_right = true;
        right.matches_left = true;
    }
}

}  // namespace

std::string EquationPiece::used_shape() const { return transposed ? shape_text(cols, rows) : shape_text(rows, cols); }

EquationView equation_view(const Trace& trace, int index) {
    if (index < 0) throw std::out_of_range("there is no event " + std::to_string(index));
    const Event& event = trace.events.at(static_cast<std::size_t>(index));
    const Tape& tape = trace.tape;
    const Node& node = node_at(tape, event.node);
    EquationView view;
    view.event = index;
    view.symbol = event.name.text();
    view.shape = shape_text(node.rows, node.cols);
    view.rows = node.rows;
    view.cols = node.cols;
    view.version = event.version;
    view.given = event.given;
    view.state = event.given && node.op == Op::state;
    view.shapes = shape_annotation(tape, event.node);
    if (event.given) {
        view.text = view.symbol + " is given: " + (view.state ? "its value at the start" : "an input");
        view.tex = event.name.tex() + fmt::format(" \\in \\mathbb{{R}}^{{{} \\times {}}}", node.rows, node.cols);
        view.tex_with_shapes = view.tex;
        return view;
    }
    // A state that takes a new value: the name on the left is not yet what it is on the right.
    const bool is_update = node.updates >= 0;
    view.sign = is_update ? "←" : "=";
    view.text = view.symbol + " " + view.sign + " ";
    for (const Piece& piece : formula_pieces(tape, event.node)) {
        view.text += piece.text;
        if (piece.node >= 0) {
            view.pieces.push_back(operand(tape, piece));
        } else {
            view.pieces.emplace_back();
            view.pieces.back().text = piece.text;
        }
    }
    mark_inner_dimensions(view.pieces);
    const std::string tex_sign = is_update ? " \\leftarrow " : " = ";
    view.tex = event.name.tex() + tex_sign + formula_tex(tape, event.node);
    view.tex_with_shapes =
        operand_tex_with_shape(tape, event.node) + tex_sign + formula_tex_with_shapes(tape, event.node);
    return view;
}

}  // namespace backstep
