#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "training_sample.h"

using namespace backstep;

BOOST_FIXTURE_TEST_SUITE(forks, TrainingSample)

BOOST_AUTO_TEST_CASE(cells_set_in_the_same_step_add_up_in_one_fork) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 1 W[2]"});
    const int event = session.position - 1;
    apply(session, EditCell{{event, 3, 5}, 0.5});
    apply(session, EditCell{{event, 8, 2}, -0.25});
    const Timelines& timelines = session.timelines;
    BOOST_REQUIRE(timelines.all.size() == 2u);
    const auto both = [&] {
        const Matrix& W = session.trace->matrix(event);
        return W(3, 5) == 0.5 && W(8, 2) == -0.25;
    };
    BOOST_TEST(both());
    BOOST_TEST(timelines.timeline()->edits().size() == 2u);
    BOOST_TEST(timeline_title(timelines, 1) == "from epoch 2 batch 1: W[2](3,5) set to 0.5, W[2](8,2) set to -0.25");
    BOOST_TEST(timelines.beside == 0);

    // The same cell again has the later number.
    apply(session, EditCell{{event, 3, 5}, 0.75});
    BOOST_TEST(timelines.timeline()->edits().size() == 2u);
    apply(session, EditCell{{event, 3, 5}, 0.5});

    // What is trained is kept: the timeline with another cell stands beside it.
    train_to_the_end();
    apply(session, GoToMoment{{5, event + 1}});
    apply(session, EditCell{{event, 0, 6}, 2});
    BOOST_REQUIRE(timelines.all.size() == 3u);
    BOOST_TEST(timelines.all[1].timeline->trained() == 12);
    BOOST_TEST(both());
    BOOST_TEST(timelines.timeline()->edits().size() == 3u);
    BOOST_TEST(timelines.timeline()->parent() == timelines.all[0].timeline);

    // In another step it is a fork of this one.
    apply(session, StepBatch{1});
    apply(session, EditCell{{event, 0, 6}, 1});
    BOOST_REQUIRE(timelines.all.size() == 4u);
    BOOST_TEST(timelines.timeline()->edits().size() == 1u);
    BOOST_TEST(timelines.timeline()->parent() == timelines.all[2].timeline);
}

BOOST_AUTO_TEST_CASE(a_fork_is_not_told_how_its_parent_ended) {
    train_to_the_end();
    session.timelines.notice = "the training is finished";
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"learning_rate=0.2"}});
    BOOST_TEST(session.timelines.notice == "");
}

BOOST_AUTO_TEST_CASE(an_optimizer_that_goes_on_with_a_rate_far_from_its_own_is_said_to) {
    train_to_the_end();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    BOOST_TEST(session.timelines.notice == "Adam with α = 0.1: its usual rate here is 0.001");
    apply(session, Fork{{"learning_rate=0.2"}});
    BOOST_TEST(session.timelines.notice == "");  // who chooses a rate means it
    apply(session, ShowTimeline{0});
    apply(session, SetKnob{"optimizer", "adam"});
    BOOST_TEST(session.timelines.notice == "Adam with α = 0.1: its usual rate here is 0.001");
}

BOOST_AUTO_TEST_CASE(a_knob_turned_in_the_step_of_a_set_cell_keeps_the_cell) {
    apply(session, GoToTyped{"W[2]"});
    const int event = session.position - 1;
    apply(session, EditCell{{event, 3, 5}, 0.5});
    apply(session, Fork{{"optimizer=adam"}});
    // It is what the update gives, and Adam has more events before it.
    const int moved = *find_event(*session.trace, "W[2]", session.count());
    BOOST_TEST(moved != event);
    BOOST_TEST(session.trace->matrix(moved)(3, 5) == 0.5);
    BOOST_TEST(timeline_title(session.timelines, 2) ==
               "from timeline 2, epoch 1 batch 1: optimizer sgd → adam, W[2](3,5) set to 0.5");
    // The title of a fork names what was set in it, whatever is shown.
    BOOST_TEST(timeline_title(session.timelines, 1) == "from epoch 1 batch 1: W[2](3,5) set to 0.5");
    // What the other optimizer does not compute cannot be set.
    apply(session, ShowTimeline{0});
    apply(session, Fork{{"optimizer=momentum"}});
    apply(session, GoToTyped{"vW[2]"});
    apply(session, EditCell{{session.position - 1, 3, 5}, 0.5});
    apply(session, Fork{{"optimizer=sgd"}});
    BOOST_TEST(session.timelines.timeline()->edits().empty());
}

