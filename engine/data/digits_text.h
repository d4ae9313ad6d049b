#pragma once
// The contents of assets/digits.txt, put into the program when it is built (engine/data/embed.cmake).

#include <string_view>

namespace backstep {

std::string_view digits_text();

}  // namespace backstep
