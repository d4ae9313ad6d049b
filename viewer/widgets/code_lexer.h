#pragma once
// C++ source as coloured lines: a lexer for display only. It knows comments, strings (raw ones too), numbers, keywords,
// common types, names that are called, and preprocessor lines; it accepts any text.

#include <string>
#include <string_view>
#include <vector>

namespace backstep {

enum class TokenKind { text, keyword, type, number, string, comment, preprocessor, function, punctuation };

struct CodeToken {
    TokenKind kind = TokenKind::text;
    std::string text;
    friend bool operator==(const CodeToken&, const CodeToken&) = default;
};

// The texts of a line's tokens, joined, are the line.
struct CodeLine {
    std::vector<CodeToken> tokens;
};

// One entry a line; a newline at the end does not open another. Tabs become four spaces.
std::vector<CodeLine> lex_cpp(std::string_view source);

}  // namespace backstep
