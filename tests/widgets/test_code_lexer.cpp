#include <boost/test/unit_test.hpp>
#include <string>

#include "viewer/widgets/code_lexer.h"

using namespace backstep;

namespace {

std::string joined(const CodeLine& line) {
    std::string text;
    for (const CodeToken& token : line.tokens) text += token.text;
    return text;
}

bool has(const CodeLine& line, TokenKind kind, const std::string& text) {
    for (const CodeToken& token : line.tokens) {
        if (token == CodeToken{kind, text}) return true;
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(code_lexer)

BOOST_AUTO_TEST_CASE(a_line_of_a_lesson_is_coloured_by_kind) {
    const CodeLine line = lex_cpp("const Value dZ2 = step.record(\"dZ[2]\", A2 - 1.5e-3);  // why").at(0);
    BOOST_TEST(has(line, TokenKind::keyword, "const"));
    BOOST_TEST(has(line, TokenKind::type, "Value"));
    BOOST_TEST(has(line, TokenKind::function, "record"));
    BOOST_TEST(has(line, TokenKind::string, "\"dZ[2]\""));
    BOOST_TEST(has(line, TokenKind::number, "1.5e-3"));
    BOOST_TEST(has(line, TokenKind::comment, "// why"));
}

BOOST_AUTO_TEST_CASE(a_comment_over_lines_is_a_comment_on_each) {
    const auto lines = lex_cpp("a /* one\n two */ b");
    BOOST_TEST(lines.size() == 2U);
    BOOST_TEST(has(lines[0], TokenKind::comment, "/* one"));
    BOOST_TEST(has(lines[1], TokenKind::comment, " two */"));
}

BOOST_AUTO_TEST_CASE(a_raw_string_ends_at_its_own_delimiter) {
    const auto lines = lex_cpp("x = R\"a(\")b\" // no)a\"; y");
    BOOST_TEST(has(lines[0], TokenKind::string, "R\"a(\")b\" // no)a\""));
}

BOOST_AUTO_TEST_CASE(only_the_beginning_of_a_line_starts_the_preprocessor) {
    BOOST_TEST(has(lex_cpp("  #include <map>  // m").at(0), TokenKind::comment, "// m"));
    BOOST_TEST(has(lex_cpp("#include <map>").at(0), TokenKind::preprocessor, "#include <map>"));
    BOOST_TEST(!has(lex_cpp("a # b").at(0), TokenKind::preprocessor, "# b"));
}

BOOST_AUTO_TEST_CASE(the_tokens_of_a_line_are_the_line) {
    const std::string source = "int main() {\n\n  char c = '\\'';  \n  auto s = \"open\nπ = 0x1F'00u; \\\n}";
    std::string again;
    for (const CodeLine& line : lex_cpp(source)) again += joined(line) + "\n";
    BOOST_TEST(again == source + "\n");
}

BOOST_AUTO_TEST_CASE(every_beginning_of_a_text_is_accepted) {
    const std::string source = "#if 1\nR\"x(a)x\" 'b' \"c\\\" /* d */ 1e+5 .5 // e\n\"\\";
    for (std::size_t length = 0; length <= source.size(); ++length) {
        std::string again;
        for (const CodeLine& line : lex_cpp(source.substr(0, length))) again += joined(line) + "\n";
        if (again.empty()) again = "\n";
        const std::string expected = source.substr(0, length);
        BOOST_TEST((again == expected + "\n" || again == expected));
    }
}

BOOST_AUTO_TEST_CASE(a_tab_is_four_spaces_and_a_last_newline_opens_no_line) {
    const auto lines = lex_cpp("\tx\n");
    BOOST_TEST(lines.size() == 1U);
    BOOST_TEST(joined(lines[0]) == "    x");
}

BOOST_AUTO_TEST_SUITE_END()
