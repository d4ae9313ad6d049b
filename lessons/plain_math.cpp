#include <array>
#include <utility>

#include "lessons/plain_text.h"

namespace backstep {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// clang-format off
constexpr Pair symbols[] = {
    {"alpha", "α"}, {"beta", "β"}, {"gamma", "γ"}, {"delta", "δ"}, {"Delta", "Δ"}, {"epsilon", "ε"}, {"varepsilon", "ε"},
    {"eta", "η"}, {"theta", "θ"}, {"lambda", "λ"}, {"mu", "μ"}, {"pi", "π"}, {"rho", "ρ"}, {"sigma", "σ"}, {"Sigma", "Σ"},
    {"tau", "τ"}, {"phi", "φ"}, {"omega", "ω"}, {"partial", "∂"}, {"sum", "Σ"}, {"top", "ᵀ"}, {"infty", "∞"}, {"ldots", "…"},
    {"quad", "   "}, {",", " "}, {";", " "}, {"!", ""}, {"_", "_"}, {"left", ""}, {"right", ""},
};
// Between two operands: a space on either side.
constexpr Pair operators[] = {
    {"cdot", "·"}, {"odot", "⊙"}, {"times", "×"}, {"to", "→"}, {"le", "≤"}, {"ge", "≥"}, {"ne", "≠"}, {"approx", "≈"}, {"in", "∈"},
};
constexpr Pair raised[] = {
    {"0", "⁰"}, {"1", "¹"}, {"2", "²"}, {"3", "³"}, {"4", "⁴"}, {"5", "⁵"}, {"6", "⁶"}, {"7", "⁷"}, {"8", "⁸"}, {"9", "⁹"},
    {"+", "⁺"}, {"-", "⁻"}, {"−", "⁻"}, {"i", "ⁱ"}, {"k", "ᵏ"}, {"m", "ᵐ"}, {"n", "ⁿ"}, {"t", "ᵗ"}, {"x", "ˣ"}, {"z", "ᶻ"}, {"ᵀ", "ᵀ"}, {"′", "′"},
};
constexpr Pair lowered[] = {
    {"0", "₀"}, {"1", "₁"}, {"2", "₂"}, {"3", "₃"}, {"4", "₄"}, {"5", "₅"}, {"6", "₆"}, {"7", "₇"}, {"8", "₈"}, {"9", "₉"},
    {"+", "₊"}, {"-", "₋"}, {"−", "₋"}, {"i", "ᵢ"}, {"j", "ⱼ"}, {"k", "ₖ"}, {"l", "ₗ"}, {"m", "ₘ"}, {"n", "ₙ"}, {"t", "ₜ"}, {"x", "ₓ"},
};
// clang-format on

template <std::size_t n>
const std::string_view* looked_up(const Pair (&table)[n], std::string_view key) {
    for (const Pair& pair : table)
        if (pair.first == key) return &pair.second;
    return nullptr;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t bytes_at(std::string_view text, std::size_t at) {
    std::size_t bytes = 1;
    while (at + bytes < text.size() && (static_cast<unsigned char>(text[at + bytes]) & 0xc0) == 0x80) ++bytes;
    return bytes;
}

// Every character through a table of small ones, or nothing if one is missing there.
template <std::size_t n>
std::string in_small(const Pair (&table)[n], const std::string& text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t bytes = bytes_at(text, at);
        const std::string_view* small = looked_up(table, std::string_view(text).substr(at, bytes));
        if (!small) return {};
        result += *small;
        at += bytes;
    }
    return result;
}

std::string in_brackets_if_long(const std::string& text) {
    const bool is_short = text.find_first_of(" +-/") == std::string::npos && text.find("−") == std::string::npos;
    return is_short ? text : "(" + text + ")";
}

std::string superscript(const std::string& text) {
    if (!text.empty() && text[0] == '[') return text;  // a layer: W[1]
    if (const std::string small = in_small(raised, text); !small.empty()) return small;
    return "^" + (text.size() == 1 ? text : "(" + text + ")");
}

std::string subscript(const std::string& text) {
    if (const std::string small = in_small(lowered, text); !small.empty()) return small;
    return "_" + in_brackets_if_long(text);
}

class MathReader {
public:
    explicit MathReader(std::string_view tex) : tex_(tex) {}

