#pragma once
// What a recorded value is called, in which phase of a training step it arose, and on which line of the lesson.

#include <cstddef>
#include <string>
#include <string_view>

namespace backstep {

// What a value is called: "dW[2]" is the symbol dW of layer 2, "J" has no layer. A name refers to its text, which has
// to live on (a string literal does), and making one allocates nothing: Name("dW", l) names a value in a loop over
// layers, and Name("m̂", Name("W", l)) is "m̂W[1]", the corrected mean that Adam keeps for W[1].
struct Name {
    std::string_view prefix;  // mostly empty
    std::string_view symbol;
    int layer = 0;  // 0: none

    constexpr Name() = default;  // no name
    // A layer is a whole number from 1, in brackets at the end; any other text is all symbol, also "A[0]".
    constexpr Name(const char* text) : symbol(text) {
        const std::size_t open = symbol.rfind('[');
        if (open == std::string_view::npos || symbol.back() != ']') return;
        const std::string_view digits = symbol.substr(open + 1, symbol.size() - open - 2);
        if (digits.empty() || digits.size() > 8 || digits[0] == '0') return;
        int number = 0;
        for (const char c : digits) {
            if (c < '0' || c > '9') return;
            number = number * 10 + (c - '0');
        }
        layer = number;
        symbol = symbol.substr(0, open);
    }
    constexpr Name(std::string_view symbol_, int layer_) : symbol(symbol_), layer(layer_) {}
    constexpr Name(std::string_view prefix_, const Name& of) : prefix(prefix_), symbol(of.symbol), layer(of.layer) {}

    std::string text() const;  // "dW[2]", "m̂W[1]", "J"
    std::string tex() const;   // "dW^{[2]}", "\hat{m}_{W^{[1]}}", "J"
    friend bool operator==(const Name& a, const Name& b) {
        return a.layer == b.layer && a.symbol == b.symbol && a.prefix == b.prefix;
    }
};

enum class Phase { forward, loss, backward, update };
const char* phase_name(Phase);  // "forward" …

// Where a statement stands in the lesson: record() takes one as its last, defaulted argument.
struct SourceLine {
    const char* file = "";
    int line = 0;
    static constexpr SourceLine current(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
        return {file, line};
    }
};

}  // namespace backstep
