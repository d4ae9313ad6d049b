#pragma once
// A formula as text, as TeX and as shapes, all written from the tape by one walk, so that they cannot disagree.

#include <string>
#include <vector>

#include "engine/record/tape.h"

namespace backstep {

// A formula in pieces, left to right: an operand (node ≥ 0, a named value) or what stands between operands.
struct Piece {
    std::string text;         // "W[1]", " + ", "ᵀ"
    int node = -1;            // the operand's node
    bool transposed = false;  // the operand is followed by ᵀ
};

// The right-hand side of the node's formula. A node that is given has one piece: itself.
std::vector<Piece> formula_pieces(const Tape& tape, int node);
std::string formula_text(const Tape& tape, int node);  // "W[1]·X + b[1]"
std::string formula_tex(const Tape& tape, int node);   // "W^{[1]} \cdot X + b^{[1]}"
// The same with the shape under each operand: "\underset{10 \times 784}{W^{[1]}} …".
std::string formula_tex_with_shapes(const Tape& tape, int node);
// A scalar as formulas write it: by its symbol, else by its number to six digits, a negative one in brackets.
std::string scalar_text(const Scalar& scalar);
// An operand as formula_tex_with_shapes writes it.
std::string operand_tex_with_shape(const Tape& tape, int node);
std::string shape_annotation(const Tape& tape, int node);  // "(10×784)·(784×32) + (10×1) → 10×32"

}  // namespace backstep
