#include "viewer/widgets/code_lexer.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace backstep {

namespace {

constexpr std::string_view keywords[] = {
    "alignas",    "alignof",   "and",          "asm",          "auto",          "break",       "case",
    "catch",      "class",     "co_await",     "co_return",    "co_yield",      "concept",     "const",
    "const_cast", "consteval", "constexpr",    "constinit",    "continue",      "decltype",    "default",
    "delete",     "do",        "dynamic_cast", "else",         "enum",          "explicit",    "export",
    "extern",     "false",     "final",        "for",          "friend",        "goto",        "if",
    "inline",     "mutable",   "namespace",    "new",          "noexcept",      "not",         "nullptr",
    "operator",   "or",        "override",     "private",      "protected",     "public",      "reinterpret_cast",
    "requires",   "return",    "sizeof",       "static",       "static_assert", "static_cast", "struct",
    "switch",     "template",  "this",         "thread_local", "throw",         "true",        "try",
    "typedef",    "typeid",    "typename",     "union",        "using",         "virtual",     "volatile",
    "while"};

constexpr std::string_view built_in_types[] = {"bool",   "char",        "double",   "float",  "int",
                                               "long",   "short",       "signed",   "size_t", "std",
                                               "string", "string_view", "unsigned", "vector", "void"};

template <typename List>
bool contains(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80) != 0; }

class Lexer {
public:
    explicit Lexer(std::string_view source) : s_(source) {}

    std::vector<CodeLine> run() {
        while (at_ < s_.size()) {
            const std::size_t start = at_;
            const TokenKind kind = next();
            emit(s_.substr(start, at_ - start), kind);
            const std::string_view token = s_.substr(start, at_ - start);
            if (token.find('\n') != std::string_view::npos) {
                line_is_empty_ = true;
            } else if (!is_space(token[0])) {
                line_is_empty_ = false;
            }
        }
        if (!lines_.empty() && lines_.back().tokens.empty()) lines_.pop_back();
        return lines_;
    }

private:
    bool starts_with(std::string_view what) const { return s_.substr(at_, what.size()) == what; }
    void go_to(std::size_t place) { at_ = std::min(place, s_.size()); }
    void past(std::string_view what, std::size_t from) {
        const std::size_t found = s_.find(what, from);
        go_to(found == std::string_view::npos ? s_.size() : found + what.size());
    }

    // Moves past one token.
    TokenKind next() {
        const char c = s_[at_];
        if (c == '\n') return ++at_, TokenKind::text;
        if (is_space(c)) {
            while (at_ < s_.size() && s_[at_] != '\n' && is_space(s_[at_])) ++at_;
            return TokenKind::text;
        }
        if (starts_with("//")) return go_to(s_.find('\n', at_)), TokenKind::comment;
        if (starts_with("/*")) return past("*/", at_ + 2), TokenKind::comment;
        if (c == '#' && line_is_empty_) return preprocessor();
        if (starts_with("R\"")) return raw_string();
        if (c == '"' || c == '\'') return quoted(c);
        if (is_digit(c) || (c == '.' && at_ + 1 < s_.size() && is_digit(s_[at_ + 1]))) return number();
        if (in_name(c)) return name();
        return ++at_, TokenKind::punctuation;
    }

    // The whole line but a comment at its end.
    TokenKind preprocessor() {
        const std::size_t end = std::min(s_.find('\n', at_), s_.size()), comment = s_.find("//", at_);
        go_to(std::min(end, comment));
        return TokenKind::preprocessor;
    }

    TokenKind raw_string() {
        const std::size_t open = s_.find('(', at_);
        if (open == std::string_view::npos) return ++at_, TokenKind::text;
        const std::string end = ")" + std::string(s_.substr(at_ + 2, open - at_ - 2)) + "\"";
        past(end, open);
        return TokenKind::string;
    }

    TokenKind quoted(char quote) {
        for (++at_; at_ < s_.size() && s_[at_] != quote && s_[at_] != '\n'; ++at_) {
            if (s_[at_] == '\\' && at_ + 1 < s_.size() && s_[at_ + 1] != '\n') ++at_;
        }
        if (at_ < s_.size() && s_[at_] == quote) ++at_;
        go_to(at_);
        return TokenKind::string;
    }

    TokenKind number() {
        const auto sign_of_exponent = [&] {
            return (s_[at_] == '+' || s_[at_] == '-') &&
                   std::string_view("eEpP").find(s_[at_ - 1]) != std::string_view::npos;
        };
        const bool hexadecimal = starts_with("0x") || starts_with("0X");
        ++at_;
        while (at_ < s_.size() &&
               (in_name(s_[at_]) || s_[at_] == '.' || s_[at_] == '\'' || (!hexadecimal && sign_of_exponent())))
            ++at_;
        return TokenKind::number;
    }

    TokenKind name() {
        const std::size_t start = at_;
        while (at_ < s_.size() && in_name(s_[at_])) ++at_;
        const std::string_view word = s_.substr(start, at_ - start);
        if (contains(keywords, word)) return TokenKind::keyword;
        // Types of the project are written in CamelCase; single capitals are matrices.
        const bool camel = std::isupper(static_cast<unsigned char>(word[0])) && word.size() > 2 &&
                           std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (camel || contains(built_in_types, word)) return TokenKind::type;
        std::size_t after = at_;
        while (after < s_.size() && s_[after] == ' ') ++after;
        return after < s_.size() && s_[after] == '(' ? TokenKind::function : TokenKind::text;
    }

    // A token that spans lines becomes one on each; neighbours of one kind become one.
    void emit(std::string_view token, TokenKind kind) {
        if (lines_.empty()) lines_.emplace_back();
        for (char c : token) {
            if (c == '\n') {
                lines_.emplace_back();
                continue;
            }
            if (c == '\r') continue;
            std::vector<CodeToken>& tokens = lines_.back().tokens;
            if (tokens.empty() || tokens.back().kind != kind) tokens.push_back({kind, ""});
            if (c == '\t') {
                tokens.back().text += "    ";
            } else {
                tokens.back().text += c;
            }
        }
    }

    std::string_view s_;
    std::size_t at_ = 0;
    bool line_is_empty_ = true;
    std::vector<CodeLine> lines_;
};

}  // namespace

std::vector<CodeLine> lex_cpp(std::string_view source) { return Lexer(source).run(); }

}  // namespace backstep
