#pragma once
// What a half-typed line may become.

#include <string>
#include <vector>

#include "viewer/terminal/terminal.h"

namespace backstep {

// The words that the last word of the line may be: commands first, then what the command takes. In their order.
std::vector<std::string> completions(const Terminal& terminal, const std::string& line);

}  // namespace backstep
