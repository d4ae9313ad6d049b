#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "sample.h"
#include "viewer/model/history.h"

using namespace backstep;

namespace {

std::string at(const Session& session) { return place_text(without_knobs(current_place(session))); }

// As if the lesson had been open from the beginning.
struct Fresh : Sample {
    Fresh() { session.places = {}; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(history, Fresh)

BOOST_AUTO_TEST_CASE(jumps_can_be_taken_back_and_again) {
    apply(session, GoToValue{"dW[1]@0"});
    apply(session, GoToValue{"J@1"});
    BOOST_TEST(at(session) == "J@1");
    apply(session, GoBack{});
    BOOST_TEST(at(session) == "dW[1]@0");
    apply(session, GoBack{});
    BOOST_TEST(at(session) == "start");
    BOOST_TEST(!can_go_back(session));
    apply(session, GoForward{});
    apply(session, GoForward{});
    BOOST_TEST(at(session) == "J@1");
    BOOST_TEST(!can_go_forward(session));
}

BOOST_AUTO_TEST_CASE(single_steps_are_not_remembered_but_where_they_led_to_is) {
    apply(session, GoToValue{"Z[1]@0"});
    apply(session, Step{2});
    const std::string before = at(session);
    apply(session, GoToPosition{1});
    apply(session, GoBack{});
    BOOST_TEST(at(session) == before);
    apply(session, GoBack{});
    BOOST_TEST(at(session) == "start");
}

BOOST_AUTO_TEST_CASE(a_drag_is_one_jump) {
    apply(session, GoToPosition{5});
    apply(session, GoToPosition{6, true});
    apply(session, GoToPosition{9, true});
    apply(session, GoBack{});
    BOOST_TEST(session.position == 0);
    apply(session, GoForward{});
    BOOST_TEST(session.position == 9);
}

BOOST_AUTO_TEST_CASE(a_new_jump_ends_the_way_forward) {
    apply(session, GoToPosition{5});
    apply(session, GoBack{});
    BOOST_TEST(can_go_forward(session));
    apply(session, GoToPosition{3});
    BOOST_TEST(!can_go_forward(session));
}

BOOST_AUTO_TEST_CASE(a_jump_that_is_refused_is_not_remembered) {
    BOOST_CHECK_THROW(apply(session, GoToValue{"no such value"}), InputError);
    BOOST_TEST(!can_go_back(session));
    apply(session, GoBack{});
    BOOST_TEST(session.position == 0);
}

BOOST_AUTO_TEST_CASE(the_way_back_leads_to_another_lesson_with_its_knobs) {
    apply(session, SetKnob{"optimizer", "momentum"});
    apply(session, GoToValue{"v̂W[1]@0"});
    apply(session, OpenLesson{"2"});
    apply(session, ShowLessons{});
    apply(session, GoBack{});
    BOOST_TEST(session.lesson->number == 2);
    apply(session, GoBack{});
    BOOST_TEST(session.lesson->number == 1);
    BOOST_TEST(session.knobs.choice("optimizer") == "momentum");
    BOOST_TEST(at(session) == "v̂W[1]@0");
    apply(session, GoForward{});
    apply(session, GoForward{});
    BOOST_TEST(!session.lesson);
}

BOOST_AUTO_TEST_CASE(a_place_whose_value_a_turned_knob_took_away_does_no_harm) {
    apply(session, SetKnob{"optimizer", "momentum"});
    apply(session, GoToValue{"v̂W[1]@0"});
    apply(session, GoToPosition{2});
    apply(session, SetKnob{"optimizer", "sgd"});
    apply(session, GoBack{});
    BOOST_TEST(session.position == 2);
}

BOOST_AUTO_TEST_CASE(a_bookmark_is_set_and_removed_at_the_same_place) {
    apply(session, GoToValue{"dW[1]@1"});
    apply(session, SwitchBookmark{});
    apply(session, GoToPosition{0});
    apply(session, SwitchBookmark{});
    const std::vector<BookmarkView> views = bookmark_views(session);
    BOOST_REQUIRE(views.size() == 2u);
    BOOST_TEST(views[0].title == "dW[1]@1");
    BOOST_TEST(!views[0].here);
    BOOST_TEST(views[1].here);
    BOOST_TEST(views[1].title == "the beginning");
    BOOST_TEST(*views[1].position == 0);
    apply(session, GoToPlace{views[0].place});
    BOOST_TEST(session.position == *views[0].position);
    apply(session, SwitchBookmark{});
    BOOST_TEST(bookmark_views(session).size() == 1u);
}

BOOST_AUTO_TEST_CASE(bookmarks_of_another_lesson_come_last_and_name_it) {
    apply(session, GoToValue{"J@0"});
    apply(session, SwitchBookmark{});
    apply(session, OpenLesson{"2"});
    apply(session, GoToPosition{1});
    apply(session, SwitchBookmark{});
    const std::vector<BookmarkView> views = bookmark_views(session);
    BOOST_REQUIRE(views.size() == 2u);
    BOOST_TEST(views[0].title == "J");
    BOOST_TEST(views[1].title == "1. A network: J@0");
    BOOST_TEST(!views[1].position);
    apply(session, GoToPlace{views[1].place});
    BOOST_TEST(session.lesson->number == 1);
    BOOST_TEST(at(session) == "J@0");
    apply(session, GoBack{});
    BOOST_TEST(session.lesson->number == 2);
}

BOOST_AUTO_TEST_CASE(nothing_can_be_bookmarked_on_the_list_of_lessons) {
    apply(session, ShowLessons{});
    BOOST_CHECK_THROW(apply(session, SwitchBookmark{}), InputError);
    BOOST_CHECK_THROW(apply(session, GoToPlace{place_from_text("no_lesson", "J")}), InputError);
}

BOOST_AUTO_TEST_CASE(lessons_keep_their_place_only_if_they_are_told_to) {
    apply(session, GoToValue{"dW[1]@0"});
    apply(session, OpenLesson{"2"});
    apply(session, OpenLesson{"1"});
    BOOST_TEST(at(session) == "start");
    session.places.keep = true;
    apply(session, GoToValue{"dW[1]@0"});
    apply(session, OpenLesson{"2"});
    apply(session, OpenLesson{"1"});
    BOOST_TEST(at(session) == "dW[1]@0");
    apply(session, OpenLesson{"1"});
    BOOST_TEST(at(session) == "start");
}

BOOST_AUTO_TEST_CASE(places_as_text_come_back) {
    for (const char* text : {"start", "dW[2]", "W[1]@1", "step 17 dW[2]", "step 3 start", "step x", "step 0 J"})
        BOOST_TEST(place_text(place_from_text("05_x", text)) == text);
    BOOST_TEST(place_from_text("05_x", "step 17 dW[2]").step == 17);
    BOOST_TEST(place_from_text("05_x", "step x").step == 0);
    BOOST_TEST(place_from_text("05_x", "start").value == "");
    BOOST_TEST(place_from_text("05_x", "step 3 start").value == "");
}

BOOST_AUTO_TEST_CASE(the_way_back_ends_with_the_two_hundredth_place_and_forgets_the_oldest) {
    for (int i = 0; i < 205; ++i) apply(session, GoToPosition{1 + i % 2});
    BOOST_TEST(session.places.back.size() == 200u);
    BOOST_TEST(at(session) != "start");
    const std::string before = session.places.back.back().value;
    apply(session, GoBack{});
    BOOST_TEST(at(session) == before);
    for (int i = 0; i < 205; ++i) apply(session, GoBack{});
    BOOST_TEST(at(session) != "start");
}

BOOST_AUTO_TEST_CASE(a_place_that_is_left_twice_is_remembered_once) {
    apply(session, GoToPosition{3});
    apply(session, GoToPosition{5});
    apply(session, Step{-2});
    apply(session, GoToPosition{7});
    BOOST_TEST(session.places.back.size() == 2u);
    apply(session, GoBack{});
    BOOST_TEST(session.position == 3);
    apply(session, GoBack{});
    BOOST_TEST(session.position == 0);
}

BOOST_AUTO_TEST_CASE(whoever_stands_at_the_last_place_already_goes_nowhere) {
    apply(session, GoToPosition{1});
    apply(session, Step{-1});
    BOOST_TEST(!can_go_back(session));
    apply(session, GoBack{});
    BOOST_TEST(session.position == 0);
    BOOST_TEST(session.places.forward.empty());
}

BOOST_AUTO_TEST_CASE(a_removed_bookmark_is_gone_and_the_others_stay) {
    apply(session, GoToValue{"J@0"});
    apply(session, SwitchBookmark{});
    apply(session, GoToValue{"dW[1]@0"});
    apply(session, SwitchBookmark{});
    apply(session, RemoveBookmark{session.places.bookmarks.front()});
    BOOST_REQUIRE(session.places.bookmarks.size() == 1u);
    BOOST_TEST(session.places.bookmarks.front().value == "dW[1]@0");
}

BOOST_AUTO_TEST_SUITE_END()
