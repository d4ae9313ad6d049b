#pragma once
// Finding by a few letters of a name: they have to come in order, not side by side.

#include <optional>
#include <string_view>
#include <vector>

namespace backstep {

struct FuzzyMatch {
    int score = 0;                    // higher is better; only to be compared with scores for the same pattern
    std::vector<std::size_t> places;  // of the pattern's bytes in the text, rising; empty for an empty pattern
};

// The best way to find the letters of `pattern` in `text`, in order; nothing if there is none. Case does not count
// much, spaces in the pattern do not count at all. Better are letters side by side, at the beginnings of words, near
// the beginning of the text, of the same case, and a text with little more in it.
std::optional<FuzzyMatch> fuzzy_match(std::string_view pattern, std::string_view text);

}  // namespace backstep
