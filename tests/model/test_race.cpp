#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/math/error.h"
#include "tests/model/training_sample.h"
#include "viewer/model/race.h"

using namespace backstep;

namespace {

const Timeline& timeline(const Session& session, int i) {
    return *session.timelines.all[static_cast<std::size_t>(i)].timeline;
}

void finish(TrainingSample& sample) {
    while (sample.session.timelines.training) {
        sample.session.timelines.trainer->wait();
        apply(sample.session, Look{});
    }
}

TrainingPlan saturating_plan(const Knobs&) {
    TrainingPlan plan;
    plan.network.layers = {784, 7, 10};
    plan.network.activation = Activation::sigmoid;
    plan.network.optimizer.kind = Optimizer::adam;
    plan.network.optimizer.learning_rate = 0.07;
    plan.batch_size = 13;
    plan.epochs = 1;
    return plan;
}

std::vector<double> usual_rates(const Session& session) {
    std::vector<double> rates;
    for (const RaceEntry& entry : usual_entries(session)) rates.push_back(entry.learning_rate);
    return rates;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(race)

BOOST_AUTO_TEST_CASE(the_lessons_own_rate_counts_then_that_of_a_knob_then_what_usually_does) {
    TrainingSample sample;
    Session& session = sample.session;
    apply(session, SetKnob{"learning_rate", "0.25"});
    BOOST_TEST(usual_rates(session) == (std::vector{0.25, 0.02, 0.001}), boost::test_tools::per_element());
    apply(session, ShowLessons{});
    session.lessons[0].knobs.push_back(real_knob("race_momentum", 0.03, 1e-6, 10, "α of momentum"));
    apply(session, OpenLesson{"7"});
    BOOST_TEST(usual_rates(session) == (std::vector{0.1, 0.03, 0.001}), boost::test_tools::per_element());
    apply(session, ShowLessons{});
    session.lessons[0].knobs.pop_back();
    session.lessons[0].training.plan = saturating_plan;
    apply(session, OpenLesson{"7"});
    BOOST_TEST(usual_rates(session) == (std::vector{0.5, 0.1, 0.07}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_fork_of_a_later_step_or_with_a_number_set_by_hand_is_another_training) {
    TrainingSample sample;
    Session& session = sample.session;
    apply(session, EditCell{{*find_event(*session.trace, "b[2]@0", 0), 4, 0}, 0.5});
    apply(session, Fork{{"optimizer=adam"}});
    apply(session, ShowTimeline{0});
    sample.train_to_the_end();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    BOOST_REQUIRE(session.timelines.all.size() == 4u);
    apply(session, Race{{{"adam", 0.1}}});
    finish(sample);
    BOOST_REQUIRE(racers(session).size() == 1u);
    BOOST_TEST(racers(session).front() == 4);
    BOOST_TEST(timeline(session, 4).edits().empty());
    BOOST_TEST(timeline(session, 4).forked_at() == 1);
}

BOOST_AUTO_TEST_CASE(every_racer_is_trained_to_its_end_from_the_same_start_on_the_same_batches) {
    TrainingSample sample;
    Session& session = sample.session;
    const std::vector<RaceEntry> entries = usual_entries(session);
    BOOST_REQUIRE(entries.size() == 3u);
    apply(session, Race{entries});
    BOOST_TEST(session.timelines.racing);
    finish(sample);
    BOOST_TEST(!session.timelines.racing);
    BOOST_REQUIRE(racers(session).size() == 3u);
    BOOST_TEST(session.timelines.fair);
    for (std::size_t i = 0; i < 3; ++i) {
        const Timeline& racer = timeline(session, racers(session)[i]);
        BOOST_TEST(racer.finished());
        BOOST_TEST(optimizer_names()[static_cast<std::size_t>(racer.plan().network.optimizer.kind)] ==
                   entries[i].optimizer);
        BOOST_TEST(racer.plan().network.optimizer.learning_rate == entries[i].learning_rate);
        const Knobs& knobs = session.timelines.all[static_cast<std::size_t>(racers(session)[i])].knobs;
        BOOST_TEST(knobs.real("learning_rate") == entries[i].learning_rate);
        BOOST_TEST(knobs.choice("optimizer") == entries[i].optimizer);
        for (std::size_t j = 0; j < i; ++j) BOOST_TEST(racer.hash() != timeline(session, racers(session)[j]).hash());
    }
    BOOST_TEST(session.timelines.notice == "the race is over");
}

BOOST_AUTO_TEST_CASE(a_training_that_is_there_already_races_as_it_is) {
    TrainingSample sample;
    Session& session = sample.session;
    apply(session, Race{usual_entries(session)});
    finish(sample);
    BOOST_TEST(session.timelines.all.size() == 3u);  // the lesson's own training is one of the racers
    apply(session, Race{usual_entries(session)});
    BOOST_TEST(session.timelines.all.size() == 3u);
    BOOST_TEST(session.timelines.notice == "the race is over: all have come to their end");
    std::vector<RaceEntry> other = usual_entries(session);
    other.front().learning_rate *= 2;
    apply(session, Race{other});
    BOOST_TEST(session.timelines.notice == "");
    finish(sample);
    BOOST_TEST(session.timelines.all.size() == 4u);
    BOOST_TEST(racers(session).front() == 3);
}

BOOST_AUTO_TEST_CASE(a_pause_ends_it_and_keeps_what_was_trained) {
    TrainingSample sample;
    Session& session = sample.session;
    apply(session, Race{usual_entries(session)});
    apply(session, Pause{});
    BOOST_TEST(!session.timelines.racing);
    BOOST_TEST(!session.timelines.training);
    apply(session, Look{});
    BOOST_TEST(!session.timelines.training);
    apply(session, Race{usual_entries(session)});
    finish(sample);
    for (const int racer : racers(session)) BOOST_TEST(timeline(session, racer).finished());
}

BOOST_AUTO_TEST_CASE(bad_entries_are_refused_and_change_nothing) {
    TrainingSample sample;
    Session& session = sample.session;
    BOOST_CHECK_THROW(apply(session, Race{}), InputError);
    BOOST_CHECK_THROW(apply(session, Race{{{"sgd", 0.1}, {"adams", 0.1}}}), InputError);
    BOOST_CHECK_THROW(apply(session, Race{{{"sgd", 0.1}, {"adam", std::nan("")}}}), InputError);
    BOOST_TEST(session.timelines.all.size() == 1u);
    BOOST_TEST(racers(session).empty());
    BOOST_TEST(!session.timelines.fair);
}

BOOST_AUTO_TEST_CASE(a_weight_is_followed_through_the_step_of_each_optimizer) {
    TrainingSample sample;
    Session& session = sample.session;
    apply(session, Race{{{"sgd", 0.1}, {"momentum", 0.05}, {"adam", 0.01}}});
    finish(sample);
    const auto weight = [&](int i, long step) {
        const Timeline& racer = timeline(session, racers(session)[static_cast<std::size_t>(i)]);
        return weight_of(*racer.record(sample.compute, step), 2, 3, 5);
    };
    const RacerWeight sgd = weight(0, 1), momentum = weight(1, 1), adam = weight(2, 1);
    BOOST_TEST(sgd.before == momentum.before);
    BOOST_TEST(sgd.before == adam.before);
    BOOST_TEST(sgd.gradient == adam.gradient);  // of the same batch at the same weights
    BOOST_TEST(sgd.after == sgd.before - 0.1 * sgd.gradient);
    BOOST_TEST(std::isnan(sgd.v));
    BOOST_TEST(momentum.v == -0.05 * momentum.gradient, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(momentum.after == momentum.before + momentum.v);
    BOOST_TEST(std::isnan(momentum.m));
    BOOST_TEST(adam.m == 0.1 * adam.gradient, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(adam.change == adam.after - adam.before);
    BOOST_TEST(adam.m_hat == adam.gradient, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(adam.v_hat == adam.gradient * adam.gradient, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(weight(0, 2).before == sgd.after);
    BOOST_CHECK_THROW(weight_of(*session.trace, 2, 3, 7), InputError);  // seven hidden units
    BOOST_CHECK_THROW(weight_of(*session.trace, 3, 0, 0), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
