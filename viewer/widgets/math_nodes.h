#pragma once
// Short ways to make the nodes of a formula's tree. For math_parse.cpp.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viewer/widgets/math_parse.h"

namespace backstep {

inline MathNode math_node(MathKind kind, std::vector<MathNode> children = {}) {
    MathNode node;
    node.kind = kind;
    node.children = std::move(children);
    return node;
}

inline MathNode math_symbol(std::string_view text, MathClass symbol_class = MathClass::ordinary, bool limits = false) {
    MathNode node = math_node(MathKind::symbol);
    node.text = text;
    node.symbol_class = symbol_class;
    node.limits = limits;
    return node;
}

inline MathNode math_error(std::string_view text) {
    MathNode node = math_node(MathKind::error);
    node.text = text;
    return node;
}

inline MathNode math_space(float width) {
    MathNode node = math_node(MathKind::space);
    node.width = width;
    return node;
}

// A mark above or below its base.
inline MathNode math_stack(MathNode base, MathNode mark, bool above) {
    MathNode none = math_node(MathKind::row);
    std::vector<MathNode> children{std::move(base)};
    children.push_back(above ? mark : none);
    children.push_back(above ? std::move(none) : std::move(mark));
    return math_node(MathKind::underset, std::move(children));
}

// Text to be read as it is: a backslash before an underscore goes.
inline std::string without_escapes(std::string text) {
    for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1)) text.erase(at, 1);
    return text;
}

}  // namespace backstep