    // Up to the closing brace, the end of a matrix, or the end.
    std::string expression() {
        std::string out;
        while (at_ < tex_.size() && tex_[at_] != '}' && tex_.substr(at_, 4) != "\\end") out += piece(out);
        return out;
    }

private:
    std::string piece(const std::string& before) {
        switch (tex_[at_]) {
            case '^':
                ++at_;
                return superscript(group());
            case '_':
                ++at_;
                return subscript(group());
            case '\'':
                ++at_;
                return "′";
            case '-':
                ++at_;
                return "−";
            case '&':
                ++at_;
                return " ";
            case ' ':
                ++at_;
                return before.empty() || before.back() == ' ' ? "" : " ";
            default:
                return group();
        }
    }

    // What the next command or accent applies to: {…}, a command, or one character.
    std::string group() {
        if (at_ >= tex_.size()) return "";
        if (tex_[at_] == '\\') return command();
        if (tex_[at_] == '{') {
            ++at_;
            std::string inner = expression();
            if (at_ < tex_.size()) ++at_;
            return inner;
        }
        const std::size_t bytes = bytes_at(tex_, at_);
        at_ += bytes;
        return std::string(tex_.substr(at_ - bytes, bytes));
    }

    std::string_view command_name() {
        const std::size_t start = ++at_;
        while (at_ < tex_.size() && is_letter(tex_[at_])) ++at_;
        if (at_ == start && at_ < tex_.size()) ++at_;
        return tex_.substr(start, at_ - start);
    }

    void skip_spaces() {
        while (at_ < tex_.size() && tex_[at_] == ' ') ++at_;
    }

    std::string command() {
        const std::string_view name = command_name();
        if (name == "\\") return "; ";
        if (name == "begin") return matrix();
        if (name == "frac") {
            const std::string above = group();
            return in_brackets_if_long(above) + "/" + in_brackets_if_long(group());
        }
        if (name == "sqrt") return "√" + in_brackets_if_long(group());
        if (name == "hat") return group() + "\xcc\x82";
        if (name == "mathrm" || name == "text") return group();
        if (const std::string_view* symbol = looked_up(symbols, name)) {
            skip_spaces();
            return std::string(*symbol);
        }
        skip_spaces();
        if (const std::string_view* sign = looked_up(operators, name)) return " " + std::string(*sign) + " ";
        const bool touches =
            at_ < tex_.size() && (tex_[at_] == '_' || tex_[at_] == '(' || tex_.substr(at_, 5) == "\\left");
        return std::string(name) + (touches ? "" : " ");
    }

    // \begin{pmatrix}1 & 2 \\ 3 & 4\end{pmatrix} → (1 2; 3 4)
    std::string matrix() {
        group();
        std::string inner = expression();
        if (at_ < tex_.size()) {
            command_name();
            group();
        }
        for (std::size_t at = inner.find(" ;"); at != std::string::npos; at = inner.find(" ;")) inner.erase(at, 1);
        return "(" + inner + ")";
    }

    std::string_view tex_;
    std::size_t at_ = 0;
};

// One space where there are several, except where the formula asked for a wide one.
std::string tidied(const std::string& text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t run = std::min(text.find_first_not_of(' ', at), text.size()) - at;
        if (run == 0) {
            result += text[at];
            continue;
        }
        const bool at_edge = at == 0 || at + run == text.size();
        result += at_edge ? "" : run >= 3 ? "   " : " ";
        at += run - 1;
    }
    return result;
}

}  // namespace

std::string plain_math(std::string_view tex) { return tidied(MathReader(tex).expression()); }

}  // namespace backstep
