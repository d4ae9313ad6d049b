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
        session.parked.clear();  // as when the window was closed
        apply(session, OpenLesson{"7"});
        BOOST_TEST(session.timelines.step == 1);
        BOOST_TEST(session.timelines.notice == "you left at epoch 2 batch 3: train, and Alt+← goes there");
        apply(session, ShowLessons{});
        BOOST_TEST(session.places.last.at("07_small") == "step 7 dW[1]");
    }
    BOOST_TEST(session.parked.empty());  // as nothing was trained
    apply(session, OpenLesson{"7"});
    train_to_the_end();
    apply(session, GoBack{});
    BOOST_TEST(session.timelines.step == 7);
    BOOST_TEST(session.current()->name.text() == "dW[1]");

    // Whoever goes elsewhere meanwhile has another place.
    apply(session, ShowLessons{});
    session.parked.clear();
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

BOOST_AUTO_TEST_CASE(a_bookmark_set_in_an_image_leads_into_that_image_and_outlasts_the_file) {
    train_to_the_end();
    for (const bool after : {false, true}) {
        session.places.bookmarks.clear();
        apply(session, GoToTyped{"step 7 dW[1]"});
        apply(session, GoToPosition{after ? session.count() : 3});
        apply(session, StepImage{std::vector<std::uint8_t>(784, 0x9a), 4, "test image 12"});
        apply(session, GoToValue{"Z[2]"});
        apply(session, SwitchBookmark{});
        const Matrix logits = session.trace->matrix(session.current()->index);
        BOOST_TEST(bookmark_views(session).at(0).here);
        BOOST_TEST(bookmark_views(session).at(0).title == std::string("epoch 2 batch 3 Z[2], test image 12 ") +
                                                              (after ? "after the step" : "before the step"));
        BOOST_TEST(*bookmark_views(session).at(0).position == session.position);
        const std::string text = place_text(session.places.bookmarks.at(0));
        BOOST_TEST(text.starts_with(after ? "knobs usual step 7 Z[2] in image 4 after 9a9a"
                                          : "knobs usual step 7 Z[2] in image 4 before 9a9a"));
        apply(session, BackToTraining{});
        BOOST_TEST(!bookmark_views(session).at(0).here);
        BOOST_TEST(!bookmark_views(session).at(0).position);
        apply(session, GoToMoment{{2, 0}});
        const Place read = place_from_text("07_small", text);
        BOOST_TEST(same_place(read, session.places.bookmarks.at(0)));
        apply(session, GoToPlace{read});
        BOOST_TEST_REQUIRE(session.aside.has_value());
        BOOST_TEST(session.aside->image->title == "test image 12");
        BOOST_TEST(session.current()->name.text() == "Z[2]");
        BOOST_TEST((session.trace->matrix(session.current()->index).values == logits.values));
        apply(session, BackToTraining{});
        BOOST_TEST(session.timelines.step == 7);
    }
}

