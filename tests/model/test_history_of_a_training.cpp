#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "training_sample.h"
#include "viewer/model/history.h"

using namespace backstep;

BOOST_FIXTURE_TEST_SUITE(history_of_a_training, TrainingSample)

BOOST_AUTO_TEST_CASE(a_step_of_the_training_is_found_again) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3 dW[1]"});
    apply(session, SwitchBookmark{});
    const std::string there = state();
    apply(session, GoToMoment{{11, 2}});
    apply(session, GoToMoment{{12, 2}, true});
    BOOST_TEST(bookmark_views(session).at(0).title == "epoch 2 batch 3 dW[1]");
    BOOST_TEST(!bookmark_views(session).at(0).position);
    apply(session, GoBack{});
    BOOST_TEST(state() == there);
    BOOST_TEST(*bookmark_views(session).at(0).position == session.position);
}

BOOST_AUTO_TEST_CASE(going_back_shows_the_timeline_again) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3"});
    apply(session, Fork{{"optimizer=adam"}});
    const int fork = session.timelines.current;
    BOOST_TEST(fork == 1);
    apply(session, ShowTimeline{0});
    apply(session, GoBack{});
    BOOST_TEST(session.timelines.current == fork);
}

BOOST_AUTO_TEST_CASE(a_step_that_is_not_trained_any_more_gives_way_to_the_last_one) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3 dW[1]"});
    apply(session, ShowLessons{});
    apply(session, GoBack{});
    BOOST_TEST(session.timelines.step == 1);
    BOOST_TEST(session.current()->name.text() == "dW[1]");
    BOOST_TEST(session.timelines.notice.find("is not trained yet") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_place_that_has_to_be_trained_again_is_kept_and_is_the_first_to_go_back_to) {
    session.places.keep = true;
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3 dW[1]"});
    apply(session, ShowLessons{});
    for (int again = 0; again < 2; ++again) {
        apply(session, OpenLesson{"7"});
        BOOST_TEST(session.timelines.step == 1);
        BOOST_TEST(session.timelines.notice == "you left at epoch 2 batch 3: train, and Alt+← goes there");
        apply(session, ShowLessons{});
        BOOST_TEST(session.places.last.at("07_small") == "step 7 dW[1]");
    }
    apply(session, OpenLesson{"7"});
    train_to_the_end();
    apply(session, GoBack{});
    BOOST_TEST(session.timelines.step == 7);
    BOOST_TEST(session.current()->name.text() == "dW[1]");

    // Whoever goes elsewhere meanwhile has another place.
    apply(session, ShowLessons{});
    apply(session, OpenLesson{"7"});
    apply(session, StepBatch{1});
    apply(session, StepBatch{1});
    apply(session, ShowLessons{});
    BOOST_TEST(session.places.last.at("07_small") == "step 3 dW[1]");
}

BOOST_AUTO_TEST_CASE(the_same_value_in_two_steps_has_two_bookmarks) {
    train_to_the_end();
    for (const char* place : {"step 7 dW[1]", "step 8 dW[1]"}) {
        apply(session, GoToTyped{place});
        apply(session, SwitchBookmark{});
    }
    BOOST_TEST(session.places.bookmarks.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_lesson_left_while_an_image_is_stepped_through_keeps_the_place_in_the_training) {
    session.places.keep = true;
    train_to_the_end();
    apply(session, GoToTyped{"step 7 dW[1]"});
    apply(session, StepImage{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"});
    apply(session, Step{1});
    apply(session, ShowLessons{});
    BOOST_TEST(session.places.last.at("07_small") == "step 7 dW[1]");
}

BOOST_AUTO_TEST_CASE(a_bookmark_set_in_an_image_is_of_the_step_whose_network_reads_it) {
    train_to_the_end();
    apply(session, GoToTyped{"step 7 dW[1]"});
    apply(session, StepImage{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"});
    apply(session, GoToValue{"Z[2]"});
    apply(session, SwitchBookmark{});
    BOOST_TEST(bookmark_views(session).at(0).here);
    BOOST_TEST(place_text(session.places.bookmarks.at(0)) == "step 7 Z[2]");
    apply(session, BackToTraining{});
    apply(session, GoToMoment{{2, 0}});
    apply(session, GoToPlace{session.places.bookmarks.at(0)});
    BOOST_TEST(session.timelines.step == 7);
    BOOST_TEST(session.current()->name.text() == "Z[2]");
}

BOOST_AUTO_TEST_CASE(a_place_in_a_timeline_that_is_gone_is_found_in_the_one_that_is_there) {
    train_to_the_end();
    Place place = place_from_text("07_small", "step 7 dW[1]");
    place.timeline = 3;
    apply(session, GoToPlace{place});
    BOOST_TEST(session.timelines.step == 7);
    BOOST_TEST(session.timelines.current == 0);
}

BOOST_AUTO_TEST_SUITE_END()
