#include "engine/timeline/condition_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <locale>
#include <sstream>
#include <utility>

#include "engine/math/error.h"

namespace backstep {
namespace {

// Longer ones before those they begin with.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> symbols{{
    {"<=", "<="}, {">=", ">="}, {"==", "=="}, {"!=", "!="}, {"&&", "and"}, {"||", "or"}, {"≤", "<="},  {"≥", ">="},
    {"≠", "!="},  {"−", "-"},   {"·", "*"},   {"<", "<"},   {">", ">"},    {"=", "="},   {"!", "not"}, {"(", "("},
    {")", ")"},   {",", ","},   {"+", "+"},   {"-", "-"},   {"*", "*"},    {"/", "/"},
}};

const std::pair<std::string_view, std::string_view>* symbol_at(std::string_view rest) {
    const auto found = std::find_if(symbols.begin(), symbols.end(),
                                    [&](const auto& symbol) { return rest.starts_with(symbol.first); });
    return found == symbols.end() ? nullptr : &*found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Digits, a point, digits, an exponent.
std::size_t length_of_number(std::string_view rest) {
    std::size_t length = 0;
    const auto skip_digits = [&] {
        const std::size_t before = length;
        while (length < rest.size() && is_digit(rest[length])) ++length;
        return length > before;
    };
    bool digits = skip_digits();
    if (length < rest.size() && rest[length] == '.') {
        ++length;
        digits = skip_digits() || digits;
    }
    if (!digits) return 0;
    const std::size_t mantissa = length;
    if (length == rest.size() || (rest[length] != 'e' && rest[length] != 'E')) return length;
    ++length;
    if (length < rest.size() && (rest[length] == '+' || rest[length] == '-')) ++length;
    return skip_digits() ? length : mantissa;
}

std::size_t length_of_letters(std::string_view rest) {
    std::size_t length = 0;
    while (length < rest.size() &&
           (is_letter(rest[length]) || (length > 0 && (is_digit(rest[length]) || rest[length] == '\''))) &&
           !symbol_at(rest.substr(length)))
        ++length;
    return length;
}

// A value that there is, whatever letters its name has, or else letters and what stands in [ ] behind them.
std::size_t length_of_name(std::string_view rest, const std::vector<ConditionValue>& values) {
    std::size_t length = length_of_letters(rest);
    if (length == 0) return 0;
    if (length < rest.size() && rest[length] == '[') {
        length = std::min(rest.find_first_of("] ()", length), rest.size());
        if (length < rest.size() && rest[length] == ']') ++length;
    }
    for (const ConditionValue& value : values)
        if (value.text.size() > length && rest.starts_with(value.text) &&
            length_of_letters(rest.substr(value.text.size())) == 0)
            length = value.text.size();
    return length;
}

double number_in(std::string_view text, std::string_view condition, std::size_t at) {
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    double number = 0;
    in >> number;
    if (in.fail() && std::fabs(number) > 1)
        refuse_condition(condition, at, "'" + std::string(text) + "' is too large", "write a number below 1.8e308");
    return number;
}

}  // namespace

std::vector<Word> condition_words(std::string_view text, const std::vector<ConditionValue>& values) {
    if (text.size() > longest_condition)
        throw InputError("condition", "its text has " + std::to_string(text.size()) + " bytes",
                         "write at most " + std::to_string(longest_condition));
    std::vector<Word> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        std::size_t length = 1;
        if (is_blank(rest[0])) {
            // between words
        } else if (const auto* symbol = symbol_at(rest)) {
            length = symbol->first.size();
            words.push_back({Word::Sort::symbol, symbol->second, at, at + length, 0});
        } else if ((length = length_of_number(rest)) > 0) {
            const std::string_view digits = rest.substr(0, length);
            words.push_back({Word::Sort::number, digits, at, at + length, number_in(digits, text, at)});
        } else if ((length = length_of_name(rest, values)) > 0) {
            words.push_back({Word::Sort::name, rest.substr(0, length), at, at + length, 0});
        } else {
            refuse_condition(text, at, "'" + std::string(1, rest[0]) + "' begins nothing that a condition can have",
                             "write values like dW[1], numbers, and the signs + - * / < <= > >= == != ( ) ,");
        }
        at += length;
    }
    words.push_back({Word::Sort::end, {}, text.size(), text.size(), 0});
    return words;
}

long character_number(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    return 1 + std::count_if(before.begin(), before.end(),
                             [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

void refuse_condition(std::string_view text, std::size_t at, const std::string& finding, const std::string& remedy) {
    throw InputError("condition '" + std::string(text) + "', character " + std::to_string(character_number(text, at)),
                     finding, remedy);
}

}  // namespace backstep
