#include <boost/test/unit_test.hpp>

#include "training_sample.h"
#include "viewer/model/history.h"

using namespace backstep;

namespace {

struct Kept : TrainingSample {
    Kept() { session.places.keep = true; }
    long trained() const { return session.timelines.timeline()->trained(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(parked, Kept)

BOOST_AUTO_TEST_CASE(a_lesson_that_is_left_is_found_again_with_its_timelines_and_breakpoints) {
    train_to_the_end();
    apply(session, AddBreakpoint{"J < 0"});
    apply(session, GoToTyped{"epoch 2 batch 3"});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, GoToTyped{"step 7 dW[1]"});
    const std::vector<Line> lines = session.timelines.all;
    const std::string there = state();
    apply(session, ShowLessons{});
    BOOST_TEST(session.timelines.empty());
    apply(session, OpenLesson{"7"});
    BOOST_TEST(state() == there);
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.timelines.all[1].timeline == lines[1].timeline);
    BOOST_TEST(session.timelines.current == 1);
    BOOST_TEST(session.knobs.choice("optimizer") == "adam");
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);
    BOOST_TEST(session.timelines.notice == "");
    BOOST_TEST(session.parked.empty());
}

BOOST_AUTO_TEST_CASE(a_knob_that_is_turned_back_brings_back_what_was_trained) {
    const std::string first = session.knobs.choice("optimizer"), other = first == "adam" ? "sgd" : "adam";
    train_to_the_end();
    const auto timeline = session.timelines.timeline();
    apply(session, SetKnob{"optimizer", other});
    BOOST_TEST(trained() == 0);
    BOOST_TEST(session.timelines.notice ==
               "Adam with α = 0.1: its usual rate here is 0.001; the training before is kept");
    apply(session, AddBreakpoint{"J < 0"});
    apply(session, StepBatch{1});
    apply(session, SetKnob{"optimizer", first});
    BOOST_TEST(session.timelines.timeline() == timeline);
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);  // they are the reader's, whatever is trained
    apply(session, SetKnob{"optimizer", other});
    BOOST_TEST(trained() == 1);
}

BOOST_AUTO_TEST_CASE(the_same_start_again_is_the_one_that_is_there_and_only_a_reset_of_nothing_ends_it) {
    train_to_the_end();
    const auto timeline = session.timelines.timeline();
    apply(session, GoToMoment{{5, 2}});
    apply(session, OpenLesson{"7"});
    BOOST_TEST(session.timelines.timeline() == timeline);
    BOOST_TEST(session.timelines.step == 1);
    apply(session, SetKnob{"optimizer", session.knobs.text("optimizer")});
    BOOST_TEST(session.timelines.timeline() == timeline);
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, ResetKnobs{});
    BOOST_TEST(session.timelines.timeline() == timeline);
    BOOST_TEST(session.timelines.all.size() == 2u);
    BOOST_TEST(session.knobs.text("optimizer") == "sgd");
    apply(session, ResetKnobs{});
    BOOST_TEST(trained() == 0);
    BOOST_TEST(session.timelines.all.size() == 1u);
    BOOST_TEST(session.parked.empty());
}

BOOST_AUTO_TEST_CASE(a_reset_in_a_fork_with_the_usual_knobs_keeps_a_training_that_began_with_others) {
    apply(session, SetKnob{"optimizer", "adam"});
    train_to_the_end();
    const auto timeline = session.timelines.timeline();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=sgd"}});
    apply(session, ResetKnobs{});
    BOOST_TEST(trained() == 0);
    BOOST_TEST(session.parked.size() == 1u);
    apply(session, SetKnob{"optimizer", "adam"});
    BOOST_TEST(session.timelines.timeline() == timeline);
}

BOOST_AUTO_TEST_CASE(a_knob_that_is_turned_in_a_fork_and_back_finds_the_fork) {
    train_to_the_end();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, AddBreakpoint{"step == 3"});
    apply(session, Continue{true});
    BOOST_REQUIRE(session.timelines.breakpoints.at(0).stops.size() == 1u);
    const std::vector<Line> lines = session.timelines.all;
    apply(session, SetKnob{"learning_rate", "0.3"});
    BOOST_TEST(trained() == 0);
    apply(session, SetKnob{"learning_rate", "0.1"});
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.timelines.timeline() == lines[1].timeline);
    BOOST_TEST(session.timelines.breakpoints.at(0).stops.size() == 1u);
    // The knobs that it began with find it, too, and show its first timeline.
    apply(session, SetKnob{"learning_rate", "0.3"});
    apply(session, ResetKnobs{});
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.timelines.timeline() == lines[0].timeline);
}

