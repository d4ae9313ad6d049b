// The tour through the window.

#include <set>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"
#include "viewer/panels/tour.h"

using namespace backstep;

namespace {

// The words of the card; each is whole and apart from the others.
template <class SomeWindow>
std::string check_card(SomeWindow& window) {
    std::string all;
    for (const TextItem& text : window.ui.registry().texts)
        if (text.panel == "tour") all += text.text + "\n";
    for (const TextItem& text : window.ui.registry().clipped_texts())
        if (text.panel == "tour") BOOST_ERROR("'" << text.text << "' is cut off");
    for (const auto& [one, other] : window.ui.registry().overlapping_texts())
        if (one.panel == "tour") BOOST_ERROR("'" << one.text << "' over '" << other.text << "'");
    return all;
}

template <class SomeWindow>
void begin(SomeWindow& window) {
    begin_tour(window.state);
    window.ui.frames(5);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tour)

BOOST_AUTO_TEST_CASE(nobody_sees_it_who_has_not_asked) {
    Window window;
    BOOST_TEST(window.state.tour.card == 0);
    BOOST_TEST(!window.ui.registry().has("tour/Next"));
}

BOOST_AUTO_TEST_CASE(from_the_list_it_shows_a_lesson_and_at_its_end_the_reader_begins_there) {
    Window window({1280, 800});
    begin(window);
    BOOST_REQUIRE(window.session.lesson);
    BOOST_TEST(window.session.lesson->number == 5);
    BOOST_TEST(window.current() == "dW[2]");
    BOOST_TEST(window.session.selected.has_value());
    std::set<std::string> cards;
    for (int card = 1; card <= 7; ++card) {
        BOOST_TEST(window.state.tour.card == card);
        cards.insert(check_card(window));
        window.ui.click(card < 7 ? "tour/Next" : "tour/Done");
        window.ui.frames(2);
    }
    BOOST_TEST(cards.size() == 7u);
    BOOST_TEST(window.state.tour.card == 0);
    BOOST_TEST(window.session.lesson->number == 5);
    BOOST_TEST(window.session.position == 0);
    BOOST_TEST(!window.session.selected.has_value());
}

BOOST_AUTO_TEST_CASE(who_skips_is_back_at_the_list) {
    Window window;
    begin(window);
    window.ui.click("tour/Skip");
    window.ui.frames(2);
    BOOST_TEST(window.state.tour.card == 0);
    BOOST_TEST(window.state.tour.seen);
    BOOST_TEST(!window.session.lesson);
}

BOOST_AUTO_TEST_CASE(the_arrows_turn_the_cards_and_escape_ends_it_and_they_do_nothing_else) {
    Window window;
    window.open_lesson_five();
    window.go_to("Z[1]");
    begin(window);
    BOOST_TEST(says(window.ui, "tour", "The lesson"));
    window.ui.key(Key::left);
    BOOST_TEST(window.state.tour.card == 1);
    window.ui.key(Key::right);
    window.ui.key(Key::enter);
    BOOST_TEST(says(window.ui, "tour", "The equation is a picture"));
    window.ui.click("tour/Back");
    window.ui.frames(1);
    BOOST_TEST(says(window.ui, "tour", "Line by line"));
    window.ui.key(Key::escape);
    BOOST_TEST(window.state.tour.card == 0);
    // A lesson that was open stays as it was.
    BOOST_TEST(window.current() == "Z[1]");
    window.ui.key(Key::right);
    BOOST_TEST(window.current() == "A[1]");
}

BOOST_AUTO_TEST_CASE(a_click_beside_the_card_reaches_nothing) {
    Window window;
    window.open_lesson_five();
    begin(window);
    for (const char* name : {"strip/events", "header/Lessons", "header/Help"})
        window.ui.click(window.ui.find(name).rect.center());
    BOOST_TEST(!window.state.help);
    BOOST_TEST(window.state.tour.card == 1);
    BOOST_TEST(window.current() == "dW[2]");
    window.ui.key(Key::escape);
    BOOST_REQUIRE(window.session.lesson);
    BOOST_TEST(window.session.position == 0);
    BOOST_TEST(!window.session.selected.has_value());
}

BOOST_AUTO_TEST_CASE(every_card_is_whole_in_small_and_dense_windows_and_in_both_themes) {
    for (const bool dark : {true, false})
        for (const auto& [size, scale] : {std::pair{ImVec2{1024, 640}, 1.0F}, std::pair{ImVec2{2560, 1600}, 2.0F}}) {
            TrainingWindow window(size, scale);
            window.state.dark = dark;
            begin(window);
            for (int card = 1; card <= 7; ++card) {
                BOOST_TEST(window.state.tour.card == card);
                BOOST_TEST(check_card(window) != "");
                window.ui.key(Key::right);
            }
            BOOST_TEST(window.state.tour.card == 0);
        }
}

BOOST_AUTO_TEST_CASE(a_card_lies_beside_what_it_points_at_and_what_is_not_there_has_none) {
    Window window({1280, 800});
    apply(window.session, OpenLesson{"1"});
    begin(window);
    int cards = 0;
    for (; window.state.tour.card > 0; window.ui.key(Key::right), ++cards) {
        BOOST_TEST(!says(window.ui, "tour", "The map"));
        const Rect next = window.ui.registry().has("tour/Next") ? window.ui.find("tour/Next").rect : Rect{};
        if (window.state.tour.card == 1) BOOST_TEST(next.min.x > 1280 * 0.33F);
        if (window.state.tour.card == 2) BOOST_TEST(next.min.x > 270);
    }
    BOOST_TEST(cards == 6);
}

BOOST_AUTO_TEST_CASE(the_help_and_the_palette_begin_it_again) {
    Window window;
    window.open_lesson_five();
    window.ui.type("?");
    window.ui.click("help/Tour");
    BOOST_TEST(!window.state.help);
    BOOST_TEST(window.state.tour.card == 1);
    window.ui.key(Key::escape);
    window.ui.key({.character = U'p', .ctrl = true});
    window.ui.type("tour");
    window.ui.key(Key::enter);
    window.ui.frames(2);
    BOOST_TEST(window.state.tour.card == 1);
    BOOST_TEST(says(window.ui, "tour", "The lesson"));
}

BOOST_AUTO_TEST_SUITE_END()
