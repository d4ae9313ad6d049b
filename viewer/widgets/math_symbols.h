#pragma once
// The names and signs that formulas are made of. For math_parse.cpp.

#include <string>
#include <string_view>

#include "viewer/widgets/math_parse.h"

namespace backstep {

struct MathSymbol {
    std::string_view name;  // without the backslash
    std::string_view text;  // in Unicode
    MathClass symbol_class = MathClass::ordinary;
    bool limits = false;
};

// The symbol of a command, or null.
const MathSymbol* find_math_command(std::string_view name);
// How a sign that was typed as itself behaves.
MathClass class_of_sign(std::string_view sign);
// Width of a spacing command in em, 0 if it is none.
float math_space_width(std::string_view command);
// Commands about sizes and limits that change nothing here.
bool math_command_is_ignored(std::string_view command);
// Letters of \mathbb that Unicode has: R becomes ℝ.
std::string blackboard(std::string_view letter);

}  // namespace backstep
