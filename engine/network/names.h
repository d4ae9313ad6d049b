#pragma once
// Choices by name: an enum whose names stand in a list, in its order.

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

}  // namespace backstep
