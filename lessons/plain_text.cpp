#include "lessons/plain_text.h"

#include <algorithm>

namespace backstep {
namespace {

// The length of the code point that begins with this byte.
std::size_t bytes_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

// The inline formulas of a paragraph written plainly. Inside `code` a $ is a $.
std::string with_plain_math(std::string_view text) {
    std::string result;
    bool in_code = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t close = text[at] == '$' && !in_code ? text.find('$', at + 1) : std::string_view::npos;
        if (close != std::string_view::npos) {
            result += plain_math(text.substr(at + 1, close - at - 1));
            at = close;
            continue;
        }
        if (text[at] == '`') in_code = !in_code;
        result += text[at];
    }
    return result;
}

std::string wrapped(const std::string& text, int width, const std::string& first, const std::string& further) {
    std::string result, line = first;
    bool line_is_empty = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (!line_is_empty && columns_of(line) + 1 + columns_of(word) > width) {
            result += line + "\n";
            line = further;
            line_is_empty = true;
        }
        line += (line_is_empty ? "" : " ") + word;
        line_is_empty = false;
    }
    return line_is_empty ? result : result + line + "\n";
}

std::string underlined(std::string_view heading) {
    const std::size_t level = heading.find_first_not_of('#');
    const std::string text = with_plain_math(heading.substr(std::min(level + 1, heading.size())));
    return text + "\n" + std::string(static_cast<std::size_t>(columns_of(text)), level == 1 ? '=' : '-') + "\n";
}

// Takes Markdown line by line; what belongs together is written when something else begins.
class ProseWriter {
public:
    explicit ProseWriter(int width) : width_(width) {}

    void line(std::string_view text) {
        if (in_formula_) return formula_line(text);
        text = text.substr(std::min(text.find_first_not_of(' '), text.size()));
        if (text.empty()) {
            end_paragraph();
            blank_ = !result_.empty();
        } else if (text[0] == '#') {
            end_paragraph();
            put(underlined(text));
        } else if (text.substr(0, 2) == "$$") {
            end_paragraph();
            in_formula_ = true;
            formula_line(text.substr(2));
        } else if (text.substr(0, 2) == "- ") {
            end_paragraph();
            is_item_ = true;
            paragraph_ = text.substr(2);
        } else {
            paragraph_ += (paragraph_.empty() ? "" : " ") + std::string(text);
        }
    }
    std::string take() {
        end_paragraph();
        return std::move(result_);
    }

private:
    void put(const std::string& text) {
        if (blank_) result_ += "\n";
        blank_ = false;
        result_ += text;
    }
    void end_paragraph() {
        if (!paragraph_.empty())
            put(wrapped(with_plain_math(paragraph_), width_, is_item_ ? "- " : "", is_item_ ? "  " : ""));
        paragraph_.clear();
        is_item_ = false;
    }
    void formula_line(std::string_view text) {
        const std::size_t close = text.find("$$");
        formula_ += text.substr(0, close);
        if (close == std::string_view::npos) return;
        put("    " + plain_math(formula_) + "\n");
        formula_.clear();
        in_formula_ = false;
    }

    int width_;
    std::string result_, paragraph_, formula_;
    bool is_item_ = false, in_formula_ = false, blank_ = false;
};

}  // namespace

int columns_of(std::string_view text) {
    int columns = 0;
    for (std::size_t at = 0; at < text.size(); at += bytes_of(text[at])) {
        const bool combining = text.substr(at, 1) == "\xcc" || text.substr(at, 2) == "\xcd\xaf";  // U+0300 …
        columns += combining ? 0 : 1;
    }
    return columns;
}

std::string plain_prose(std::string_view markdown, int width) {
    ProseWriter writer(width);
    while (!markdown.empty()) {
        const std::size_t end = markdown.find('\n');
        writer.line(markdown.substr(0, end));
        markdown = end == std::string_view::npos ? std::string_view() : markdown.substr(end + 1);
    }
    return writer.take();
}

}  // namespace backstep
