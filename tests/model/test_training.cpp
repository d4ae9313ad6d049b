#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "engine/timeline/compare.h"
#include "training_sample.h"
#include "viewer/model/cursor.h"

namespace backstep {
namespace {

const Timeline& timeline(const TrainingSample& sample) { return *sample.session.timelines.timeline(); }

void go(TrainingSample& sample, const Action& action) { apply(sample.session, action); }

std::string current_name(const TrainingSample& sample) {
    const Event* event = sample.session.current();
    return event ? event->name.text() : "";
}

bool says(const InputError& error, const std::string& part) {
    return std::string(error.what()).find(part) != std::string::npos;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(training, TrainingSample)

BOOST_AUTO_TEST_CASE(a_training_lesson_opens_on_its_first_step_and_nothing_is_trained) {
    BOOST_TEST(session.error == "");
    BOOST_TEST(state() == "timeline 0 step 1 position 0 optimizer sgd");
    BOOST_TEST(timeline(*this).trained() == 0);
    BOOST_TEST(session.count() > 15);
    BOOST_TEST(session.trace->events[0].name.text() == "X");
}

BOOST_AUTO_TEST_CASE(a_step_beyond_the_end_of_a_batch_is_the_first_of_the_next_and_trains_it) {
    go(*this, GoToPosition{session.count()});
    go(*this, Step{1});
    BOOST_TEST(state() == "timeline 0 step 2 position 1 optimizer sgd");
    BOOST_TEST(timeline(*this).trained() == 1);
    go(*this, Step{-1});
    BOOST_TEST(session.timelines.step == 1);
    BOOST_TEST(session.position == session.count());
}

BOOST_AUTO_TEST_CASE(as_many_steps_back_as_forward_give_the_same_state) {
    train_to_the_end();
    go(*this, GoToTyped{"epoch 2 batch 3 A[1]"});
    const std::string before = state();
    for (const int events : {1, 7, session.count(), 2 * session.count() + 5}) {
        go(*this, Step{events});
        BOOST_TEST(state() != before);
        go(*this, Step{-events});
        BOOST_TEST(state() == before);
    }
}

BOOST_AUTO_TEST_CASE(each_step_on_the_way_is_the_one_that_its_timeline_records) {
    const auto is_shown = [&](long step) {
        const auto expected = timeline(*this).record(*session.compute, step);
        bool same = session.timelines.step == step && session.trace->events.size() == expected->events.size();
        for (std::size_t i = 0; same && i < expected->events.size(); ++i)
            same = summarise(*session.trace, session.trace->events[i]).norm ==
                   summarise(*expected, expected->events[i]).norm;
        return same;
    };
    train_to_the_end();
    for (const long step : {5L, 6L, 7L, 6L, 2L, 3L, 9L}) {
        go(*this, GoToMoment{{step, 1}});
        BOOST_TEST(is_shown(step), step);
    }
    go(*this, Fork{{"optimizer=adam"}});
    train_to_the_end();
    for (const long step : {9L, 10L, 11L, 4L, 5L}) {
        go(*this, GoToMoment{{step, 1}});
        BOOST_TEST(is_shown(step), "of the fork: " << step);
    }
    go(*this, ShowTimeline{0});
    for (const long step : {6L, 10L, 11L}) {
        go(*this, GoToMoment{{step, 1}});
        BOOST_TEST(is_shown(step), "of the first again: " << step);
    }
}

BOOST_AUTO_TEST_CASE(the_end_of_the_training_and_its_start_are_where_stepping_stops) {
    train_to_the_end();
    go(*this, GoToTyped{"epoch 3 batch 4"});
    go(*this, Step{1000});
    BOOST_TEST(session.timelines.step == 12);
    BOOST_TEST(session.position == session.count());
    go(*this, Step{-100000});
    BOOST_TEST(state() == "timeline 0 step 1 position 0 optimizer sgd");
}

BOOST_AUTO_TEST_CASE(batches_and_epochs_are_sizes_of_step_at_the_same_event) {
    train_to_the_end();
    go(*this, GoToTyped{"epoch 2 batch 1 dZ[2]"});
    const int position = session.position;
    go(*this, StepBatch{2});
    BOOST_TEST(session.timelines.step == 7);
    go(*this, StepEpoch{-1});
    BOOST_TEST(session.timelines.step == 3);
    go(*this, StepEpoch{-1});
    BOOST_TEST(session.timelines.step == 1);
    go(*this, StepBatch{100});
    BOOST_TEST(session.timelines.step == 12);
    BOOST_TEST(session.position == position);
    BOOST_TEST(current_name(*this) == "dZ[2]");
}

BOOST_AUTO_TEST_CASE(a_place_that_is_not_trained_or_does_not_exist_is_an_error_and_nothing_moves) {
    go(*this, GoToTyped{"A[1]"});
    const std::string before = state();
    BOOST_CHECK_EXCEPTION(go(*this, GoToTyped{"epoch 3"}), InputError,
                          [](const InputError& error) { return says(error, "train"); });
    BOOST_CHECK_THROW(go(*this, GoToTyped{"epoch 9"}), InputError);
    BOOST_CHECK_THROW(go(*this, GoToTyped{"batch 1 dW[9]"}), InputError);
    BOOST_CHECK_THROW(go(*this, GoToMoment{{99, 0}}), InputError);
    BOOST_TEST(state() == before);
}

BOOST_AUTO_TEST_CASE(without_a_breakpoint_there_is_nothing_to_go_back_to) {
    apply(session, StepBatch{1});
    apply(session, StepBatch{1});
    apply(session, Continue{true});
    BOOST_TEST(session.timelines.step == 3);
    BOOST_TEST(session.timelines.notice == "there is no breakpoint to go back to");
}

BOOST_AUTO_TEST_CASE(continue_goes_to_the_next_moment_at_which_a_breakpoint_holds_and_back) {
    go(*this, AddBreakpoint{"step == 6"});
    go(*this, AddBreakpoint{"epoch == 3 and batch == 2"});
    go(*this, Continue{});
    session.timelines.trainer->wait();
    go(*this, Look{});
    BOOST_TEST(session.timelines.step == 6);
    BOOST_TEST(session.timelines.notice.starts_with("stopped at epoch 2 batch 2 "));
    BOOST_TEST(session.timelines.notice.ends_with(": step == 6"));
    const Position there{6, session.position};
    go(*this, GoToPosition{1});
    BOOST_TEST(session.timelines.notice.ends_with(": step == 6"));
    go(*this, GoToMoment{{5, 0}});
    BOOST_TEST(session.timelines.notice == "");  // it was about where one has been
    go(*this, GoToMoment{there});
    go(*this, Continue{});
    session.timelines.trainer->wait();
    go(*this, Look{});
    BOOST_TEST(session.timelines.step == 10);
    go(*this, Continue{true});
    BOOST_TEST(session.timelines.step == 6);
    go(*this, SwitchBreakpoint{0, false});
    go(*this, Continue{true});
    BOOST_TEST(state() == "timeline 0 step 1 position 0 optimizer sgd");
    go(*this, RemoveBreakpoint{0});
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);
    BOOST_CHECK_THROW(go(*this, RemoveBreakpoint{1}), InputError);
    BOOST_CHECK_THROW(go(*this, AddBreakpoint{"norm(nothing) > 1"}), InputError);
}

BOOST_AUTO_TEST_CASE(a_breakpoint_on_a_cell_or_a_phase_is_searched_by_the_thread_both_ways) {
    const auto go_on = [&](bool backward) {
        go(*this, Continue{backward});
        session.timelines.trainer->wait();
        go(*this, Look{});
    };
    train_to_the_end();
    go(*this, GoToTyped{"epoch 2 batch 2 dW[1]"});
    go(*this, AddBreakpoint{"phase == update and layer == 2"});
    go_on(false);
    BOOST_TEST(session.timelines.step == 6);
    BOOST_TEST((session.current()->phase == Phase::update));
    BOOST_TEST(session.current()->layer() == 2);
    const int position = session.position;
    go_on(false);
    BOOST_TEST(session.timelines.step == 7);
    go_on(true);
    BOOST_TEST(session.timelines.step == 6);
    BOOST_TEST(session.position == position);
    go(*this, RemoveBreakpoint{0});
    go(*this, AddBreakpoint{"A[2](3,4) > 2"});
    go_on(true);
    BOOST_TEST(session.timelines.step == 1);
    BOOST_TEST(session.position == 0);
    go_on(false);
    BOOST_TEST(session.timelines.notice == "the training is finished, and no breakpoint held on the way");
}

BOOST_AUTO_TEST_CASE(who_waits_for_a_breakpoint_is_told_that_none_held) {
    const std::string none = "the training is finished, and no breakpoint held on the way";
    for (const char* condition : {"loss > 1e9", "W[1](3,407) > 1e9"}) {
        apply(session, AddBreakpoint{condition});
        train_to_the_end();
        BOOST_TEST(session.timelines.notice == none, condition);
        session.timelines.notice.clear();
        apply(session, Continue{});
        session.timelines.trainer->wait();
        apply(session, Look{});
        BOOST_TEST(session.timelines.notice == none, condition);
        apply(session, RemoveBreakpoint{0});
    }
}

BOOST_AUTO_TEST_CASE(of_several_breakpoints_the_nearest_stops_and_a_search_backward_trains_nothing) {
    const auto go_on = [&](bool backward) {
        go(*this, Continue{backward});
        session.timelines.trainer->wait();
        go(*this, Look{});
    };
    go(*this, Step{7 * session.count()});
    const long trained = timeline(*this).trained();
    BOOST_TEST(trained < timeline(*this).plan().steps());
    go(*this, AddBreakpoint{"step == 2 and phase == backward"});
    go(*this, AddBreakpoint{"step == 4 and phase == loss"});
    go(*this, AddBreakpoint{"step == 3 and phase == update"});
    for (const long step : {4, 3, 2, 1}) {
        go_on(true);
        BOOST_TEST(session.timelines.step == step);
    }
    BOOST_TEST(session.position == 0);
    BOOST_TEST(timeline(*this).trained() == trained);
    for (const long step : {2, 3, 4}) {
        go_on(false);
        BOOST_TEST(session.timelines.step == step);
    }
}

BOOST_AUTO_TEST_CASE(a_fork_with_another_optimizer_leaves_its_parent_as_it_was) {
    train_to_the_end();
    const std::uint64_t end = timeline(*this).hash();
    go(*this, GoToTyped{"epoch 2 batch 2 dW[1]"});
    go(*this, Fork{{"optimizer=adam"}});
    BOOST_TEST(state() == "timeline 1 step 6 position " + std::to_string(session.position) + " optimizer adam");
    BOOST_TEST(current_name(*this) == "dW[1]");
    BOOST_TEST(session.timelines.beside == 0);
    train_to_the_end();
    BOOST_TEST(timeline(*this).hash() != end);
    go(*this, ShowTimeline{0});
    BOOST_TEST(timeline(*this).hash() == end);
    BOOST_TEST(session.knobs.choice("optimizer") == "sgd");
    BOOST_TEST(session.timelines.beside == 1);
    BOOST_TEST(*first_difference(*session.timelines.all[0].timeline, *session.timelines.all[1].timeline) == 6);
    BOOST_TEST(timeline_title(session.timelines, 1).find("adam") != std::string::npos);
    BOOST_CHECK_THROW(go(*this, ShowTimeline{2}), InputError);
    BOOST_CHECK_THROW(go(*this, Fork{{"optimizer=best"}}), InputError);
    BOOST_TEST(session.timelines.all.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_cell_set_by_hand_makes_a_fork_whose_later_values_differ) {
    go(*this, GoToTyped{"A[1]"});
    const int event = session.position - 1;
    go(*this, EditCell{{event, 2, 5}, 0.5});
    BOOST_TEST(session.timelines.all.size() == 2u);
    BOOST_TEST(session.trace->matrix(event)(2, 5) == 0.5);
    BOOST_TEST(session.trace->events[static_cast<std::size_t>(event)].edited);
    const auto title = timeline_title(session.timelines, 1);
    BOOST_TEST(title.find("A[1](2,5) set to 0.5") != std::string::npos, title);
    BOOST_CHECK_THROW(go(*this, EditCell{{event, 7, 0}, 1}), InputError);
}

BOOST_AUTO_TEST_CASE(turning_a_knob_begins_anew_with_the_same_breakpoints) {
    go(*this, AddBreakpoint{"loss < 0.1"});
    train_to_the_end();
    go(*this, SetKnob{"optimizer", "momentum"});
    BOOST_TEST(state() == "timeline 0 step 1 position 0 optimizer momentum");
    BOOST_TEST(timeline(*this).trained() == 0);
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_lesson_of_one_batch_has_no_training) {
    TrainingSample other;
    other.session.lessons[0].training.plan = nullptr;
    other.session.lessons[0].run = [](Recorder& step, const Knobs&, const Dataset&) { step.input("J", Matrix(1, 1)); };
    apply(other.session, OpenLesson{"7"});
    for (const Action& action : std::initializer_list<Action>{Train{}, StepBatch{}, Fork{}, AddBreakpoint{"loss > 1"}})
        BOOST_CHECK_THROW(apply(other.session, action), InputError);
    apply(other.session, Step{5});
    BOOST_TEST(other.session.position == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
