#include <boost/test/unit_test.hpp>
#include <string>

#include "viewer/widgets/markdown.h"

using namespace backstep;
using Kind = MarkdownBlock::Kind;

namespace {

const MarkdownBlock& at(const MarkdownBlock& block, std::size_t index) { return block.children.at(index); }

}  // namespace

BOOST_AUTO_TEST_SUITE(markdown)

BOOST_AUTO_TEST_CASE(headings_and_paragraphs_follow_each_other) {
    const MarkdownBlock document = parse_markdown("# One\n\ntwo\nlines\n\n## Three");
    BOOST_TEST(document.children.size() == 3U);
    BOOST_TEST((at(document, 0).kind == Kind::heading));
    BOOST_TEST(at(document, 0).level == 1);
    BOOST_TEST(at(document, 1).inlines.at(0).text == "two lines");
    BOOST_TEST(at(document, 2).level == 2);
}

BOOST_AUTO_TEST_CASE(styles_divide_a_paragraph_into_runs) {
    const MarkdownBlock document = parse_markdown("a **b** *c* `d e` [f g](h) i");
    const auto& runs = at(document, 0).inlines;
    BOOST_TEST(runs.at(1).bold);
    BOOST_TEST(runs.at(3).emphasis);
    BOOST_TEST(runs.at(5).code);
    BOOST_TEST(runs.at(5).text == "d e");
    BOOST_TEST(runs.at(7).link == "h");
    BOOST_TEST(runs.at(7).text == "f g");
    BOOST_TEST(runs.at(8).link == "");
}

BOOST_AUTO_TEST_CASE(mathematics_is_kept_as_it_is_written) {
    const MarkdownBlock document = parse_markdown("let $a_1 * b_2 * c$ be\n\n$$x \\\\ y$$");
    const auto& runs = at(document, 0).inlines;
    BOOST_TEST((runs.at(1).kind == MarkdownInline::Kind::math));
    BOOST_TEST(runs.at(1).text == "a_1 * b_2 * c");
    BOOST_TEST((at(document, 1).inlines.at(0).kind == MarkdownInline::Kind::display_math));
    BOOST_TEST(at(document, 1).inlines.at(0).text == "x \\\\ y");
}

BOOST_AUTO_TEST_CASE(lists_nest_and_count_from_their_first_number) {
    const MarkdownBlock document = parse_markdown("- a\n    - b\n- c\n\nx\n\n3. d\n4. e");
    const MarkdownBlock& bullets = at(document, 0);
    BOOST_TEST((bullets.kind == Kind::bullet_list));
    BOOST_TEST(bullets.children.size() == 2U);
    BOOST_TEST(at(bullets, 0).inlines.at(0).text == "a");
    BOOST_TEST((at(at(bullets, 0), 0).kind == Kind::bullet_list));
    BOOST_TEST((at(document, 2).kind == Kind::numbered_list));
    BOOST_TEST(at(document, 2).level == 3);
}

BOOST_AUTO_TEST_CASE(tables_have_a_header_and_aligned_cells) {
    const MarkdownBlock table = at(parse_markdown("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | $x$ |"), 0);
    BOOST_TEST((table.kind == Kind::table));
    BOOST_TEST(at(table, 0).header);
    BOOST_TEST(!at(table, 1).header);
    BOOST_TEST(at(at(table, 1), 0).alignment == -1);
    BOOST_TEST(at(at(table, 1), 1).alignment == 0);
    BOOST_TEST(at(at(table, 1), 2).alignment == 1);
}

BOOST_AUTO_TEST_CASE(code_keeps_its_lines_and_its_language) {
    const MarkdownBlock code = at(parse_markdown("```cpp\nint a;\n\n  b < c;\n```"), 0);
    BOOST_TEST((code.kind == Kind::code));
    BOOST_TEST(code.language == "cpp");
    BOOST_TEST(code.code == "int a;\n\n  b < c;\n");
}

BOOST_AUTO_TEST_CASE(quotes_hold_blocks_and_rules_stand_alone) {
    const MarkdownBlock document = parse_markdown("> q\n\n---\n");
    BOOST_TEST((at(document, 0).kind == Kind::quote));
    BOOST_TEST(at(at(document, 0), 0).inlines.at(0).text == "q");
    BOOST_TEST((at(document, 1).kind == Kind::rule));
}

BOOST_AUTO_TEST_CASE(entities_are_decoded_and_html_is_text) {
    BOOST_TEST(at(parse_markdown("a &lt; &#960; &#x3B1;"), 0).inlines.at(0).text == "a < π α");
    BOOST_TEST(at(parse_markdown("<b>x</b>"), 0).inlines.at(0).text == "<b>x</b>");
}

BOOST_AUTO_TEST_CASE(every_beginning_of_a_page_is_accepted) {
    const std::string page = "# a\n- b **c\n> d `e\n\n| f |\n|---|\n| $g$ |\n\n```\nh\n```\n1. [i](j) &amp; $$k$$";
    for (std::size_t length = 0; length <= page.size(); ++length) parse_markdown(page.substr(0, length));
}

BOOST_AUTO_TEST_SUITE_END()
