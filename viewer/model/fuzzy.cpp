#include "viewer/model/fuzzy.h"

#include <algorithm>
#include <limits>
#include <string>

namespace backstep {
namespace {

constexpr int none = std::numeric_limits<int>::min() / 2;
constexpr int for_letter = 16, for_neighbour = 24, for_word = 18, for_beginning = 8, for_case = 1, most_for_length = 12;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Bytes of letters outside ASCII are part of words.
bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool begins_word(std::string_view text, std::size_t at) {
    return at == 0 || (!is_word(text[at - 1]) && text[at] != ' ') || text[at] == '[';
}

int worth(char wanted, std::string_view text, std::size_t at) {
    int score = for_letter + (wanted == text[at] ? for_case : 0);
    if (begins_word(text, at)) score += for_word;
    return at == 0 ? score + for_beginning : score;
}

// scores[i][j]: the best for the first i + 1 letters with the last of them at j. from[i][j]: where the one before is.
struct Table {
    std::vector<std::vector<int>> scores;
    std::vector<std::vector<std::size_t>> from;
};

Table filled(std::string_view pattern, std::string_view text) {
    const std::size_t rows = pattern.size(), cols = text.size();
    Table table{std::vector(rows, std::vector(cols, none)), std::vector(rows, std::vector<std::size_t>(cols))};
    for (std::size_t i = 0; i < rows; ++i) {
        int best = i == 0 ? 0 : none;  // of the letters before, ending anywhere before j
        std::size_t best_at = 0;
        for (std::size_t j = 0; j < cols; ++j) {
            if (lower(pattern[i]) == lower(text[j])) {
                int before = best;
                std::size_t at = best_at;
                if (i > 0 && j > 0 && table.scores[i - 1][j - 1] + for_neighbour > before) {
                    before = table.scores[i - 1][j - 1] + for_neighbour;
                    at = j - 1;
                }
                if (before > none / 2) {
                    table.scores[i][j] = before + worth(pattern[i], text, j);
                    table.from[i][j] = at;
                }
            }
            if (i > 0 && table.scores[i - 1][j] > best) {
                best = table.scores[i - 1][j];
                best_at = j;
            }
        }
    }
    return table;
}

}  // namespace

std::optional<FuzzyMatch> fuzzy_match(std::string_view typed, std::string_view text) {
    std::string pattern(typed);
    pattern.erase(std::remove(pattern.begin(), pattern.end(), ' '), pattern.end());
    if (pattern.empty()) return FuzzyMatch{};
    if (pattern.size() > text.size()) return std::nullopt;
    const Table table = filled(pattern, text);
    const std::vector<int>& last = table.scores.back();
    const auto best = std::max_element(last.begin(), last.end());
    if (*best < none / 2) return std::nullopt;
    FuzzyMatch match;
    match.score = *best - std::min(most_for_length, static_cast<int>(text.size() - pattern.size()) / 4);
    std::size_t at = static_cast<std::size_t>(best - last.begin());
    for (std::size_t i = pattern.size(); i-- > 0; at = table.from[i][at]) match.places.push_back(at);
    std::reverse(match.places.begin(), match.places.end());
    return match;
}

}  // namespace backstep
