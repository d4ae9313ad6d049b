#pragma once
// Choices by name: an enum whose names stand in a list, in its order; and what a misspelt name was meant to be.

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "engine/math/error.h"

namespace backstep {

// Where `name` stands in `names`. Throws InputError, which lists the names, if it does not: "optimizer: 'adams' is
// unknown; choose one of sgd, momentum, adam, averaged_momentum".
inline int place_of_name(const char* what, const std::vector<std::string>& names, std::string_view name) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<int>(i);
        list += (i ? ", " : "") + names[i];
    }
    throw InputError(what, "'" + std::string(name) + "' is unknown", "choose one of " + list);
}

// What was probably meant: the name with the fewest letters that have to be added, removed or changed (Levenshtein), a
// letter in the other case counting half. Empty if more than half of the letters would have to.
inline std::string nearest_name(std::string_view typed, const std::vector<std::string>& names) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    std::string nearest;
    std::size_t least = typed.size() + 1;  // in halves
    for (const std::string& name : names) {
        std::vector<std::size_t> row(name.size() + 1);
        for (std::size_t j = 0; j <= name.size(); ++j) row[j] = 2 * j;
        for (std::size_t i = 1; i <= typed.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = 2 * i;
            for (std::size_t j = 1; j <= name.size(); ++j) {
                const char a = typed[i - 1], b = name[j - 1];
                const std::size_t change = diagonal + (a == b ? 0u : lower(a) == lower(b) ? 1u : 2u);
                diagonal = row[j];
                row[j] = std::min({row[j] + 2, row[j - 1] + 2, change});
            }
        }
        if (row.back() >= least) continue;
        least = row.back();
        nearest = name;
    }
    return nearest;
}

}  // namespace backstep
