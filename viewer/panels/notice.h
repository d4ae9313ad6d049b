#pragma once
// What the header says of the last thing that was done, or that went wrong.

#include <string>
#include <utility>

namespace backstep {

struct Notice {
    enum class Kind { done, mistake };
    std::string text = {};  // empty: nothing is said
    Kind kind = Kind::mistake;

    bool empty() const { return text.empty(); }
};

// "Copied …", "Saved …".
inline Notice done(std::string text) { return {std::move(text), Notice::Kind::done}; }
inline Notice mistake(std::string text) { return {std::move(text), Notice::Kind::mistake}; }

}  // namespace backstep
