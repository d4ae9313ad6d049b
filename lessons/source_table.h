#pragma once
// The source files of the book, as embed.cmake has put them into the program.

#include <span>
#include <string_view>

namespace backstep {

struct BookSource {
    std::string_view path;  // from the root of the project: "lessons/05_backpropagation.cpp"
    std::string_view text;
};

std::span<const BookSource> book_sources();

}  // namespace backstep
