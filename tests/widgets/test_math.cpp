#include <boost/test/unit_test.hpp>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/math.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(math)

BOOST_AUTO_TEST_CASE(a_symbol_with_a_link_can_be_clicked) {
    std::optional<std::string> clicked, hovered;
    HeadlessUi ui(small_window(true), one_panel([&](Ui& at) {
                      const FormulaResult result =
                          formula(at, "equation", "\\href{Z[1]}{Z} = \\href{W[1]}{W} \\cdot \\href{X}{X}");
                      if (result.clicked) clicked = result.clicked;
                      hovered = result.hovered;
                  }));
    ui.click("equation W[1]");
    BOOST_TEST(clicked.value_or("") == "W[1]");
    BOOST_TEST(hovered.value_or("") == "W[1]");
}

BOOST_AUTO_TEST_CASE(a_formula_takes_the_size_it_announces) {
    ImVec2 announced, taken;
    HeadlessUi ui(small_window(true), one_panel([&](Ui& at) {
                      const FormulaStyle style{.large = true, .centered_in = 200};
                      announced = formula_size(at, "\\frac{a}{b}", style);
                      const float top = ImGui::GetCursorScreenPos().y;
                      formula(at, "f", "\\frac{a}{b}", style);
                      taken = {ImGui::GetItemRectSize().x, ImGui::GetItemRectMax().y - top};
                  }));
    BOOST_TEST(announced.x == taken.x);
    BOOST_TEST(std::abs(announced.y - taken.y) <= 1);
}

BOOST_AUTO_TEST_CASE(large_letters_give_way_when_the_place_is_too_small) {
    float wide = 0, narrow = 0;
    HeadlessUi ui(small_window(true), one_panel([&](Ui& at) {
                      const char* tex = "A + B + C + D + E";
                      wide = formula(at, "wide", tex, {.large = true, .centered_in = 360}).rect.height();
                      narrow = formula(at, "narrow", tex, {.large = true, .centered_in = 130}).rect.height();
                  }));
    BOOST_TEST(narrow < wide);
}

BOOST_AUTO_TEST_CASE(colours_of_slots_are_those_of_the_theme) {
    Rect rect;
    HeadlessUi ui(small_window(true),
                  one_panel([&](Ui& at) { rect = formula(at, "f", "\\textcolor{backward}{\\frac{aaaaaa}{b}}").rect; }));
    bool found = false;
    for (int y = static_cast<int>(rect.min.y); y < static_cast<int>(rect.max.y); ++y)
        found = found || ui.image().at(static_cast<int>(rect.center().x), y) == dark_theme().backward;
    BOOST_TEST(found);
}

BOOST_AUTO_TEST_SUITE_END()
