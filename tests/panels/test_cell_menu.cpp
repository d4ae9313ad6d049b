// The menu of the right mouse button on a picture.

#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"
#include "viewer/model/csv.h"
#include "viewer/model/number.h"

using namespace backstep;

namespace {

struct OnGradient : Window {
    int event = 0;
    OnGradient() {
        open_lesson_five();
        go_to("dW[2]");
        event = session.position - 1;
        ui.click("dW[2]", 0.31F, 0.72F, 1);  // column 3, row 7 of 10×10
        ui.frames(2);
    }
    std::string clipboard() const { return ImGui::GetClipboardText(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(cell_menu, OnGradient)

BOOST_AUTO_TEST_CASE(the_number_under_the_mouse_is_copied_with_all_its_digits) {
    ui.click("Copy this number");
    ui.frames(2);
    BOOST_TEST(clipboard() == exact_number(session.trace->value(event)(7, 3)));
    BOOST_TEST(!state.cell_menu.open);
    BOOST_TEST(!session.selected.has_value());
}

BOOST_AUTO_TEST_CASE(the_matrix_is_copied_as_csv) {
    ui.click("Copy dW[2] as CSV");
    BOOST_TEST(clipboard() == csv_text(session.trace->value(event)));
    BOOST_TEST(state.notice.text == "Copied dW[2], 10×10");
}

BOOST_AUTO_TEST_CASE(what_was_done_is_not_said_in_the_colour_of_a_mistake) {
    const auto colored = [&](Color color) {
        for (int y = 4; y < 40; ++y)
            for (int x = 300; x < 1300; ++x)
                if (ui.image().at(x, y) == color) return true;
        return false;
    };
    const Theme theme = dark_theme();
    ui.click("Copy this number");
    ui.frames(2);
    BOOST_TEST((state.notice.kind == Notice::Kind::done));
    BOOST_TEST(colored(theme.accent));
    BOOST_TEST(!colored(theme.warning));
    state.notice = mistake("That is no number");
    ui.frames(1);
    BOOST_TEST(colored(theme.warning));
    BOOST_TEST(!colored(theme.accent));
}

BOOST_AUTO_TEST_CASE(what_is_to_be_saved_is_wished_for) {
    ui.click("Save dW[2] as CSV");
    BOOST_REQUIRE(state.wishes.size() == 1u);
    BOOST_TEST((state.wishes[0].what == Wish::What::csv));
    BOOST_TEST(state.wishes[0].event == event);
}

BOOST_AUTO_TEST_CASE(it_explains_the_number_too) {
    ui.click("Explain this number");
    ui.frames(2);
    BOOST_REQUIRE(session.selected);
    BOOST_TEST((*session.selected == CellRef{event, 7, 3}));
}

BOOST_AUTO_TEST_CASE(escape_a_click_beside_it_and_another_recording_close_it) {
    ui.key(Key::escape);
    BOOST_TEST(!state.cell_menu.open);
    ui.click("dW[2]", 0.5F, 0.5F, 1);
    BOOST_TEST(state.cell_menu.open);
    ui.click(ImVec2{800, 20});
    BOOST_TEST(!state.cell_menu.open);
    ui.click("dW[2]", 0.5F, 0.5F, 1);
    apply(session, SetKnob{"seed", "3"});
    ui.frames(2);
    BOOST_TEST(!state.cell_menu.open);
}

BOOST_AUTO_TEST_SUITE_END()