BOOST_AUTO_TEST_CASE(a_fork_made_where_a_breakpoint_holds_trains_on_from_there) {
    apply(session, AddBreakpoint{"loss > 0 and step >= 3"});
    apply(session, Train{});
    session.timelines.trainer->wait();
    apply(session, Look{});
    BOOST_TEST(session.timelines.step == 3);
    apply(session, Fork{{"optimizer=momentum"}});
    apply(session, Train{});
    session.timelines.trainer->wait();
    apply(session, Look{});
    BOOST_TEST(session.timelines.step == 4);
    apply(session, ShowTimeline{0});
    apply(session, GoToTyped{"step 3 J"});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, Continue{false});
    session.timelines.trainer->wait();
    apply(session, Look{});
    BOOST_TEST(session.timelines.step == 4);
}

BOOST_AUTO_TEST_CASE(a_timeline_that_has_a_fork_or_a_step_of_its_own_stays_as_it_is) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 1 W[2]"});
    const int event = session.position - 1;
    apply(session, EditCell{{event, 3, 5}, 0.5});
    apply(session, Fork{{"learning_rate=0.5"}});
    apply(session, ShowTimeline{1});
    apply(session, GoToMoment{{5, event + 1}});
    const Timelines& timelines = session.timelines;
    const std::shared_ptr<Timeline> edited = timelines.all[1].timeline;
    apply(session, EditCell{{event, 8, 2}, -0.25});
    BOOST_REQUIRE(timelines.all.size() == 4u);
    BOOST_TEST(timelines.all[1].timeline == edited);
    // One step of its own is enough.
    apply(session, StepBatch{1});
    BOOST_TEST(timelines.timeline()->trained() == 5);
    apply(session, StepBatch{-1});
    apply(session, EditCell{{event, 0, 6}, 2});
    BOOST_TEST(timelines.all.size() == 5u);
}

BOOST_AUTO_TEST_CASE(a_knob_turned_in_a_later_step_has_no_cell_to_keep) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 1 W[2]"});
    apply(session, EditCell{{session.position - 1, 3, 5}, 0.5});
    apply(session, StepBatch{1});
    apply(session, Fork{{"optimizer=adam"}});
    BOOST_TEST(session.timelines.timeline()->edits().empty());
    BOOST_TEST(session.timelines.timeline()->forked_at() == 6);
}

BOOST_AUTO_TEST_CASE(a_knob_that_only_a_new_training_can_turn_is_refused_with_those_that_a_fork_can) {
    train_to_the_end();
    BOOST_CHECK_EXCEPTION(apply(session, Fork{{"batch_size=26"}}), InputError, [](const InputError& error) {
        const std::string text = error.what();
        return text.find("batch_size stays as it was") != std::string::npos &&
               text.find("fork with optimizer, learning_rate") != std::string::npos;
    });
    BOOST_TEST(session.timelines.all.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_cell_that_is_set_in_the_past_of_a_fork_is_set_in_its_parent) {
    train_to_the_end();
    apply(session, GoToMoment{{6, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, GoToMoment{{3, 1}});
    const int W = *find_event(*session.trace, "W[1]", session.count());
    apply(session, EditCell{{W, 2, 300}, 0.75});
    const Timeline& edited = *session.timelines.timeline();
    BOOST_TEST((edited.parent() == session.timelines.all[0].timeline));
    BOOST_TEST((edited.plan().network.optimizer == session.timelines.all[0].timeline->plan().network.optimizer));
    BOOST_TEST(session.knobs.choice("optimizer") == session.timelines.all[0].knobs.choice("optimizer"));
    BOOST_TEST(session.trace->matrix(W)(2, 300) == 0.75);
    // Adam from there on begins with t = 1.
    apply(session, ShowTimeline{1});
    apply(session, Fork{{"learning_rate=0.002"}});
    BOOST_TEST(session.timelines.timeline()->optimizer_step(3) == 1);
    train_to_the_end();
    BOOST_TEST(session.timelines.timeline()->finished());
}

BOOST_AUTO_TEST_SUITE_END()
