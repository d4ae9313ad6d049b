#pragma once
// A subset of TeX's mathematics as a tree: letters, Greek, scripts, \frac, \sum and \prod with limits, \sqrt, \hat,
// \bar, \tilde, \text, \mathrm, \mathbf, \mathbb, \operatorname, \left( \right),
// \begin{pmatrix|bmatrix|matrix|cases|aligned}, \underset, \overset, \textcolor{slot}{…}, \href{target}{…}, spacing.
// What it does not know it keeps as an error node, which is shown verbatim in the warning colour: a formula never
// fails.

#include <string>
#include <string_view>
#include <vector>

namespace backstep {

enum class MathKind {
    row,       // children side by side
    symbol,    // text: letters or one sign
    scripts,   // children: base, upper, lower (empty rows where there is none)
    fraction,  // children: numerator, denominator
    root,      // child: radicand
    accent,    // text: the mark ("ˆ", "¯", "˜"); child: base
    fence,     // text: opening; closing; child: body
    matrix,    // children: rows, whose children are cells; text: opening; closing
    underset,  // children: base, above, below (empty rows where there is none)
    color,     // text: slot; child: body
    link,      // text: target; child: body
    space,     // width in em
    error      // text: what was not understood
};

// How a symbol behaves between its neighbours (The TeXbook, ch. 18): operators and relations get air around them.
enum class MathClass { ordinary, large_operator, function, binary, relation, opening, closing, punctuation };

struct MathNode {
    MathKind kind = MathKind::row;
    MathClass symbol_class = MathClass::ordinary;
    bool bold = false;
    bool limits = false;  // scripts go above and below in displayed formulas; of a matrix: columns lean on each other
    float width = 0;      // of a space, in em
    std::string text, closing;
    std::vector<MathNode> children;
};

// Never throws on any text.
MathNode parse_math(std::string_view tex);

}  // namespace backstep