BOOST_AUTO_TEST_CASE(a_bookmark_of_an_earlier_window_finds_its_fork_in_the_training_that_was_kept) {
    train_to_the_end();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    const std::vector<Line> lines = session.timelines.all;
    const Place place = place_from_text("07_small", place_text(without_knobs(current_place(session))));
    BOOST_TEST(!place.knobs.has_value());
    apply(session, ShowTimeline{0});
    apply(session, SetKnob{"learning_rate", "0.3"});
    apply(session, StepBatch{1});
    apply(session, ShowLessons{});
    BOOST_TEST(session.parked.size() == 2u);
    apply(session, GoToPlace{place});
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.timelines.timeline() == lines[1].timeline);
    BOOST_TEST(session.timelines.step == 5);
    BOOST_TEST(session.parked.size() == 1u);
    // One that needs two knobs at once comes by none of those between.
    Place other = current_place(session);
    other.timeline = 0;
    other.fork = 0;
    other.knobs = std::vector<std::string>{"optimizer=momentum", "learning_rate=0.3"};
    apply(session, ShowLessons{});
    apply(session, GoToPlace{other});
    BOOST_TEST(session.knobs.text("optimizer") == "momentum");
    BOOST_TEST(session.knobs.text("learning_rate") == "0.3");
    BOOST_TEST(session.parked.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_bookmark_belongs_to_its_training_and_brings_it_back) {
    train_to_the_end();
    apply(session, GoToTyped{"step 5 dW[1]"});
    apply(session, SwitchBookmark{});
    const auto first = session.timelines.timeline();
    apply(session, SetKnob{"learning_rate", "0.3"});
    train_to_the_end();
    apply(session, GoToTyped{"step 5 dW[1]"});
    BookmarkView view = bookmark_views(session).at(0);
    BOOST_TEST(!view.here);
    BOOST_TEST(!view.in_training);
    BOOST_TEST(view.title == "epoch 2 batch 1 dW[1], with the lesson's own knobs");
    apply(session, SwitchBookmark{});
    BOOST_TEST(session.places.bookmarks.size() == 2u);  // of the same moment, in two trainings
    const Place second = place_from_text("07_small", place_text(session.places.bookmarks.at(1)));
    BOOST_TEST((second.knobs == std::vector<std::string>{"learning_rate=0.3"}));
    apply(session, GoToPlace{session.places.bookmarks.at(0)});
    BOOST_TEST(session.timelines.timeline() == first);
    BOOST_TEST(bookmark_views(session).at(0).here);
    BOOST_TEST(bookmark_views(session).at(1).title == "epoch 2 batch 1 dW[1], with learning_rate=0.3");
    apply(session, GoToPlace{second});
    BOOST_TEST(session.knobs.text("learning_rate") == "0.3");
    BOOST_TEST(session.timelines.step == 5);
    apply(session, RemoveBookmark{second});
    BOOST_TEST(session.places.bookmarks.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_lesson_is_found_where_the_training_that_was_kept_stood) {
    train_to_the_end();
    apply(session, GoToTyped{"step 9 dW[1]"});
    const std::string there = state();
    apply(session, SetKnob{"learning_rate", "0.3"});  // of which nothing is trained
    apply(session, ShowLessons{});
    apply(session, OpenLesson{"7"});
    BOOST_TEST(state() == there);
}

BOOST_AUTO_TEST_CASE(a_place_with_other_knobs_than_the_training_that_was_kept_begins_its_own) {
    const std::string first = session.knobs.choice("optimizer"), other = first == "adam" ? "sgd" : "adam";
    apply(session, GoToValue{"dW[1]"});
    const Place usual = current_place(session);
    apply(session, SetKnob{"optimizer", other});
    train_to_the_end();
    const auto timeline = session.timelines.timeline();
    const Place turned_one = current_place(session);
    apply(session, ShowLessons{});
    apply(session, GoToPlace{usual});
    BOOST_TEST(session.knobs.choice("optimizer") == first);
    BOOST_TEST(trained() == 0);
    apply(session, ShowLessons{});
    apply(session, GoToPlace{turned_one});
    BOOST_TEST(session.timelines.timeline() == timeline);
    BOOST_TEST(session.knobs.choice("optimizer") == other);
}

BOOST_AUTO_TEST_CASE(an_image_that_is_stepped_through_is_left_for_its_training_first) {
    train_to_the_end();
    apply(session, StepImage{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"});
    apply(session, ShowLessons{});
    apply(session, OpenLesson{"7"});
    BOOST_TEST(!session.aside.has_value());
    BOOST_TEST(session.timelines.timeline()->finished());
}

BOOST_AUTO_TEST_CASE(what_has_no_room_goes_and_who_keeps_no_places_keeps_no_trainings) {
    train_to_the_end();
    apply(session, SetKnob{"learning_rate", "0.3"});
    apply(session, StepBatch{1});
    BOOST_TEST(session.parked.size() == 1u);
    session.memory = 0;
    apply(session, ShowLessons{});
    BOOST_TEST(session.parked.size() == 1u);  // what is too large takes nobody's place
    session.parked.clear();
    session.memory = usual_memory;
    apply(session, OpenLesson{"7"});
    BOOST_TEST(trained() == 0);
    train_to_the_end();
    session.places.keep = false;
    apply(session, ShowLessons{});
    BOOST_TEST(session.parked.empty());
}

BOOST_AUTO_TEST_SUITE_END()
