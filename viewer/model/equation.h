#pragma once
// The equation of one event, in pieces that a reader can point at: each operand with its shape, and which dimensions of
// a product have to be the same.

#include <string>
#include <vector>

#include "engine/record/trace.h"

namespace backstep {

// A piece of the right-hand side: an operand (event ≥ 0), or what stands between operands (" + ", "·", "ᵀ·", " / m").
struct EquationPiece {
    std::string text;            // an operand's name: "W[1]"
    int event = -1;              // an operand: the event that made it
    std::string shape;           // an operand: "10×784", as it was recorded
    int rows = 0, cols = 0;      // an operand: its shape as it was recorded
    bool transposed = false;     // an operand that is used as its transpose: a "ᵀ" follows
    bool matches_left = false;   // in a product: this operand's first dimension, as it is used here, is the inner one
    bool matches_right = false;  // in a product: this operand's last dimension, as it is used here, is the inner one
    std::string used_shape() const;  // as it is used here: turned round if transposed
};

struct EquationView {
    int event = -1;
    std::string symbol;                 // the left-hand side: "Z[1]"
    std::string sign = "=";             // "←" where a state takes a new value: W[1] ← W[1] − α·dW[1]
    std::string shape;                  // of the result: "10×32"
    int rows = 0, cols = 0;             // of the result
    int version = 0;                    // 0 for the first value of this name
    bool given = false;                 // nothing computed it: no pieces
    bool state = false;                 // given: a parameter or a moment as it was at the start, rather than an input
    std::vector<EquationPiece> pieces;  // left to right
    std::string text;                   // "Z[1] = W[1]·X + b[1]"; given: "X is given: an input"
    // The same as `tex` with the shape under each symbol, as TeX's \underset has it.
    std::string tex_with_shapes;
    std::string tex;     // "Z^{[1]} = W^{[1]}\,X + b^{[1]}"; given: "X \in \mathbb{R}^{784 \times 32}"
    std::string shapes;  // "(10×784)·(784×32) + (10×1) → 10×32"; given: "784×32"
};

// Throws std::out_of_range if there is no such event.
EquationView equation_view(const Trace& trace, int event);

}  // namespace backstep
