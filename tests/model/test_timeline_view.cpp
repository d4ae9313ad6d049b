#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "training_sample.h"
#include "viewer/model/timeline_view.h"
#include "viewer/model/training.h"
#include "viewer/model/training_parts.h"

using namespace backstep;

namespace {

void go(TrainingSample& sample, const Action& action) { apply(sample.session, action); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(timeline_view_, TrainingSample)

BOOST_AUTO_TEST_CASE(before_training_nothing_is_trained_and_the_session_is_at_the_start) {
    const TimelineView view = timeline_view(session);
    BOOST_TEST(view.trained == 0);
    BOOST_TEST(view.steps == 12);
    BOOST_TEST(view.playhead == 0);
    BOOST_TEST(view.progress == "nothing is trained yet");
    BOOST_TEST(view.where == "epoch 1, batch 1 of 4");
    BOOST_TEST(view.accuracies == "");
    BOOST_TEST(!view.can_go_back);
    BOOST_TEST(view.can_go_forward);
}

BOOST_AUTO_TEST_CASE(after_training_the_last_accuracies_and_the_place_of_the_session_are_told) {
    train_to_the_end();
    go(*this, GoToMoment{{7, session.count() / 2}});
    const TimelineView view = timeline_view(session);
    BOOST_TEST(view.finished);
    BOOST_TEST(view.share == 1);
    BOOST_TEST(view.progress == "all 3 epochs are trained");
    BOOST_TEST(view.where == "epoch 2, batch 3 of 4");
    BOOST_TEST(view.playhead == 6 + (session.count() / 2) / static_cast<double>(session.count()));
    BOOST_TEST(view.accuracies.starts_with("after epoch 3:  train "));
    BOOST_TEST(view.accuracies.find("validation") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(while_others_race_the_one_that_is_through_says_how_many_are) {
    train_to_the_end();
    apply(session, Race{{{"sgd", 0.1}, {"adam", 0.001}}});
    session.timelines.trainer->pause();  // the race is on, as long as nobody has looked
    const auto& adam = *session.timelines.all.at(1).timeline;
    BOOST_TEST(timeline_view(session).progress ==
               (adam.finished() ? "a race: 2 of 2 are through" : "a race: 1 of 2 are through"));
}

BOOST_AUTO_TEST_CASE(a_fork_and_its_parent_stand_beside_each_other_with_their_numbers) {
    train_to_the_end();
    go(*this, GoToTyped{"epoch 2 batch 1"});
    go(*this, Fork{{"optimizer=adam"}});
    const TimelineView view = timeline_view(session);
    BOOST_TEST(view.title == "2: from epoch 2 batch 1: optimizer sgd → adam");
    BOOST_TEST(view.beside == "1: the original");
    BOOST_TEST(view.progress == "33% trained: epoch 1 batch 4");
}

BOOST_AUTO_TEST_CASE(what_compares_or_asks_is_a_condition_and_all_else_a_position) {
    for (const char* text :
         {"loss > 2", "norm(dW[1]) < 1e-6", "isnan(Z[2])", "W[1](3,407) changes sign", "step == 7", "not isfinite(J)"})
        BOOST_TEST(std::holds_alternative<AddBreakpoint>(typed_action(text)), text);
    for (const char* text : {"epoch 2 batch 3 dW[1]", "step 7", "W[1]@0", "17"})
        BOOST_TEST(std::holds_alternative<GoToTyped>(typed_action(text)), text);
}

BOOST_AUTO_TEST_CASE(a_smooth_curve_is_the_weighed_mean_of_its_neighbours) {
    const double nan = std::nan(""), keep = std::exp(-1 / 2.0);
    const std::vector<double> smooth = smoothed({3, nan, 5, 11}, 2);
    BOOST_REQUIRE(smooth.size() == 4u);
    const double k2 = keep * keep, k3 = k2 * keep;
    BOOST_TEST(smooth[0] == (3 + 5 * k2 + 11 * k3) / (1 + k2 + k3), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(smooth[1] == (3 * keep + 5 * keep + 11 * k2) / (2 * keep + k2), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(smooth[2] == (3 * k2 + 5 + 11 * keep) / (k2 + 1 + keep), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(std::isnan(smoothed({nan, nan}, 5)[0]));
    BOOST_TEST(smoothed({}, 5).empty());
}

BOOST_AUTO_TEST_CASE(the_curve_of_a_fork_is_its_parents_up_to_where_it_begins_and_then_its_own) {
    train_to_the_end();
    go(*this, GoToTyped{"epoch 2 batch 3"});
    go(*this, Fork{{"learning_rate=5"}});
    train_to_the_end();
    const LossCurve parent = loss_curve(*session.timelines.all[0].timeline),
                    fork = loss_curve(*session.timelines.timeline());
    BOOST_REQUIRE(fork.smooth.size() == 12u);
    BOOST_REQUIRE(fork.losses.size() == 12u);
    for (std::size_t i = 0; i < 6; ++i) BOOST_TEST(fork.smooth[i] == parent.smooth[i]);
    for (std::size_t i = 7; i < 12; ++i) BOOST_TEST(fork.smooth[i] != parent.smooth[i]);
    BOOST_TEST(fork.smooth[6] == smoothed({fork.losses.begin() + 6, fork.losses.end()}, 1)[0]);
}

BOOST_AUTO_TEST_CASE(hits_are_the_steps_at_which_a_breakpoint_holds_found_some_at_a_time) {
    go(*this, AddBreakpoint{"batch >= 3"});
    go(*this, AddBreakpoint{"W[1](3,407) > 0"});
    BreakpointHits hits;
    BOOST_TEST(!hits.look(session.timelines, 100));
    train_to_the_end();
    while (session.timelines.timeline()->trained() < 12) train_to_the_end();
    BOOST_TEST(hits.look(session.timelines, 5));
    BOOST_TEST(hits.all()[0].looked == 5);
    BOOST_TEST(!hits.look(session.timelines, 1000));
    BOOST_REQUIRE(hits.all().size() == 2u);
    const std::vector<StepRange>& ranges = hits.all()[0].ranges;
    BOOST_REQUIRE(ranges.size() == 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(ranges[i].from == 4 * static_cast<long>(i) + 3);
        BOOST_TEST(ranges[i].to == 4 * static_cast<long>(i) + 4);
    }
    BOOST_TEST(!hits.all()[1].known);
    go(*this, RemoveBreakpoint{0});
    hits.look(session.timelines, 1000);
    BOOST_TEST(hits.all().size() == 1u);
}

BOOST_AUTO_TEST_CASE(where_only_recorded_steps_tell_a_breakpoint_is_marked_where_it_stopped_in_this_past) {
    go(*this, AddBreakpoint{"phase == update and step == 3"});
    go(*this, AddBreakpoint{"phase == update and step == 9"});
    train_to_the_end();
    BOOST_TEST(session.timelines.step == 3);
    BreakpointHits hits;
    const auto marks = [&](std::size_t breakpoint) {
        hits.look(session.timelines, 1000);
        std::vector<long> steps;
        for (const StepRange& range : hits.all().at(breakpoint).ranges) steps.push_back(range.from);
        return steps;
    };
    BOOST_TEST(!hits.look(session.timelines, 1000));
    for (const BreakpointHits::Hits& one : hits.all()) BOOST_TEST(!one.known);
    BOOST_TEST(marks(0) == std::vector{3L}, boost::test_tools::per_element());
    BOOST_TEST(marks(1).empty());
    go(*this, GoToMoment{{2, 0}});
    go(*this, Fork{{"optimizer=adam"}});
    BOOST_TEST(marks(0).empty());
    go(*this, ShowTimeline{0});
    go(*this, GoToMoment{{4, 0}});
    go(*this, Fork{{"optimizer=adam"}});
    BOOST_TEST(marks(0) == std::vector{3L}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(hits_are_of_the_shown_timeline_from_its_first_step_on_and_know_whether_they_count) {
    train_to_the_end();
    go(*this, AddBreakpoint{"loss > 0"});
    BreakpointHits hits;
    hits.look(session.timelines, 1000);
    BOOST_TEST(hits.all()[0].ranges.front().from == 1);
    BOOST_TEST(hits.all()[0].ranges.front().to == 12);
    BOOST_TEST(hits.all()[0].on);
    go(*this, SwitchBreakpoint{0, false});
    go(*this, GoToMoment{{5, 0}});
    go(*this, Fork{{"optimizer=adam"}});
    hits.look(session.timelines, 1000);
    BOOST_TEST(!hits.all()[0].on);
    BOOST_TEST(hits.all()[0].looked == 4);
    BOOST_TEST(hits.all()[0].ranges.front().to == 4);
}

// With so many units the extremes of W[1] are left out while it trains.
BOOST_AUTO_TEST_CASE(what_was_left_out_while_training_is_found_out_for_a_breakpoint_that_asks_for_it) {
    session.knobs.set("hidden_units", "64");
    begin_training(session);
    Timelines& timelines = session.timelines;
    go(*this, Train{});
    go(*this, Pause{});
    timelines.timeline()->summarise(Summarised::by_norm);
    timelines.timeline()->advance(compute, 5);
    const long trained = timelines.timeline()->trained();
    BOOST_REQUIRE(!timelines.timeline()->is_complete());
    BreakpointHits hits;
    timelines.breakpoints.push_back({std::make_shared<const Condition>("max(W[1]) > 0", values_to_name(session))});
    BOOST_TEST(!hits.look(timelines, 1000));  // nothing more to do as long as it is not known
    BOOST_TEST(hits.all()[0].looked < trained);
    go(*this, AddBreakpoint{"min(W[1]) < -1e9"});
    timelines.trainer->wait();
    BOOST_TEST(timelines.timeline()->is_complete());
    BOOST_TEST(!hits.look(timelines, 1000));
    BOOST_TEST(hits.all()[0].looked == trained);
    BOOST_TEST(hits.all()[0].ranges.front().to == trained);
    BOOST_TEST(hits.all()[1].ranges.empty());

    // So it is of a fork, and with it of its parent.
    const std::shared_ptr<Timeline> parent = timelines.timeline();
    parent->advance(compute, 2);
    go(*this, GoToMoment{{3, 0}});
    timelines.trainer->wait();
    BOOST_TEST(parent->is_complete());
    go(*this, Fork{{"optimizer=adam"}});
    timelines.timeline()->summarise(Summarised::by_norm);
    timelines.timeline()->advance(compute, 2);
    BOOST_REQUIRE(!timelines.timeline()->is_complete());
    go(*this, GoToMoment{{2, 0}});
    timelines.trainer->wait();
    BOOST_TEST(timelines.timeline()->is_complete());
}

BOOST_AUTO_TEST_CASE(a_search_for_what_was_left_out_is_left_to_the_thread_that_trains) {
    session.knobs.set("hidden_units", "64");
    begin_training(session);
    Timelines& timelines = session.timelines;
    timelines.timeline()->summarise(Summarised::by_norm);
    timelines.timeline()->advance(compute, 9);
    go(*this, GoToMoment{{8, 0}});
    // Set here, as nobody is to find it out before the search does.
    timelines.breakpoints.push_back({std::make_shared<const Condition>("max(W[1]) > 1e9", values_to_name(session))});
    go(*this, Continue{true});
    BOOST_TEST(timelines.training);
    timelines.trainer->wait();
    go(*this, Look{});
    BOOST_TEST(timelines.step == 1);
    BOOST_TEST(timelines.timeline()->is_complete());
    go(*this, GoToMoment{{8, 0}});
    go(*this, Continue{true});
    BOOST_TEST(!timelines.training);
    BOOST_TEST(timelines.step == 1);
}

BOOST_AUTO_TEST_CASE(a_breakpoint_that_is_off_does_not_stop_and_the_nearest_of_the_others_does_in_both_directions) {
    go(*this, AddBreakpoint{"step == 3"});
    go(*this, SwitchBreakpoint{0, false});
    train_to_the_end();
    BOOST_TEST(session.timelines.timeline()->trained() == 12);
    go(*this, AddBreakpoint{"step == 2"});
    go(*this, AddBreakpoint{"step == 6"});
    go(*this, GoToMoment{{9, 0}});
    for (const long step : {6L, 2L, 1L}) {
        go(*this, Continue{true});
        BOOST_TEST(session.timelines.step == step);
    }
    go(*this, Continue{false});
    BOOST_TEST(session.timelines.step == 2);
}

BOOST_AUTO_TEST_CASE(at_the_end_of_a_finished_training_there_is_no_way_on) {
    train_to_the_end();
    go(*this, GoToMoment{{11, 0}});
    BOOST_TEST(timeline_view(session).can_go_forward);
    go(*this, GoToMoment{{12, 0}});
    BOOST_TEST(!timeline_view(session).can_go_forward);
}

BOOST_AUTO_TEST_SUITE_END()
