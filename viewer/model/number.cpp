#include "viewer/model/number.h"

#include <fmt/format.h>

#include <cmath>

namespace backstep {
namespace {

void replace_all(std::string& text, const char* from, const char* to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, std::char_traits<char>::length(from), to);
        at += std::char_traits<char>::length(to);
    }
}

}  // namespace

// {fmt} asks no locale unless told to, and without a precision it writes the shortest text that reads back.
std::string short_number(double number, int digits) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "−∞" : "∞";
    std::string text = fmt::format("{:.{}g}", number, digits);
    replace_all(text, "e+", "e");
    replace_all(text, "-", "−");
    return text;
}

int digits_to_tell(double one, double other, int digits) {
    const auto look_alike = [&] { return short_number(one, digits) == short_number(other, digits); };
    const bool differ = std::isfinite(one) && std::isfinite(other) && one != other;
    while (differ && digits < most_digits && look_alike()) ++digits;
    return digits;
}

std::string exact_number(double number) {
    if (std::isnan(number)) return "nan";
    return fmt::format("{}", number);
}

std::string percent(double part) { return fmt::format("{:.1f}%", part * 100); }

}  // namespace backstep
