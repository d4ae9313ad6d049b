// All that can be clicked, without a mouse.

#include <set>

#include "tests/panels/keyboard.h"
#include "tests/panels/training_window.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(reach)

BOOST_AUTO_TEST_CASE(each_of_many_things_has_letters_of_its_own_and_none_begins_with_another_s) {
    for (const std::size_t count : {1U, 26U, 27U, 300U}) {
        const std::vector<std::string> letters = letters_for(count);
        BOOST_TEST(letters.size() == count);
        BOOST_TEST(std::set<std::string>(letters.begin(), letters.end()).size() == count);
        for (const std::string& one : letters) BOOST_TEST(one.size() == (count > 26 ? 2U : 1U));
    }
}

BOOST_AUTO_TEST_CASE(tab_goes_to_everything_once_and_round_and_shift_tab_the_other_way) {
    LessonKeyboard window;
    window.go_to("A[2]");
    apply(window.session, SelectCell{{window.session.position - 1, 3, 5}});
    window.ui.settle(30);
    const std::vector<Item> all = window.all();
    const std::size_t count = all.size();
    BOOST_TEST(count > 60U);
    std::set<std::pair<std::string, std::string>> names;
    for (const Item& item : all) names.insert({item.panel, item.name});
    BOOST_TEST(names.size() < count);  // some links lead to the same number
    window.press({.key = Key::tab});
    const auto here = [&] {
        return std::pair{window.state.reach.panel + "/" + window.state.reach.name, window.state.reach.same};
    };
    const auto first = here();
    std::set<std::pair<std::string, int>> seen;
    for (std::size_t i = 0; i < count; ++i) {
        seen.insert(here());
        window.press({.key = Key::tab});
    }
    BOOST_TEST(seen.size() == count);
    BOOST_TEST((here() == first));
    window.press(back);
    BOOST_TEST((here() != first));
    window.press({.key = Key::tab});
    BOOST_TEST((here() == first));
    window.press({.key = Key::escape});
    BOOST_TEST(!window.state.reach.on);
    window.press(back);
    BOOST_TEST(window.state.reach.place == count - 1);
}

BOOST_AUTO_TEST_CASE(enter_clicks_what_tab_has_come_to_and_shift_enter_opens_its_menu) {
    LessonKeyboard window;
    BOOST_REQUIRE(window.tab_to("stage", "dZ[2]"));
    window.press({.key = Key::enter});
    BOOST_REQUIRE(window.session.selected.has_value());
    BOOST_TEST(window.session.trace->events[static_cast<std::size_t>(window.session.selected->event)].name.text() ==
               "dZ[2]");
    window.press(menu);
    BOOST_TEST(window.state.cell_menu.open);
    BOOST_TEST(window.items().front().panel == "cell menu");
    window.press({.key = Key::escape});
    BOOST_TEST(!window.state.cell_menu.open);
    BOOST_REQUIRE(window.tab_to("knobs", "Adam"));
    window.press({.key = Key::enter});
    BOOST_TEST(window.session.knobs.choice("optimizer") == "adam");
}

BOOST_AUTO_TEST_CASE(enter_without_tab_says_so) {
    LessonKeyboard window;
    window.press({.key = Key::enter});
    BOOST_TEST(says(window.ui, "header", "Tab comes to the first thing"));
}

BOOST_AUTO_TEST_CASE(letters_click_what_they_stand_on) {
    LessonKeyboard window;
    window.type_letters_of("knobs", "Momentum");
    BOOST_TEST(window.session.knobs.choice("optimizer") == "momentum");
    BOOST_TEST(!window.state.reach.letters);
    window.type_letters_of("header", "Lessons");
    BOOST_TEST(!window.session.lesson);
}

BOOST_AUTO_TEST_CASE(letters_go_with_any_other_key_and_backspace_takes_one_back) {
    LessonKeyboard window;
    const int position = window.session.position;
    window.ui.type("f");
    BOOST_TEST(window.state.reach.letters);
    window.ui.type("a");
    BOOST_TEST(window.state.reach.letters);
    window.press({.key = Key::backspace});
    BOOST_TEST(window.state.reach.typed == "");
    BOOST_TEST(window.state.reach.letters);
    window.press({.key = Key::right});
    BOOST_TEST(!window.state.reach.letters);
    BOOST_TEST(window.session.position == position);  // it was for the letters
}

