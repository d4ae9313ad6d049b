#include <boost/test/unit_test.hpp>
#include <limits>

#include "training_sample.h"
#include "viewer/model/network_here.h"

using namespace backstep;

BOOST_FIXTURE_TEST_SUITE(network_here_, TrainingSample)

BOOST_AUTO_TEST_CASE(a_step_has_changed_the_network_only_after_its_last_event) {
    apply(session, GoToPosition{session.count() - 1});
    BOOST_TEST(!network_moment(session).after);
    BOOST_TEST(network_where(session) == "before epoch 1 batch 1");
    apply(session, GoToPosition{session.count()});
    BOOST_TEST(network_moment(session).after);
    BOOST_TEST(network_where(session) == "after epoch 1 batch 1");
}

BOOST_AUTO_TEST_CASE(the_end_of_a_training_is_one_click_away_unless_it_is_here_or_still_to_come) {
    BOOST_TEST(!end_of_training(session));
    for (int batch = 0; batch < 2; ++batch) apply(session, StepBatch{1});
    BOOST_TEST(session.timelines.timeline()->trained() == 2);
    BOOST_TEST(!end_of_training(session));  // before step 3 is after step 2
    apply(session, GoToMoment{{1, 4}});
    BOOST_REQUIRE(end_of_training(session));
    BOOST_TEST((*end_of_training(session) == Position{2, std::numeric_limits<int>::max()}));
    apply(session, GoToMoment{*end_of_training(session)});
    BOOST_TEST(!end_of_training(session));
    apply(session, GoToMoment{{1, 4}});
    session.timelines.training = true;
    BOOST_TEST(!end_of_training(session));
    session.timelines.training = false;
}

BOOST_AUTO_TEST_CASE(in_its_past_a_fork_has_the_network_of_its_parent) {
    train_to_the_end();
    apply(session, GoToMoment{{5, 0}});
    apply(session, Fork{{"optimizer=adam"}});
    BOOST_TEST((network_here(session).settings.optimizer.kind == Optimizer::adam));
    apply(session, GoToMoment{{4, 0}});
    BOOST_TEST(session.timelines.current == 1);
    BOOST_TEST((network_here(session).settings.optimizer.kind == Optimizer::sgd));
}

BOOST_AUTO_TEST_SUITE_END()
