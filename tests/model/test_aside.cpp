#include <boost/test/unit_test.hpp>

#include "engine/data/batches.h"
#include "engine/math/error.h"
#include "training_sample.h"
#include "viewer/model/batch.h"
#include "viewer/model/network_here.h"

using namespace backstep;

namespace {

struct Image : TrainingSample {
    const Dataset& test() const { return session.timelines.timeline()->plan().data->test; }
    StepImage image(int index) const {
        return {{test().image(index), test().image(index) + 784},
                test().labels[static_cast<std::size_t>(index)],
                "test image"};
    }
    std::vector<double> last_value() const { return session.trace->matrix(session.count() - 1).values; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(aside, Image)

BOOST_AUTO_TEST_CASE(an_image_goes_through_the_network_that_stands_at_the_cursor) {
    train_to_the_end();
    for (const Position moment : {Position{1, 0}, Position{7, 4}, Position{12, 1000}}) {
        apply(session, GoToMoment{moment});
        Mlp net = network_here(session);
        const auto expected = probabilities_of(compute, net, {test().image(5), 784}, PixelScale::unit);
        StepImage unknown = image(5);
        unknown.label = -1;
        apply(session, unknown);
        BOOST_TEST(session.trace->events.back().name.text() == "A[2]");
        BOOST_TEST(last_value() == expected, boost::test_tools::per_element());
        apply(session, BackToTraining{});
    }
}

// Adam begins in step 5, and each epoch of 4 batches has half the learning rate of the one before. What dropout leaves
// out of a batch stays in.
BOOST_AUTO_TEST_CASE(with_a_label_it_is_the_step_that_a_batch_of_it_alone_would_be) {
    static TrainingPlan (*const usual)(const Knobs&) = session.lesson->training.plan;
    session.lessons[0].training.plan = [](const Knobs& knobs) {
        TrainingPlan plan = usual(knobs);
        plan.rate_every = 1;
        plan.rate_factor = 0.5;
        plan.network.dropout = 0.25;
        return plan;
    };
    apply(session, OpenLesson{"7"});
    train_to_the_end();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    train_to_the_end();
    for (const auto& [moment, t] : {std::pair{Position{5, 0}, 1}, {Position{5, 1000}, 2}, {Position{9, 3}, 5}}) {
        apply(session, GoToMoment{moment});
        const std::shared_ptr<const Timeline> timeline = session.timelines.timeline();
        const long next = moment.step + (moment.event == 1000);
        Mlp net = timeline->state_before(compute, next);
        net.settings.optimizer.learning_rate = timeline->plan().learning_rate(next);
        net.settings.dropout = 0;
        const Dataset& digits = test();
        const std::vector<int> picked{5};
        Recorder step(compute, Recording::on);
        const Value X = step.input("X", scaled_pixel_columns(digits, picked));
        const Value Y = step.input("Y", one_hot(picked_labels(digits, picked), 10));
        train_step(step, net, X, Y, t);
        step.finish();
        const Trace expected = step.take_trace();
        apply(session, image(5));
        BOOST_REQUIRE(session.trace->events.size() == expected.events.size());
        for (std::size_t i = 0; i < expected.events.size(); ++i) {
            const Event &event = session.trace->events[i], &same = expected.events[i];
            BOOST_TEST((event.name == same.name && event.version == same.version));
            BOOST_TEST((session.trace->value(event).dense().values == expected.value(same).dense().values),
                       event.name.text());
        }
        BOOST_TEST((session.trace->events.back().phase == Phase::update));
        apply(session, BackToTraining{});
    }
}

BOOST_AUTO_TEST_CASE(an_update_by_one_image_leaves_the_training_as_it_was) {
    train_to_the_end();
    const std::uint64_t before = session.timelines.timeline()->hash();
    const Mlp net = network_here(session);
    apply(session, image(5));
    apply(session, Step{1000});
    apply(session, BackToTraining{});
    BOOST_TEST(session.timelines.timeline()->hash() == before);
    BOOST_TEST(network_here(session).W[0].value.matrix.values == net.W[0].value.matrix.values,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(it_is_stepped_like_any_other_example) {
    const int label = image(3).label;
    apply(session, image(3));
    BOOST_TEST(session.position == 0);
    apply(session, Step{1000});
    BOOST_TEST(session.position == session.count());
    BOOST_TEST(session.aside->where == "before epoch 1 batch 1");
    const BatchView batch = batch_view(session);
    BOOST_REQUIRE(batch.digits.size() == 1u);
    BOOST_TEST(batch.digits[0].label == label);
    BOOST_TEST(batch.digits[0].prediction >= 0);
    apply(session, SelectCell{{session.count() - 1, 4, 0}});
    apply(session, GoToTyped{"Z[1]"});
    BOOST_TEST(session.current()->name.text() == "Z[1]");
    apply(session, Step{-1000});
    BOOST_TEST(session.position == 0);
}

BOOST_AUTO_TEST_CASE(an_image_without_a_label_has_none) {
    StepImage unknown = image(3);
    unknown.label = -1;
    apply(session, unknown);
    BOOST_TEST(batch_view(session).digits[0].label == -1);
    BOOST_TEST(!find_event(*session.trace, "Y", 0));
}

BOOST_AUTO_TEST_CASE(back_in_the_training_all_is_as_it_was_left) {
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3 dW[1]"});
    apply(session, SelectCell{{session.position - 1, 2, 400}});
    const std::string before = state();
    const auto trace = session.trace;
    apply(session, image(0));
    apply(session, Step{3});
    apply(session, BackToTraining{});
    BOOST_TEST(state() == before);
    BOOST_TEST(session.trace == trace);
    BOOST_TEST(!session.aside);
    apply(session, StepBatch{1});
    BOOST_TEST(session.timelines.step == 8);
}

BOOST_AUTO_TEST_CASE(a_training_that_runs_goes_on_meanwhile) {
    apply(session, Train{});
    apply(session, image(0));
    session.aside->timelines.trainer->wait();
    apply(session, Look{});
    apply(session, BackToTraining{});
    BOOST_TEST(session.timelines.training);
    apply(session, Look{});
    BOOST_TEST(!session.timelines.training);
    BOOST_TEST(session.timelines.timeline()->finished());
}

BOOST_AUTO_TEST_CASE(what_is_the_trainings_is_refused_or_goes_back_to_it) {
    apply(session, image(0));
    for (const Action& action : {Action(Train{}), Action(EditCell{{1, 0, 0}, 1}), Action(SetKnob{"learning_rate", "1"}),
                                 Action(ResetKnobs{}), Action(Fork{})})
        BOOST_CHECK_EXCEPTION(apply(session, action), InputError, [](const InputError& error) {
            return std::string(error.what()) ==
                   "lesson 7: test image is stepped through; go back to the training first";
        });
    BOOST_TEST(session.aside.has_value());
    apply(session, GoToMoment{{1, 2}});
    BOOST_TEST(!session.aside);
    BOOST_TEST(session.position == 2);
    apply(session, image(0));
    apply(session, ShowLessons{});
    BOOST_TEST(!session.aside);
    BOOST_TEST(!session.trace);
}

BOOST_AUTO_TEST_CASE(one_image_may_follow_another) {
    const StepImage first = image(0), second = image(1);
    apply(session, GoToPosition{2});
    apply(session, first);
    apply(session, second);
    apply(session, BackToTraining{});
    BOOST_TEST(!session.aside);
    BOOST_TEST(session.position == 2);
}

BOOST_AUTO_TEST_CASE(an_image_that_does_not_fit_is_refused_and_nothing_changes) {
    StepImage small = image(0);
    small.pixels.resize(700);
    BOOST_CHECK_THROW(apply(session, small), InputError);
    StepImage eleventh = image(0);
    for (const int label : {10, -2}) {
        eleventh.label = label;
        BOOST_CHECK_THROW(apply(session, eleventh), InputError);
    }
    BOOST_TEST(!session.aside);
    BOOST_TEST(!session.timelines.empty());
}

BOOST_AUTO_TEST_CASE(the_trail_and_the_selected_cell_wait_with_the_training) {
    apply(session, GoToTyped{"Z[2]"});
    apply(session, SelectCell{{session.position - 1, 2, 4}});
    apply(session, FollowCell{{session.position - 2, 2, 0}});
    apply(session, image(0));
    BOOST_TEST(!session.selected);
    BOOST_TEST(session.trail.empty());
    apply(session, BackToTraining{});
    BOOST_TEST(session.trail.size() == 1u);
    BOOST_TEST(session.selected.has_value());
}

BOOST_AUTO_TEST_CASE(neither_an_image_nor_the_training_after_it_plays_on) {
    apply(session, Play{});
    apply(session, image(0));
    BOOST_TEST(!session.playing);
    apply(session, Play{});
    apply(session, BackToTraining{});
    BOOST_TEST(!session.playing);
}

BOOST_AUTO_TEST_CASE(a_weight_that_was_set_by_hand_is_so_in_the_image_that_it_reads) {
    train_to_the_end();
    apply(session, GoToTyped{"step 7 W[1]@0"});
    const CellRef cell{session.current()->index, 3, 5};
    apply(session, EditCell{cell, 0.5});
    BOOST_TEST_REQUIRE(session.timelines.current == 1);
    for (const bool after : {false, true}) {
        apply(session, GoToPosition{after ? session.count() : 0});
        apply(session, image(5));
        const Event& W = *std::ranges::find_if(session.trace->events,
                                               [](const Event& event) { return event.name.text() == "W[1]"; });
        BOOST_TEST(set_by_hand(*session.trace, W.index, 3, 5) == !after);
        BOOST_TEST(!set_by_hand(*session.trace, W.index, 3, 6));
        BOOST_TEST(W.edited == !after);
        if (!after) BOOST_TEST(session.trace->matrix(W.index)(3, 5) == 0.5);
        apply(session, BackToTraining{});
    }
}

BOOST_AUTO_TEST_SUITE_END()
