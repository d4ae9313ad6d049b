#include "engine/record/name.h"

namespace backstep {
namespace {

// Letters, not bytes: a Greek one has two.
std::size_t length(std::string_view utf8) {
    std::size_t letters = 0;
    for (const char c : utf8) letters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return letters;
}

std::string with_escaped_underscores(std::string_view word) {
    std::string tex;
    for (const char c : word) tex += c == '_' ? std::string("\\_") : std::string(1, c);
    return tex;
}

// A letter with a combining accent, as Adam's m̂, is one command around the letter in TeX. Greek stays as it is.
std::string symbol_tex(std::string_view symbol) {
    constexpr std::string_view circumflex = "\xcc\x82";
    const std::size_t hat = symbol.find(circumflex);
    if (hat == std::string_view::npos) {
        const bool is_word = length(symbol) > 2;
        return is_word ? "\\mathrm{" + with_escaped_underscores(symbol) + "}" : std::string(symbol);
    }
    return "\\hat{" + std::string(symbol.substr(0, hat)) + "}" + std::string(symbol.substr(hat + circumflex.size()));
}

}  // namespace

std::string Name::text() const {
    std::string text = std::string(prefix) + std::string(symbol);
    if (layer) text += "[" + std::to_string(layer) + "]";
    return text;
}

std::string Name::tex() const {
    std::string tex = symbol_tex(symbol);
    if (layer) tex += "^{[" + std::to_string(layer) + "]}";
    return prefix.empty() ? tex : symbol_tex(prefix) + "_{" + tex + "}";
}

const char* phase_name(Phase phase) {
    switch (phase) {
        case Phase::forward:
            return "forward";
        case Phase::loss:
            return "loss";
        case Phase::backward:
            return "backward";
        case Phase::update:
            return "update";
    }
    return "";
}

}  // namespace backstep
