#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/markdown_view.h"

using namespace backstep;

namespace {

struct Page {
    explicit Page(const char* text, float width_ = 300) : view(text), width(width_) {}
    MarkdownView view;
    float width;
    std::optional<std::string> followed;
    HeadlessUi ui{small_window(true), one_panel([this](Ui& at) {
                      if (auto target = draw_markdown(at, view, width)) followed = target;
                  })};
    const MarkdownPiece& piece(const std::string& text) {
        return *std::find_if(view.layout.pieces.begin(), view.layout.pieces.end(),
                             [&](const MarkdownPiece& one) { return one.text == text; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(markdown_view)

BOOST_AUTO_TEST_CASE(text_is_wrapped_at_the_width) {
    Page page("one two three four five six seven eight nine ten eleven twelve thirteen fourteen", 150);
    BOOST_TEST(page.view.layout.pieces.size() > 2U);
    for (const MarkdownPiece& piece : page.view.layout.pieces) BOOST_TEST(piece.x + piece.width <= 150);
    const float narrow = page.view.layout.height;
    page.width = 300;
    page.ui.frames();
    BOOST_TEST(page.view.layout.height < narrow);
}

BOOST_AUTO_TEST_CASE(inline_formulas_stand_on_the_baseline_of_their_line) {
    Page page("before $x^2$ after");
    const MarkdownPiece &formula = page.piece("x^2"), &word = page.piece("before");
    BOOST_TEST(formula.y == word.y + font_ascent(word.font));
    BOOST_TEST(formula.x > word.x + word.width);
}

BOOST_AUTO_TEST_CASE(a_comma_is_not_torn_from_its_formula) {
    for (float width = 40; width < 200; width += 15) {
        Page page("word $a+b$, word $c+d$) end", width);
        const auto& pieces = page.view.layout.pieces;
        for (std::size_t index = 1; index < pieces.size(); ++index) {
            if (pieces[index].text[0] == ',' || pieces[index].text[0] == ')')
                BOOST_TEST(pieces[index].x == pieces[index - 1].x + pieces[index - 1].width);
        }
    }
}

BOOST_AUTO_TEST_CASE(displayed_formulas_are_centred_and_divided_when_too_wide) {
    Page page("$$a$$", 301);
    const MarkdownPiece& formula = page.piece("a");
    BOOST_TEST(std::abs(formula.x + formula.width / 2 - 150.5F) <= 1);
    Page wide("$$a + b + c + d + e \\qquad f + g + h + i + j$$", 150);
    BOOST_TEST(wide.view.layout.pieces.size() == 2U);
    BOOST_TEST(wide.view.layout.pieces[0].width <= 150);
}

BOOST_AUTO_TEST_CASE(a_link_tells_its_target) {
    Page page("see [the proof](proof.md) here");
    page.ui.click("link proof.md the proof");
    BOOST_TEST(page.followed.value_or("") == "proof.md");
}

BOOST_AUTO_TEST_CASE(nothing_overlaps_and_nothing_is_cut_off) {
    Page page(
        "# Heading\n\nText with `code`, **bold**, $\\frac{a}{b}$ and $W^{[1]\\top}$.\n\n- item $x_i$\n- item\n    1. "
        "a\n\n"
        "> quote\n\n| a | b |\n|---|---|\n| $\\hat v$ | 2 |\n\n```cpp\nint a = 1;\n```\n");
    BOOST_TEST(page.ui.registry().overlapping_texts().empty());
    BOOST_TEST(page.ui.registry().clipped_texts().empty());
}

BOOST_AUTO_TEST_CASE(a_page_is_laid_out_once_for_a_width) {
    Page page("text");
    page.view.layout.pieces[0].text = "changed";
    page.ui.frames();
    BOOST_TEST(page.ui.registry().texts.at(0).text == "changed");
}

BOOST_AUTO_TEST_SUITE_END()