BOOST_AUTO_TEST_CASE(a_number_is_explained_gone_on_from_and_proved_with_keys_alone) {
    LessonKeyboard window;
    const KeyPress down{.key = Key::down, .shift = true}, right{.key = Key::right, .shift = true};
    window.press(down);
    BOOST_REQUIRE(window.session.selected.has_value());
    const CellRef first = *window.session.selected;
    window.press(first.row < 9 ? down : KeyPress{.key = Key::up, .shift = true});
    BOOST_TEST(std::abs(window.session.selected->row - first.row) == 1);
    window.press(right);
    BOOST_TEST(window.current() == "dW[2]");
    window.ui.type("p");
    window.ui.settle(60);
    BOOST_TEST(window.state.explanation.proof.has_value());
    BOOST_REQUIRE(window.tab_to("explanation", "about the number"));
    window.press({.key = Key::page_down});
    const std::vector<Item> items = window.items();
    const auto is_link = [](const Item& item) {
        return item.panel == "explanation" && item.name.rfind("A[1](", 0) == 0;
    };
    const auto found = std::find_if(items.begin(), items.end(), is_link);
    BOOST_REQUIRE((found != items.end()));
    const std::string link = found->name;
    BOOST_REQUIRE(window.tab_to("explanation", link));
    window.press({.key = Key::enter});
    BOOST_TEST(window.state.explanation.view.name == link);
    BOOST_TEST(window.session.trail.size() == 1U);
    window.ui.type("p");
    window.ui.settle(60);
    BOOST_TEST(says(window.ui, "header", "There is no gradient to prove"));
}

BOOST_AUTO_TEST_CASE(what_is_said_under_the_mouse_stays_until_the_next_key_and_the_mouse_is_where_it_was) {
    LessonKeyboard window;
    window.ui.move({700, 20});
    BOOST_REQUIRE(window.tab_to("knobs", "about learning_rate"));
    window.press({.key = Key::enter});
    const std::string meaning = window.session.knobs.all().front().meaning;
    const auto told = [&] { return says(window.ui, "tooltip", "learning rate") || says(window.ui, "tooltip", "far"); };
    BOOST_TEST(told(), meaning);
    window.ui.frames(20);
    BOOST_TEST(told());
    window.ui.move({500, 30});
    window.ui.settle(30);
    BOOST_TEST(!told());
    window.press({.key = Key::enter});
    BOOST_TEST(told());
    BOOST_TEST(ImGui::GetIO().MousePos.x != 500);
    window.ui.move({700, 20});
    window.press({.key = Key::enter});
    window.press({.key = Key::escape});
    BOOST_TEST(!told());
    BOOST_TEST(ImGui::GetIO().MousePos.x == 700);
    BOOST_TEST(ImGui::GetIO().MousePos.y == 20);
}

BOOST_AUTO_TEST_CASE(a_click_by_hand_ends_it) {
    LessonKeyboard window;
    window.press({.key = Key::tab});
    window.ui.click("Weights");
    BOOST_TEST(!window.state.reach.on);
}

BOOST_AUTO_TEST_CASE(the_form_for_an_own_network_is_filled_in_with_keys_alone) {
    Keyboard<Window> window;
    window.press(ctrl_p);
    window.ui.frames(2);
    window.ui.type("A network of your own");
    window.ui.frames(2);
    window.press({.key = Key::enter});
    BOOST_REQUIRE(window.state.own.open);
    window.ui.settle(60);
    BOOST_TEST(ImGui::GetIO().WantTextInput);  // the first field has the keyboard
    BOOST_REQUIRE(window.tab_to("own", "layers"));
    window.ui.key(Key::a, true);
    window.ui.type("784,9,10");
    BOOST_REQUIRE(window.tab_to("own", "batch"));
    window.ui.key(Key::a, true);
    window.ui.type("25");
    BOOST_REQUIRE(window.tab_to("own", "optimizer"));
    window.ui.settle(60);
    BOOST_TEST(window.state.own.options.batch == 25);
    BOOST_TEST(window.state.own.options.layers == "784,9,10");
    const std::string before = window.state.own.options.optimizer;
    window.press({.key = Key::enter});
    window.press({.key = Key::down});
    window.press({.key = Key::enter});
    BOOST_TEST(window.state.own.options.optimizer != before);
    BOOST_REQUIRE(window.tab_to("own", "layers"));
    window.press({.key = Key::enter});
    for (int i = 0; i < 5000 && window.session.own; ++i) window.ui.frames(1);
    window.ui.settle(60);
    BOOST_TEST(!window.state.own.open);
    BOOST_REQUIRE(window.session.lesson);
    BOOST_TEST(window.session.timelines.timeline()->plan().network.layers[1] == 9);
    BOOST_TEST(window.session.timelines.timeline()->plan().batch_size == 25);
}

BOOST_AUTO_TEST_CASE(g_leads_to_the_field_for_places_and_conditions) {
    Keyboard<TrainingWindow> window;
    window.train_to_the_end();
    window.ui.settle(60);
    window.ui.type("g");
    window.ui.settle(60);
    BOOST_REQUIRE(ImGui::GetIO().WantTextInput);
    window.ui.type("epoch 2 batch 3");
    window.press({.key = Key::enter});
    BOOST_TEST(window.session.timelines.step == 7);
    BOOST_TEST(!ImGui::GetIO().WantTextInput);
}

BOOST_AUTO_TEST_SUITE_END()
