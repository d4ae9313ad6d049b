// What is out of sight, without a mouse.

#include "tests/panels/keyboard.h"
#include "tests/panels/training_window.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(reach_scrolling)

BOOST_AUTO_TEST_CASE(every_lesson_is_reached_in_a_small_window_by_wheel_and_by_tab) {
    Keyboard<Window> window;
    HeadlessUi small({1280, 800, 1, true, true},
                     [&](Ui& frame, FrameRequest&) { run_frame(frame, window.session, window.state, 1.0 / 60); });
    const auto sees_last = [&] {
        const Item& last = small.registry().find("lesson 14");
        return last.visible && !last.part;
    };
    small.frames(2);
    BOOST_TEST(!sees_last());
    small.move("lesson 5");
    for (int turn = 0; turn < 20; ++turn) small.wheel(-3);
    BOOST_TEST(sees_last());
    for (int turn = 0; turn < 40; ++turn) small.wheel(3);
    BOOST_TEST(!sees_last());
    for (int i = 0; i < 40 && window.state.reach.name != "lesson 14"; ++i) {
        small.key(Key::tab);
        small.settle(30);
    }
    BOOST_TEST(sees_last());
    BOOST_TEST(!small.registry().find("sample 0").enabled);
}

BOOST_AUTO_TEST_CASE(tab_scrolls_to_what_is_out_of_sight) {
    Keyboard<TrainingWindow> window;
    window.state.stage_tab = "Results";
    window.ui.settle();
    const std::vector<ReadImage>& mistakes = window.state.results.list;
    BOOST_REQUIRE(mistakes.size() > 100U);
    const std::string name = fmt::format("test image {}", mistakes[100].index);
    BOOST_TEST(!window.sees("results", name));
    BOOST_REQUIRE(window.tab_to("results", fmt::format("test image {}", mistakes[0].index)));
    for (int i = 0; i < 100; ++i) window.press({.key = Key::tab});
    BOOST_TEST(window.state.reach.name == name);
    BOOST_TEST(window.sees("results", name));
    window.press({.key = Key::enter});
    BOOST_TEST(window.state.results.index == mistakes[100].index);
    // And back again.
    for (int i = 0; i < 100; ++i) window.press(back);
    BOOST_TEST(window.state.reach.name == fmt::format("test image {}", mistakes[0].index));
    BOOST_TEST(window.sees("results", window.state.reach.name));
}

BOOST_AUTO_TEST_CASE(page_down_scrolls_the_page_or_what_tab_has_come_to) {
    LessonKeyboard window;
    // A text in the middle of that panel, and how far it goes up.
    const auto moves_by = [&](const char* panel, const KeyPress& key) {
        const auto height_of = [&](const std::string& words) {
            for (const TextItem& text : window.ui.registry().texts)
                if (text.panel == panel && text.text == words) return text.whole.min.y;
            return 0.0F;
        };
        std::vector<TextItem> texts = window.ui.registry().texts;
        std::erase_if(texts, [&](const TextItem& text) { return text.panel != panel; });
        std::erase_if(texts, [](const TextItem& text) { return text.text.size() < 20; });  // others may come twice
        const TextItem middle = texts[texts.size() / 2];
        window.press(key);
        return middle.whole.min.y - height_of(middle.text);
    };
    BOOST_TEST(moves_by("page", {.key = Key::page_down}) > 100);
    BOOST_TEST(moves_by("page", {.key = Key::page_up}) < -100);
    window.press({.key = Key::down, .shift = true});
    BOOST_REQUIRE(window.tab_to("explanation", "Prove it"));
    BOOST_TEST(moves_by("explanation", {.key = Key::page_down}) > 100);
}

BOOST_AUTO_TEST_SUITE_END()
