#pragma once
// The text of a condition as words, each with its place.

#include <string>
#include <string_view>
#include <vector>

#include "engine/timeline/condition.h"

namespace backstep {

struct Word {
    enum class Sort { number, name, symbol, end };
    Sort sort = Sort::end;
    std::string_view text;  // a symbol as it is written in C++: "<=" for "≤", "and" for "&&"
    std::size_t from = 0, to = 0;
    double number = 0;
};

inline constexpr std::size_t longest_condition = 1000;  // bytes

// The last one is of sort end. Throws InputError for a letter that begins no word, a number that is too large, and a
// text that is too long.
std::vector<Word> condition_words(std::string_view text, const std::vector<ConditionValue>& values);

// The character in which byte `at` lies, from 1.
long character_number(std::string_view text, std::size_t at);

// Throws InputError("condition 'TEXT', character N", …), N for byte `at`.
[[noreturn]] void refuse_condition(std::string_view text, std::size_t at, const std::string& finding,
                                   const std::string& remedy);

}  // namespace backstep
