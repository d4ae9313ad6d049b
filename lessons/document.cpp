#include "lessons/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "engine/math/error.h"

namespace backstep {
namespace {

constexpr std::string_view minus = "−", times = "×";

std::string_view without_indent(std::string_view line) {
    const std::size_t start = line.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

std::vector<std::string> split_lines(std::string_view source) {
    std::vector<std::string> lines;
    while (!source.empty()) {
        const std::size_t end = source.find('\n');
        std::string line(source.substr(0, end));
        if (!line.empty() && line.back() == '\r') line.pop_back();
        lines.push_back(std::move(line));
        source = end == std::string_view::npos ? std::string_view() : source.substr(end + 1);
    }
    return lines;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    for (;;) {
        text = without_indent(text);
        if (text.empty()) return words;
        const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
        words.emplace_back(text.substr(0, end));
        text = text.substr(end);
    }
}

std::string with_plain_minus(std::string text) {
    for (std::size_t at = text.find(minus); at != std::string::npos; at = text.find(minus))
        text.replace(at, minus.size(), "-");
    return text;
}

std::string with_true_minus(const std::string& text) {
    return text[0] == '-' ? std::string(minus) + text.substr(1) : text;
}

std::optional<int> count_in(std::string_view text) {
    if (text.empty() || text.size() > 8) return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

// "10×32" as two numbers, split at `between`.
std::optional<std::pair<int, int>> pair_in(std::string_view text, std::string_view between) {
    const std::size_t at = text.find(between);
    if (at == std::string_view::npos) return std::nullopt;
    const std::optional<int> first = count_in(text.substr(0, at)), second = count_in(text.substr(at + between.size()));
    if (!first || !second) return std::nullopt;
    return std::pair(*first, *second);
}

std::optional<std::pair<int, int>> cell_in(std::string_view what) {
    if (what.size() < 5 || what.front() != '(' || what.back() != ')') return std::nullopt;
    return pair_in(what.substr(1, what.size() - 2), ",");
}

bool is_known(const std::string& what) {
    for (const char* known : {"|max|", "max", "min", "mean", "sum", "norm", "zeros", "="})
        if (what == known) return true;
    return cell_in(what).has_value();
}

// A number as people write it in a result: its digits after the point, its exponent, its percent sign.
struct Written {
    bool is_number = false, exponent = false, percent = false;
    int decimals = 0;
};

Written written(const std::string& number) {
    Written result;
    std::string plain = with_plain_minus(number);
    if (plain == "nan" || plain == "inf" || plain == "-inf") return {true, false, false, 6};
    if (!plain.empty() && plain.back() == '%') {
        result.percent = true;
        plain.pop_back();
    }
    char* end = nullptr;
    const bool begins = !plain.empty() && plain.find_first_not_of("0123456789.-e") == std::string::npos;
    if (begins) std::strtod(plain.c_str(), &end);
    result.is_number = begins && *end == '\0';
    const std::size_t e = plain.find('e'), point = plain.find('.');
    result.exponent = e != std::string::npos;
    if (point != std::string::npos) result.decimals = static_cast<int>(std::min(e, plain.size()) - point) - 1;
    return result;
}

Expectation read_expectation(const std::string& text, int line, std::string_view file) {
    const auto refuse = [&](const std::string& finding) {
        throw InputError(fmt::format("{} line {}", file, line), finding,
                         "write a result like //=> dZ[2] 10×32   |max| 0.9731");
    };
    const std::vector<std::string> words = split_words(text);
    if (words.size() < 2) refuse("a result needs a name and a shape");
    const auto shape = pair_in(words[1], times);
    if (!shape) refuse("'" + words[1] + "' is no shape");
    if (words.size() % 2 != 0) refuse("'" + words.back() + "' has no number");
    Expectation result{line, words[0], shape->first, shape->second, {}};
    for (std::size_t i = 2; i < words.size(); i += 2) {
        if (!is_known(words[i])) refuse("'" + words[i] + "' is no figure of a value");
        if (!written(words[i + 1]).is_number) refuse("'" + words[i + 1] + "' is no number");
        result.figures.push_back({words[i], words[i + 1]});
    }
    return result;
}

// Blocks grow line by line; another kind of line, or a result, ends the block.
class BlockBuilder {
public:
    explicit BlockBuilder(std::vector<Block>& blocks) : blocks_(blocks) {}

    void add(Block::Kind kind, int line, std::string_view text) {
        const bool blank = without_indent(text).empty();
        if (open_ && blocks_.back().kind != kind) end();
        if (!open_) {
            if (blank) return;
            blocks_.push_back({kind, line, line, std::string(text)});
            open_ = true;
            return;
        }
        pending_ += "\n" + std::string(text);
        if (blank) return;
        blocks_.back().text += pending_;
        blocks_.back().last_line = line;
        pending_.clear();
    }
    void end() {
        open_ = false;
        pending_.clear();
    }

private:
    std::vector<Block>& blocks_;
    std::string pending_;  // blank lines that belong to the block only if more follows
    bool open_ = false;
};

double figure_of(const Numbers& value, const std::string& what) {
    double sum = 0, squares = 0, zeros = 0;
    double low = value.size() > 0 ? value(0, 0) : 0, high = low;
    const auto see = [&](double x) {
        sum += x;
        squares += x * x;
        zeros += x == 0 ? 1 : 0;
        low = x < low || std::isnan(x) ? x : low;
        high = x > high || std::isnan(x) ? x : high;
    };
    if (const std::size_t more = value.visit(see)) {
        see(0);
        zeros += static_cast<double>(more - 1);
    }
    const double count = static_cast<double>(value.size());
    if (what == "max") return high;
    if (what == "min") return low;
    if (what == "|max|") return std::isnan(sum) && std::isnan(high) ? high : std::max(std::abs(low), std::abs(high));
    if (what == "mean") return sum / count;
    if (what == "sum") return sum;
    if (what == "norm") return std::sqrt(squares);
    return 100 * zeros / count;  // "zeros", in percent
}

std::string in_the_same_form(double number, const std::string& example) {
    if (std::isnan(number)) return "nan";
    if (std::isinf(number)) return number < 0 ? std::string(minus) + "inf" : "inf";
    const Written form = written(example);
    std::string text =
        form.exponent ? fmt::format("{:.{}e}", number, form.decimals) : fmt::format("{:.{}f}", number, form.decimals);
    if (text[0] == '-' && text.find_first_of("123456789") == std::string::npos) text = text.substr(1);
    return with_true_minus(text) + (form.percent ? "%" : "");
}

}  // namespace

Document read_document(std::string_view source, std::string_view file) {
    Document document;
    document.lines = split_lines(source);
    BlockBuilder builder(document.blocks);
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
        const int line = static_cast<int>(i) + 1;
        const std::string_view text = without_indent(document.lines[i]);
        if (text.substr(0, 4) == "//=>") {
            document.expectations.push_back(read_expectation(std::string(text.substr(4)), line, file));
            builder.end();
        } else if (text.substr(0, 3) == "//:") {
            const std::string_view prose = text.substr(text.substr(0, 4) == "//: " ? 4 : 3);
            if (document.title.empty() && prose.substr(0, 2) == "# ") document.title = prose.substr(2);
            builder.add(Block::Kind::prose, line, prose);
        } else {
            builder.add(Block::Kind::code, line, document.lines[i]);
        }
    }
    return document;
}

std::string measured(const Trace& trace, const Expectation& expectation, const Expectation::Figure& figure) {
    const auto refuse = [&](const std::string& finding, const std::string& remedy) {
        throw InputError(fmt::format("line {}: {}", expectation.line, expectation.value), finding, remedy);
    };
    const std::optional<int> event = find_event(trace, expectation.value, static_cast<int>(trace.events.size()));
    if (!event) refuse("the run has recorded no such value", "give the name of a recorded value");
    const Numbers value = trace.value(*event);
    const std::string shape = shape_text(value.rows, value.cols);
    if (figure.what == "=" && value.size() != 1) refuse("it is " + shape, "write = only for a value that is 1×1");
    if (figure.what == "=") return in_the_same_form(value(0, 0), figure.number);
    if (const auto cell = cell_in(figure.what)) {
        if (!value.contains(cell->first, cell->second)) refuse("it is " + shape, "there is no cell " + figure.what);
        return in_the_same_form(value(cell->first, cell->second), figure.number);
    }
    return in_the_same_form(figure_of(value, figure.what), figure.number);
}

std::vector<std::string> contradictions(const Trace& trace, const Expectation& expectation) {
    std::vector<std::string> result;
    const std::string place = fmt::format("line {}: {}", expectation.line, expectation.value);
    const std::optional<int> event = find_event(trace, expectation.value, static_cast<int>(trace.events.size()));
    if (!event) return {place + " has not been recorded"};
    const Numbers value = trace.value(*event);
    if (value.rows != expectation.rows || value.cols != expectation.cols)
        result.push_back(fmt::format("{} is {}, expected {}", place, shape_text(value.rows, value.cols),
                                     shape_text(expectation.rows, expectation.cols)));
    for (const Expectation::Figure& figure : expectation.figures) {
        try {
            const std::string found = measured(trace, expectation, figure);
            if (with_plain_minus(found) != with_plain_minus(figure.number))
                result.push_back(fmt::format("{} {} is {}, expected {}", place, figure.what, found, figure.number));
        } catch (const InputError& error) {
            result.push_back(error.what());
        }
    }
    return result;
}

std::string summary(const Numbers& value, int digits) {
    constexpr std::size_t few = 4;
    std::string text = shape_text(value.rows, value.cols);
    const auto number = [digits](double x) {
        return std::isnan(x) ? "nan" : with_true_minus(fmt::format("{:.{}g}", x, digits));
    };
    if (value.size() == 1) return text + "   = " + number(value(0, 0));
    if (value.size() <= few) {
        for (int row = 0; row < value.rows; ++row)
            for (int col = 0; col < value.cols; ++col)
                text += fmt::format("   ({},{}) {}", row, col, number(value(row, col)));
        return text;
    }
    return text + "   |max| " + number(figure_of(value, "|max|")) + "   mean " + number(figure_of(value, "mean"));
}

}  // namespace backstep
