#include <boost/test/unit_test.hpp>
#include <vector>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/code.h"

using namespace backstep;

namespace {

struct Shown {
    std::vector<CodeLine> lines = lex_cpp("int a = 1;\nfloat bb;\n\nreturn a;\n");
    CodeStyle style;
    CodeResult result;
    std::optional<int> clicked;
    HeadlessUi ui{small_window(true), one_panel([this](Ui& at) {
                      result = draw_code(at, "lesson", lines, style);
                      if (result.clicked) clicked = result.clicked;
                  })};
    bool writes(const std::string& text) {
        for (const TextItem& item : ui.registry().texts) {
            if (item.text == text) return true;
        }
        return false;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(code)

BOOST_AUTO_TEST_CASE(a_clicked_line_tells_its_number) {
    Shown shown;
    shown.style.first_line = 40;
    shown.ui.frames();
    shown.ui.click("lesson line 41");
    BOOST_TEST(shown.clicked.value_or(0) == 41);
    BOOST_TEST(shown.result.hovered.value_or(0) == 41);
    BOOST_TEST(shown.writes("43"));
}

BOOST_AUTO_TEST_CASE(the_current_line_is_lit_and_tells_where_it_is) {
    Shown shown;
    shown.style.current = 2;
    shown.ui.frames();
    BOOST_REQUIRE(shown.result.current.has_value());
    const Rect row = *shown.result.current;
    const Color lit = shown.ui.image().at(static_cast<int>(row.max.x) - 8, static_cast<int>(row.center().y));
    BOOST_TEST(lit == dark_theme().current_line);
    const Color other =
        shown.ui.image().at(static_cast<int>(row.max.x) - 8, static_cast<int>(row.center().y + 2 * row.height()));
    BOOST_TEST(other == dark_theme().panel);
}

BOOST_AUTO_TEST_CASE(notes_stand_with_their_lines) {
    Shown shown;
    const std::vector<LineNote> notes = {{1, "10×32", 0}};
    shown.style.notes = notes;
    shown.ui.frames();
    BOOST_TEST(shown.writes("10×32"));
}

BOOST_AUTO_TEST_CASE(of_a_note_that_has_no_room_the_last_parts_are_left_out_and_no_number_is_cut) {
    Shown shown;
    const std::string most = "10×32   |max| 0.128   mean 1.5";
    for (const auto& [text, shown_text] :
         {std::pair<std::string, std::string>{most, most},
          {most + "   " + std::string(200, '7'), most},
          {most + "   " + std::string(100, '7') + "   " + std::string(100, '8'), most}}) {
        const std::vector<LineNote> notes = {{2, text, 0}};
        shown.style.notes = notes;
        shown.ui.frames();
        BOOST_TEST(shown.writes(shown_text), text);
    }
}

BOOST_AUTO_TEST_CASE(the_words_are_written_in_the_colour_of_their_kind) {
    const Theme theme = dark_theme();
    BOOST_TEST(token_color(theme, TokenKind::keyword) == theme.code_keyword);
    BOOST_TEST(token_color(theme, TokenKind::comment) == theme.code_comment);
    BOOST_TEST(token_color(theme, TokenKind::text) == theme.code_text);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_too_long_is_not_cut_off) {
    Shown shown;
    shown.lines =
        lex_cpp("    auto x = record(\"a long name\", first * second + third * fourth + fifth * sixth + seventh);");
    shown.style.width = 250;
    shown.ui.frames();
    BOOST_TEST(shown.ui.registry().clipped_texts().empty());
    for (const TextItem& item : shown.ui.registry().texts) BOOST_TEST(item.whole.max.x <= 16 + 250);
}

BOOST_AUTO_TEST_SUITE_END()
