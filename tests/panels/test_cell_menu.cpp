// The menu of the right mouse button on a picture.

#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"
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

BOOST_AUTO_TEST_CASE(the_picture_of_its_panel_and_of_every_step_is_wished_for) {
    ui.click("Save a picture of the panel Step");
    BOOST_REQUIRE(state.wishes.size() == 1U);
    BOOST_TEST((state.wishes[0].what == Wish::What::picture));
    BOOST_TEST(state.wishes[0].of == "Step");
    ui.click("dW[2]", 0.31F, 0.72F, 1);
    ui.frames(2);
    ui.click("Save a picture of every step");
    BOOST_REQUIRE(state.wishes.size() == 2U);
    BOOST_TEST((state.wishes[1].what == Wish::What::slides));
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

BOOST_AUTO_TEST_CASE(the_numbers_of_an_explanation_have_it_too) {
    ui.key(Key::escape);
    apply(session, SelectCell{{event, 7, 3}});
    ui.frames(2);
    ui.click("explanation/about the number", 0.5F, 0.5F, 1);
    ui.frames(2);
    BOOST_REQUIRE(state.cell_menu.cell);
    BOOST_TEST((*state.cell_menu.cell == CellRef{event, 7, 3}));
    ui.key(Key::escape);
    const CellLink operand = state.explanation.view.terms.at(0).cells.at(1);
    const auto& items = ui.registry().items;
    const auto link = std::find_if(items.begin(), items.end(), [&](const Item& item) {
        return item.panel == "explanation" && item.name == operand.name && item.visible;
    });
    BOOST_REQUIRE((link != items.end()));
    ui.click(link->rect.center(), 1);
    ui.frames(2);
    ui.click("Copy this number");
    ui.frames(1);
    const CellRef cell = operand.cell;
    BOOST_TEST(clipboard() == exact_number(session.trace->value(cell.event)(cell.row, cell.col)));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(number_menu, TrainingWindow)

BOOST_AUTO_TEST_CASE(a_watched_number_is_copied_with_all_its_digits) {
    train_to_the_end();
    go("epoch 2 batch 3 dW[2]");
    ui.click("Breakpoints");
    ui.fill("expression", "norm(dW[2])");
    ui.fill("expression", "norm(dW[2]) < 3");
    ui.frames(2);
    ui.click("watch 1 here", 0.8F, 0.5F, 1);
    ui.frames(2);
    BOOST_TEST(!ui.registry().has("cell menu/Explain this number"));
    BOOST_TEST(ui.registry().has("cell menu/Save every value for NumPy"));
    ui.click("cell menu/Copy this number");
    const WatchView& watch = state.breakpoints.watches.read(session).at(0);
    BOOST_TEST(ImGui::GetClipboardText() == exact_number(watch.now_number.value()));
    BOOST_TEST(short_number(watch.now_number.value()) == watch.now);
    BOOST_TEST(short_number(watch.before_number.value()) == watch.before);
    // What is true or false is no number.
    BOOST_TEST(!ui.registry().has("watch 2 here"));
}

BOOST_AUTO_TEST_CASE(a_weight_of_a_picture_and_its_matrix_are_copied) {
    ui.key(Key::end);
    ui.click("Weights");
    ui.frames(2);
    state.weights.chosen = "W[1]";
    ui.frames(2);
    ui.click("weights/unit 3", 0.5F, 0.5F, 1);
    ui.frames(2);
    BOOST_REQUIRE(state.cell_menu.cell);
    const CellRef cell = *state.cell_menu.cell;
    BOOST_TEST(cell.row == 3);
    ui.click("cell menu/Copy this number");
    BOOST_TEST(ImGui::GetClipboardText() == exact_number(session.trace->value(cell.event)(cell.row, cell.col)));
}

BOOST_AUTO_TEST_CASE(the_followed_weight_of_a_race_is_copied) {
    state.stage_tab = "Race";
    ui.frames(3);
    ui.click("race/Race");
    while (session.timelines.racing) wait();
    for (int frame = 0; frame < 300 && !ui.registry().has("race/loss slice"); ++frame) ui.frames(1);
    ui.frames(6);
    ui.click("race/about W after of Adam", 0.9F, 0.5F, 1);
    ui.frames(2);
    ui.click("cell menu/Copy this number");
    const auto& followed = state.race.followed;
    BOOST_REQUIRE(!followed.empty());
    BOOST_TEST(ImGui::GetClipboardText() == exact_number(followed.back().weight.after));
}

BOOST_AUTO_TEST_SUITE_END()
