#include "lessons/lesson.h"
#include "lessons/source_table.h"

namespace backstep {
namespace {

// "lessons/05_backpropagation.cpp" of any path to it.
std::string_view last_two_parts(std::string_view path) {
    const std::size_t name = path.find_last_of('/');
    if (name == std::string_view::npos || name == 0) return path;
    const std::size_t folder = path.find_last_of('/', name - 1);
    return folder == std::string_view::npos ? path : path.substr(folder + 1);
}

}  // namespace

std::string_view source_text(std::string_view file) {
    for (const BookSource& source : book_sources())
        if (last_two_parts(source.path) == last_two_parts(file)) return source.text;
    return {};
}

}  // namespace backstep
