// The palette, typed into and clicked.

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"

using namespace backstep;

namespace {

constexpr KeyPress ctrl_p{.character = U'p', .ctrl = true};

struct Searching : Window {
    Searching() {
        open_lesson_five();
        ui.key(ctrl_p);
        ui.frames(2);
    }
    bool shows(const std::string& words) const {
        const std::vector<TextItem>& texts = ui.registry().texts;
        return std::any_of(texts.begin(), texts.end(), [&](const TextItem& text) {
            return text.panel == "palette" && text.text.find(words) != std::string::npos;
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(command_palette, Searching)

BOOST_AUTO_TEST_CASE(a_few_letters_and_enter_lead_to_a_value) {
    ui.type("dw2");
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_TEST(current() == "dW[2]");
    BOOST_TEST(!state.palette.open);
    ui.key(Key::right);
    BOOST_TEST(current() == "db[2]");
}

BOOST_AUTO_TEST_CASE(a_key_right_after_enter_or_escape_is_not_lost) {
    for (const Key last : {Key::enter, Key::escape}) {
        state.palette.open = true;
        ui.frames(3);
        ui.type("dw2");
        BOOST_TEST(ImGui::GetIO().WantTextInput);
        inject_key(last, true);
        for (int frame = 0; frame < 3; ++frame) {
            ui.frames(1);
            BOOST_TEST(!state.palette.open);
            BOOST_TEST(!ImGui::GetIO().WantTextInput);
        }
        inject_key(last, false);
        ui.frames(1);
    }
}

BOOST_AUTO_TEST_CASE(a_name_with_a_hat_is_found_by_its_spelling_in_ascii) {
    apply(session, SetKnob{"optimizer", "adam"});
    ui.frames(2);
    ui.type("mhatW1");
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_TEST(current() == "m̂W[1]");
}

BOOST_AUTO_TEST_CASE(a_number_that_is_named_can_be_explained) {
    ui.type("dW[2](3,7)");
    ui.frames(2);
    BOOST_TEST(shows("Explain dW[2](3,7)"));
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_REQUIRE(session.selected.has_value());
    BOOST_TEST(state.explanation.view.name == "dW[2](3,7)");
}

BOOST_AUTO_TEST_CASE(arrows_choose_and_go_round_the_ends) {
    ui.type("theme");
    BOOST_TEST(shows("Theme: dark"));
    ui.key(Key::down);
    BOOST_TEST(state.palette.chosen == 1);
    ui.key(Key::up);
    ui.key(Key::up);
    BOOST_TEST(state.palette.chosen > 0);
    ui.key(Key::down);
    ui.key(Key::down);
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_TEST(!state.dark);
}

BOOST_AUTO_TEST_CASE(the_chosen_row_stays_in_sight_and_the_last_page_is_full) {
    for (int row = 0; row < 20; ++row) ui.key(Key::down);
    BOOST_TEST(state.palette.chosen == 20);
    BOOST_TEST(state.palette.first == 20 - 11);
    ui.key(Key::page_up);
    BOOST_TEST(state.palette.chosen == 20 - 12);
    BOOST_TEST(state.palette.first <= state.palette.chosen);
    ui.key(Key::page_down);
    BOOST_TEST(state.palette.chosen == 20);
    ui.move("palette/" + ui.registry().items.back().name);
    for (int turn = 0; turn < 100; ++turn) ui.wheel(-3);
    const auto rows = std::count_if(ui.registry().items.begin(), ui.registry().items.end(),
                                    [](const Item& item) { return item.panel == "palette" && item.name != "search"; });
    BOOST_TEST(rows == 12);
}

BOOST_AUTO_TEST_CASE(the_chosen_row_has_a_bar_and_the_letters_that_were_typed_are_coloured) {
    ui.type("dw2");
    const Rect chosen = ui.find("palette/Go to dW[2]").rect;
    const Color accent = dark_theme().accent;
    const Image& picture = ui.image();
    BOOST_TEST(picture.at(static_cast<int>(chosen.min.x) + 1, static_cast<int>(chosen.center().y)) == accent);
    int coloured = 0;
    for (int y = static_cast<int>(chosen.min.y); y < static_cast<int>(chosen.max.y); ++y)
        for (int x = static_cast<int>(chosen.min.x) + 8; x < static_cast<int>(chosen.max.x); ++x)
            coloured += color_difference(picture.at(x, y), accent) < 0.05;
    BOOST_TEST(coloured > 5);
}

BOOST_AUTO_TEST_CASE(another_letter_begins_at_the_best_row_again) {
    ui.type("st");
    for (int row = 0; row < 3; ++row) ui.key(Key::down);
    BOOST_TEST(state.palette.chosen == 3);
    ui.type("e");
    BOOST_TEST(state.palette.chosen == 0);
}

BOOST_AUTO_TEST_CASE(a_click_runs_a_row_and_keys_meanwhile_do_nothing_else) {
    ui.type("opt");
    BOOST_TEST(session.position == 0);
    ui.click("Optimizer: Adam");
    ui.frames(2);
    BOOST_TEST(session.knobs.choice("optimizer") == "adam");
    BOOST_TEST(!state.palette.open);
}

BOOST_AUTO_TEST_CASE(escape_and_a_click_beside_it_close_it_and_nothing_else) {
    apply(session, GoToValue{"dW[2]"});
    apply(session, SelectCell{{session.position - 1, 1, 2}});
    ui.frames(2);
    ui.key(Key::escape);
    ui.frames(2);
    BOOST_TEST(!state.palette.open);
    BOOST_TEST(session.selected.has_value());
    ui.click("Search  Ctrl+P");
    ui.frames(2);
    BOOST_TEST(state.palette.open);
    ui.click(ImVec2{30, 700});
    ui.frames(2);
    BOOST_TEST(!state.palette.open);
    BOOST_TEST(current() == "dW[2]");
}

BOOST_AUTO_TEST_CASE(the_wheel_shows_more_and_the_list_never_ends_beyond_its_end) {
    BOOST_TEST(shows("Step: one line forward"));
    ui.move("Step: one line forward");
    ui.wheel(-2);
    BOOST_TEST(!shows("Step: one line forward"));
    BOOST_TEST(state.palette.first == 6);
    for (int turn = 0; turn < 100; ++turn) ui.wheel(-3);
    BOOST_TEST(shows("Lessons: back to the list"));
    ui.type("zzzz");
    BOOST_TEST(shows("Nothing here"));
    ui.key(Key::enter);
    BOOST_TEST(state.palette.open);
}

BOOST_AUTO_TEST_CASE(it_opens_from_a_field_that_is_being_typed_into) {
    ui.key(Key::escape);
    ui.click("hidden_units");
    ui.frames(2);
    ui.key(ctrl_p);
    ui.frames(3);
    BOOST_TEST(state.palette.open);
    ui.type("lesson 2:");
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_REQUIRE(session.lesson);
    BOOST_TEST(session.lesson->number == 2);
}

BOOST_AUTO_TEST_CASE(nothing_in_it_is_cut_off_or_overlaps) {
    for (const char* typed : {"", "go to d", "lesson", "breakpoint"}) {
        ui.key(Key::a, true);
        ui.type(*typed ? typed : " ");
        for (const TextItem& text : ui.registry().clipped_texts()) BOOST_ERROR(text.panel << ": " << text.text);
        for (const auto& [one, other] : ui.registry().overlapping_texts())
            BOOST_ERROR("'" << one.text << "' over '" << other.text << "'");
    }
}

BOOST_AUTO_TEST_CASE(in_a_training_a_moment_is_gone_to_and_a_condition_becomes_a_breakpoint) {
    TrainingWindow training;
    training.train_to_the_end();
    const auto run = [&](const char* typed) {
        training.ui.key(ctrl_p);
        training.ui.frames(2);
        training.ui.type(typed);
        training.ui.frames(2);
        training.ui.key(Key::enter);
        training.ui.frames(3);
    };
    run("epoch 2 batch 3 dW[1]");
    BOOST_TEST(training.session.timelines.step == 7);
    BOOST_TEST(training.session.current()->name.text() == "dW[1]");
    run("step 2");
    BOOST_TEST(training.session.timelines.step == 2);
    run("loss < 1.5");
    BOOST_REQUIRE(training.session.timelines.breakpoints.size() == 1U);
    BOOST_TEST(training.session.timelines.breakpoints[0].condition->text() == "loss < 1.5");
}

BOOST_AUTO_TEST_SUITE_END()
