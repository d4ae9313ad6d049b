#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "engine/math/random.h"
#include "sample.h"

using namespace backstep;

namespace {

std::string current_name(const Session& session) {
    const Event* event = session.current();
    return event ? event->name.text() + "@" + std::to_string(event->version) : "";
}

// All that a learner can see of a session.
bool same(const Session& a, const Session& b) {
    return a.lesson == b.lesson && a.trace == b.trace && a.position == b.position && a.selected == b.selected &&
           a.trail == b.trail && a.playing == b.playing && a.error == b.error &&
           a.events_per_second == b.events_per_second && a.time_owed == b.time_owed;
}

int event_of(const Session& session, const char* name) { return find_event(*session.trace, name, 0).value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(session)

BOOST_AUTO_TEST_CASE(opening_a_lesson_runs_it_and_begins_before_everything) {
    Sample sample;
    BOOST_TEST(sample.session.error == "");
    BOOST_TEST(sample.session.count() == 25);
    BOOST_TEST(sample.session.position == 0);
    BOOST_TEST(sample.session.current() == nullptr);
    BOOST_TEST(sample.session.knobs.choice("optimizer") == "sgd");
}

BOOST_AUTO_TEST_CASE(a_step_makes_the_next_event_the_current_one_and_stops_at_both_ends) {
    Sample sample;
    Session& s = sample.session;
    apply(s, Step{});
    BOOST_TEST(current_name(s) == "X@0");
    apply(s, Step{5});
    BOOST_TEST(current_name(s) == "Z[1]@0");
    apply(s, Step{-2});
    BOOST_TEST(current_name(s) == "b[1]@0");
    apply(s, Step{2147483647});
    BOOST_TEST(s.position == s.count());
    apply(s, Step{-2147483647 - 1});
    BOOST_TEST(s.position == 0);
}

BOOST_AUTO_TEST_CASE(k_steps_forward_and_k_back_give_the_identical_state) {
    Sample sample;
    Session& s = sample.session;
    const Stream random{11, Purpose::shuffle};
    apply(s, SelectCell{{5, 1, 2}});
    for (std::uint64_t walk = 0; walk < 500; ++walk) {
        apply(s, GoToPosition{static_cast<int>(random_bits(random, 4 * walk) % 26)});
        const int k = 1 + static_cast<int>(random_bits(random, 4 * walk + 1) % 12);
        if (s.position + k > s.count()) continue;
        const Session before = s;
        const auto values = s.trace->values;
        for (int i = 0; i < k; ++i) apply(s, Step{1});
        for (int i = 0; i < k; ++i) apply(s, Step{-1});
        BOOST_TEST(same(s, before), "walk " << walk << " from " << before.position << " by " << k);
        BOOST_TEST((s.trace->values == values));
    }
}

BOOST_AUTO_TEST_CASE(phases_are_entered_at_their_first_event_from_both_sides) {
    Sample sample;
    Session& s = sample.session;
    std::vector<std::string> forward, back;
    while (s.position < s.count()) {
        apply(s, StepPhase{1});
        forward.push_back(current_name(s));
    }
    const std::vector<std::string> expected{"X@0", "J@0", "dZ[2]@0", "W[1]@1", "X@1", "J@1", "dZ[2]@1", "W[1]@2"};
    BOOST_TEST(forward == expected, boost::test_tools::per_element());
    apply(s, StepPhase{-1});
    BOOST_TEST(current_name(s) == "dZ[2]@1");
    apply(s, Step{1});
    apply(s, StepPhase{-1});
    BOOST_TEST(current_name(s) == "dZ[2]@1");  // the beginning of its own phase
    apply(s, StepPhase{-2});
    BOOST_TEST(current_name(s) == "X@1");
    apply(s, StepPhase{-100});
    BOOST_TEST(s.position == 0);
    apply(s, StepPhase{100});
    BOOST_TEST(s.position == s.count());
}

BOOST_AUTO_TEST_CASE(going_to_a_value_makes_its_event_the_current_one) {
    Sample sample;
    Session& s = sample.session;
    apply(s, GoToValue{"dW[1]"});
    BOOST_TEST(current_name(s) == "dW[1]@0");
    apply(s, GoToValue{"W[1]@2"});
    BOOST_TEST(current_name(s) == "W[1]@2");
    apply(s, GoToValue{"dW[1]"});  // the newest at or before the position
    BOOST_TEST(current_name(s) == "dW[1]@1");
    apply(s, GoToValue{"0"});
    BOOST_TEST(current_name(s) == "X@0");
}

BOOST_AUTO_TEST_CASE(a_position_beyond_the_ends_is_the_end) {
    Sample sample;
    apply(sample.session, GoToPosition{1000});
    BOOST_TEST(sample.session.position == 25);
    apply(sample.session, GoToPosition{-3});
    BOOST_TEST(sample.session.position == 0);
}

BOOST_AUTO_TEST_CASE(turning_a_knob_runs_again_and_keeps_the_cursor_at_the_same_value) {
    Sample sample;
    Session& s = sample.session;
    apply(s, GoToValue{"dW[1]@1"});
    apply(s, SelectCell{{s.position - 1, 4, 2}});
    const double before = s.trace->matrix(s.position - 1)(4, 2);
    apply(s, SetKnob{"optimizer", "momentum"});
    BOOST_TEST(current_name(s) == "dW[1]@1");
    BOOST_TEST(s.count() > 25);
    BOOST_TEST(s.selected->event == s.position - 1);
    BOOST_TEST(s.selected->row == 4);
    BOOST_TEST(s.trace->matrix(s.position - 1)(4, 2) != before);
}

BOOST_AUTO_TEST_CASE(turning_a_knob_tells_the_versions_of_a_value_in_one_step_apart) {
    Sample sample;
    Session& s = sample.session;
    for (const char* name : {"W[1]@0", "W[1]@1", "W[1]@2"}) {
        apply(s, GoToValue{name});
        apply(s, SetKnob{"learning_rate", "0.2"});
        BOOST_TEST(current_name(s) == name);
    }
}

BOOST_AUTO_TEST_CASE(a_value_that_no_longer_exists_gives_the_cursor_to_the_nearest_before_it) {
    Sample sample;
    Session& s = sample.session;
    apply(s, SetKnob{"optimizer", "momentum"});
    apply(s, GoToValue{"v̂W[1]@1"});
    apply(s, SelectCell{{s.position - 1, 0, 0}});
    apply(s, SetKnob{"optimizer", "sgd"});
    BOOST_TEST(current_name(s) == "dW[1]@1");
    BOOST_TEST(!s.selected);
}

BOOST_AUTO_TEST_CASE(a_selected_cell_that_a_knob_has_cut_off_is_no_longer_selected) {
    Sample sample;
    Session& s = sample.session;
    const int Z1 = event_of(s, "Z[1]");
    apply(s, SelectCell{{Z1, 4, 6}});
    apply(s, SetKnob{"units", "6"});
    BOOST_TEST((s.selected == CellRef{Z1, 4, 6}));
    apply(s, SetKnob{"units", "4"});
    BOOST_TEST(!s.selected);
}

BOOST_AUTO_TEST_CASE(resetting_the_knobs_turns_all_of_them_back) {
    Sample sample;
    Session& s = sample.session;
    const auto values = s.trace->values;
    apply(s, SetKnob{"optimizer", "momentum"});
    apply(s, SetKnob{"learning_rate", "2"});
    apply(s, ResetKnobs{});
    BOOST_TEST((s.trace->values == values));
    BOOST_TEST(s.knobs.text("optimizer") == "sgd");
}

BOOST_AUTO_TEST_CASE(following_cells_leaves_a_trail_that_leads_back) {
    Sample sample;
    Session& s = sample.session;
    const CellRef dW{event_of(s, "dW[1]"), 4, 2}, dZ{event_of(s, "dZ[1]"), 4, 6}, X{event_of(s, "X"), 2, 6};
    apply(s, SelectCell{dW});
    apply(s, FollowCell{dZ});
    apply(s, FollowCell{dZ});
    apply(s, FollowCell{X});
    BOOST_TEST((s.trail == std::vector<CellRef>{dW, dZ}));
    apply(s, TrailBack{1});
    BOOST_TEST((s.selected == dZ));
    apply(s, FollowCell{X});
    apply(s, TrailBack{50});
    BOOST_TEST((s.selected == dW));
    BOOST_TEST(s.trail.empty());
    apply(s, FollowCell{X});
    apply(s, SelectCell{dZ});
    BOOST_TEST(s.trail.empty());
    apply(s, ClearSelection{});
    BOOST_TEST(!s.selected);
    apply(s, FollowCell{X});
    BOOST_TEST((s.selected == X));
    BOOST_TEST(s.trail.empty());
}

BOOST_AUTO_TEST_CASE(time_passes_only_while_playing_and_parts_of_events_are_kept) {
    Sample sample;
    Session& s = sample.session;
    apply(s, Advance{10});
    BOOST_TEST(s.position == 0);
    apply(s, SetSpeed{4});
    apply(s, Play{true});
    for (int i = 0; i < 3; ++i) apply(s, Advance{0.125});
    BOOST_TEST(s.position == 1);
    apply(s, Advance{0.125});
    BOOST_TEST(s.position == 2);
    apply(s, Advance{-5});
    apply(s, SetSpeed{0});
    apply(s, SetSpeed{-1});
    BOOST_TEST(s.events_per_second == 4);
    apply(s, Play{false});
    apply(s, Advance{1});
    BOOST_TEST(s.position == 2);
}

BOOST_AUTO_TEST_CASE(playing_stops_at_the_end) {
    Sample sample;
    Session& s = sample.session;
    apply(s, Play{true});
    apply(s, Advance{1e9});
    BOOST_TEST(s.position == s.count());
    BOOST_TEST(!s.playing);
    apply(s, Play{true});
    BOOST_TEST(!s.playing);
}

BOOST_AUTO_TEST_CASE(bad_input_throws_and_changes_nothing) {
    Sample sample;
    Session& s = sample.session;
    apply(s, GoToValue{"dZ[2]"});
    apply(s, SelectCell{{5, 1, 2}});
    const Session before = s;
    const int count = s.count();
    const std::vector<Action> bad{OpenLesson{"99"},          OpenLesson{""},
                                  GoToValue{"dW[9]"},        GoToValue{"25"},
                                  GoToValue{"W[1]@9"},       SetKnob{"colour", "red"},
                                  SetKnob{"units", "0"},     SetKnob{"learning_rate", "nan"},
                                  SetKnob{"optimizer", "x"}, SelectCell{{count, 0, 0}},
                                  SelectCell{{-1, 0, 0}},    SelectCell{{5, 5, 0}},
                                  SelectCell{{5, 0, 7}},     FollowCell{{5, 0, -1}}};
    for (std::size_t i = 0; i < bad.size(); ++i) {
        BOOST_CHECK_THROW(apply(s, bad[i]), InputError);
        BOOST_TEST(same(s, before), "action " << i);
        BOOST_TEST(s.knobs.text("units") == "5");
    }
}

BOOST_AUTO_TEST_CASE(a_lesson_that_fails_stays_open_with_its_error_and_recovers) {
    Sample sample;
    Session& s = sample.session;
    apply(s, Step{9});
    apply(s, SelectCell{{5, 1, 2}});
    apply(s, SetKnob{"fail", "1"});
    BOOST_TEST(s.error == "the lesson cannot do this");
    BOOST_TEST(s.lesson == &s.lessons[0]);
    BOOST_TEST(!s.trace);
    BOOST_TEST(s.position == 0);
    BOOST_TEST(!s.selected);
    apply(s, Step{1});
    apply(s, StepPhase{1});
    apply(s, Play{true});
    BOOST_TEST(s.position == 0);
    BOOST_CHECK_THROW(apply(s, GoToValue{"X"}), InputError);
    BOOST_CHECK_THROW(apply(s, SelectCell{{0, 0, 0}}), InputError);
    apply(s, SetKnob{"fail", "0"});
    BOOST_TEST(s.error == "");
    BOOST_TEST(s.count() == 25);
}

BOOST_AUTO_TEST_CASE(without_digits_a_lesson_says_so) {
    Sample sample;
    sample.session.digits.reset();
    apply(sample.session, OpenLesson{"1"});
    BOOST_TEST(sample.session.error.find("digits") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_list_of_lessons_and_another_lesson_begin_anew) {
    Sample sample;
    Session& s = sample.session;
    apply(s, Step{9});
    apply(s, SelectCell{{5, 1, 2}});
    apply(s, OpenLesson{"2"});
    BOOST_TEST(s.lesson->number == 2);
    BOOST_TEST(s.count() == 1);
    BOOST_TEST(s.position == 0);
    BOOST_TEST(!s.selected);
    apply(s, ShowLessons{});
    BOOST_TEST(s.lesson == nullptr);
    BOOST_TEST(s.count() == 0);
    apply(s, Step{1});
    apply(s, ResetKnobs{});
    BOOST_TEST(s.position == 0);
    BOOST_CHECK_THROW(apply(s, SetKnob{"units", "5"}), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