BOOST_AUTO_TEST_CASE(two_images_at_one_step_are_two_bookmarks) {
    train_to_the_end();
    for (const std::uint8_t pixel : {std::uint8_t{9}, std::uint8_t{10}}) {
        apply(session, StepImage{std::vector<std::uint8_t>(784, pixel), -1, "drawn digit"});
        apply(session, SwitchBookmark{});
    }
    BOOST_TEST(session.places.bookmarks.size() == 2u);
    apply(session, SwitchBookmark{});
    BOOST_TEST(session.places.bookmarks.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_image_that_cannot_be_read_is_left_out_of_its_place) {
    const std::string good = "step 7 Z[2] in image -1 before 000fff drawn digit";
    const Place place = place_from_text("07_small", good);
    BOOST_TEST_REQUIRE(place.image);
    BOOST_TEST((place.image->pixels == std::vector<std::uint8_t>{0, 15, 255}));
    BOOST_TEST(place.image->label == -1);
    BOOST_TEST(place.image->title == "drawn digit");
    BOOST_TEST(place_text(place) == good);
    for (const char* bad :
         {"step 7 Z[2] in image x before 00 t", "step 7 Z[2] in image 1 then 00 t", "step 7 Z[2] in image 1 after 0 t",
          "step 7 Z[2] in image 1 after 0g t", "step 7 Z[2] in image ", "step 7 Z[2] in image 1 after"}) {
        BOOST_TEST(!place_from_text("07_small", bad).image, bad);
        BOOST_TEST(place_text(place_from_text("07_small", bad)) == "step 7 Z[2]", bad);
    }
}

BOOST_AUTO_TEST_CASE(an_image_that_does_not_fit_the_network_of_its_place_is_left_out_and_that_is_said) {
    train_to_the_end();
    for (const char* image : {"3 before 00ff", "99 after 00", "-5 before 00"}) {
        apply(session, GoToMoment{{2, 0}});
        apply(session, GoToPlace{place_from_text("07_small", std::string("step 7 Z[2] in image ") + image + " x")});
        BOOST_TEST(!session.aside.has_value());
        BOOST_TEST(session.timelines.step == 7);
        // Z[2] is another one in the training.
        BOOST_TEST((session.position == 0 || session.position == session.count()));
        BOOST_TEST(session.timelines.notice.starts_with("x: "), session.timelines.notice);
        apply(session, GoBack{});
        BOOST_TEST(session.timelines.step == 2);
    }
}

BOOST_AUTO_TEST_CASE(one_image_before_and_after_a_step_is_two_places) {
    train_to_the_end();
    apply(session, GoToTyped{"step 7"});
    const StepImage image{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"};
    apply(session, image);
    apply(session, SwitchBookmark{});
    BOOST_TEST(bookmark_views(session).at(0).position.has_value());
    apply(session, BackToTraining{});
    apply(session, GoToPosition{session.count()});
    apply(session, image);
    BOOST_TEST(!bookmark_views(session).at(0).position.has_value());
    BOOST_TEST(!bookmark_views(session).at(0).here);
    apply(session, ShowLessons{});
    apply(session, OpenLesson{"7"});  // nothing is trained any more
    apply(session, GoToPlace{place_from_text("07_small", "step 7 A[2] in image 1 before 00ff x")});
    BOOST_TEST(session.position == 0);
    BOOST_TEST(session.timelines.notice.find("is not trained yet") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_bookmark_names_its_timeline_and_says_when_that_is_gone) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3"});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, GoToTyped{"step 7 dW[1]"});
    apply(session, SwitchBookmark{});
    const Place place = session.places.bookmarks.at(0);
    BOOST_TEST(bookmark_views(session).at(0).title == "timeline 2, epoch 2 batch 3 dW[1]");
    BOOST_TEST(place_text(place).starts_with("knobs usual timeline 2 "));
    BOOST_TEST(place_text(place).ends_with(" step 7 dW[1]"));
    BOOST_TEST(same_place(place_from_text("07_small", place_text(place)), place));
    apply(session, ShowTimeline{0});
    BOOST_TEST(!bookmark_views(session).at(0).here);
    apply(session, GoToPlace{place});
    BOOST_TEST(session.timelines.current == 1);
    apply(session, ShowLessons{});
    apply(session, OpenLesson{"7"});
    train_to_the_end();
    apply(session, GoToPlace{place});
    BOOST_TEST(session.timelines.step == 7);
    BOOST_TEST(session.timelines.notice == "the fork that was timeline 2 is gone: this is the step in timeline 1");
    BOOST_TEST(bookmark_views(session).at(0).title == "a fork that is gone, epoch 2 batch 3 dW[1]");
}

BOOST_AUTO_TEST_CASE(a_bookmark_in_a_fork_finds_it_under_another_number_and_takes_no_other_for_it) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3"});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, SwitchBookmark{});
    const Place place = place_from_text("07_small", place_text(session.places.bookmarks.at(0)));
    apply(session, ShowLessons{});
    apply(session, OpenLesson{"7"});
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3"});
    apply(session, Fork{{"optimizer=momentum"}});
    apply(session, GoToPlace{place});
    BOOST_TEST(session.timelines.notice.find("is gone") != std::string::npos, session.timelines.notice);
    apply(session, ShowTimeline{0});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, ShowTimeline{1});
    BOOST_TEST(bookmark_views(session).at(0).title == "timeline 3, epoch 2 batch 3");
    apply(session, GoToPlace{place});
    BOOST_TEST(session.timelines.current == 2);
    BOOST_TEST(bookmark_views(session).at(0).here);
}

BOOST_AUTO_TEST_CASE(going_back_passes_over_what_is_not_trained_yet_and_keeps_it) {
    train_to_the_end();
    apply(session, GoToTyped{"step 7 dW[1]"});
    session.places.keep = true;
    apply(session, ShowLessons{});
    session.parked.clear();
    apply(session, OpenLesson{"7"});  // where step 7 waits
    BOOST_TEST(session.places.back.back().step == 7);
    apply(session, GoBack{});
    BOOST_TEST(!session.lesson);
    BOOST_TEST(session.places.back.back().step == 7);
    apply(session, GoForward{});
    BOOST_TEST_REQUIRE(session.lesson);
    BOOST_TEST(session.timelines.step == 1);
}

BOOST_AUTO_TEST_CASE(a_jump_that_leads_nowhere_leaves_the_way_forward) {
    train_to_the_end();
    apply(session, GoToMoment{{3, 0}});
    apply(session, GoToMoment{{9, 0}});
    apply(session, GoBack{});
    apply(session, GoToMoment{{3, 0}});
    apply(session, BackToTraining{});
    BOOST_TEST(can_go_forward(session));
    apply(session, GoForward{});
    BOOST_TEST(session.timelines.step == 9);
}

BOOST_AUTO_TEST_CASE(stepping_an_image_is_a_jump_from_which_one_goes_back_and_forward) {
    train_to_the_end();
    apply(session, GoToTyped{"step 7 dW[1]"});
    apply(session, StepImage{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"});
    apply(session, GoToValue{"A[2]"});
    apply(session, GoBack{});
    BOOST_TEST(session.aside.has_value());
    apply(session, GoBack{});
    BOOST_TEST(!session.aside.has_value());
    BOOST_TEST(session.current()->name.text() == "dW[1]");
    apply(session, GoForward{});
    BOOST_TEST(session.aside.has_value());
    apply(session, GoForward{});
    BOOST_TEST(session.current()->name.text() == "A[2]");
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
