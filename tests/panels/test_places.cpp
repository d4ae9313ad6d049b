// Back, forward and bookmarks, with keys and the mouse.

#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"

using namespace backstep;

namespace {

struct LessonFive : Window {
    LessonFive() { open_lesson_five(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(places, LessonFive)

BOOST_AUTO_TEST_CASE(alt_and_arrows_go_back_and_forward_as_the_buttons_do) {
    go_to("dW[2]");
    go_to("Z[1]");
    ui.key({.key = Key::left, .alt = true});
    BOOST_TEST(current() == "dW[2]");
    ui.key({.key = Key::right, .alt = true});
    BOOST_TEST(current() == "Z[1]");
    ui.click("Go back");
    ui.click("Go back");
    BOOST_TEST(current() == "");
    ui.click("Go forward");
    BOOST_TEST(current() == "dW[2]");
}

BOOST_AUTO_TEST_CASE(the_buttons_say_whether_there_is_a_way) {
    go_to("dW[2]");
    BOOST_TEST(ui.find("Go back").enabled);
    BOOST_TEST(!ui.find("Go forward").enabled);
}

BOOST_AUTO_TEST_CASE(a_drag_over_the_strip_is_one_jump) {
    go_to("Z[1]");
    ui.drag("events", {0.3F, 0.6F}, {0.8F, 0.6F});
    ui.frames(2);
    const std::string there = current();
    BOOST_TEST(there != "Z[1]");
    ui.key({.key = Key::left, .alt = true});
    BOOST_TEST(current() == "Z[1]");
}

BOOST_AUTO_TEST_CASE(m_sets_a_bookmark_and_the_list_leads_to_it_and_removes_it) {
    go_to("dW[2]");
    ui.type("m");
    ui.frames(1);
    BOOST_TEST(session.places.bookmarks.size() == 1u);
    ui.key(Key::home);
    ui.click("Bookmarks");
    ui.frames(2);
    ui.click("go to 1: dW[2]");
    ui.frames(1);
    BOOST_TEST(current() == "dW[2]");
    BOOST_TEST(!state.bookmarks);  // it has served
    ui.click("Bookmarks");
    ui.frames(2);
    ui.click("Remove the one here (m)");
    ui.frames(2);
    BOOST_TEST(session.places.bookmarks.empty());
    ui.click("Set one here (m)");
    ui.frames(2);
    ui.click("remove 1: dW[2]");
    ui.frames(2);
    BOOST_TEST(session.places.bookmarks.empty());
    BOOST_TEST(state.bookmarks);
    ui.key(Key::escape);
    BOOST_TEST(!state.bookmarks);
}

BOOST_AUTO_TEST_CASE(two_bookmarks_of_the_same_title_are_two_rows) {
    for (const std::uint8_t pixel : {std::uint8_t{1}, std::uint8_t{2}}) {
        Place place = place_from_text(session.lesson->slug, "dW[2]");
        place.image = std::make_shared<const StepImage>(StepImage{{pixel}, -1, "drawn digit"});
        session.places.bookmarks.push_back(place);
    }
    const Place first = session.places.bookmarks.front();
    ui.click("Bookmarks");
    ui.frames(2);
    ui.click("remove 2: dW[2]");
    ui.frames(2);
    BOOST_TEST_REQUIRE(session.places.bookmarks.size() == 1u);
    BOOST_TEST(same_place(session.places.bookmarks.front(), first));
}

BOOST_AUTO_TEST_CASE(the_palette_lists_bookmarks) {
    go_to("A[2]");
    ui.type("m");
    ui.key(Key::home);
    ui.key({.character = U'p', .ctrl = true});
    ui.frames(2);
    ui.type("bookmark A2");
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_TEST(current() == "A[2]");
}

BOOST_AUTO_TEST_CASE(the_list_is_whole_when_it_is_long) {
    for (int position = 0; position < 20; ++position) {
        apply(session, GoToPosition{position});
        apply(session, SwitchBookmark{});
    }
    ui.click("Bookmarks");
    ui.frames(2);
    for (const TextItem& text : ui.registry().clipped_texts()) BOOST_ERROR(text.panel << ": " << text.text);
    for (const auto& [one, other] : ui.registry().overlapping_texts())
        BOOST_ERROR("'" << one.text << "' over '" << other.text << "'");
    ui.click(ImVec2{60, 600});
    ui.frames(2);
    BOOST_TEST(!state.bookmarks);
}

BOOST_AUTO_TEST_SUITE_END()
