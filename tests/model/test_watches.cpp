#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "training_sample.h"
#include "viewer/model/number.h"
#include "viewer/model/watches.h"

using namespace backstep;

BOOST_FIXTURE_TEST_SUITE(watches, TrainingSample)

BOOST_AUTO_TEST_CASE(each_has_its_value_here_and_in_the_step_before) {
    apply(session, AddWatch{"loss"});
    apply(session, AddWatch{"W[2](3,5)"});
    apply(session, AddWatch{"norm(dW[1]) > 1e9"});
    train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3 dW[1]"});
    WatchViews views;
    const std::vector<WatchView>& all = views.read(session);
    BOOST_REQUIRE(all.size() == 3u);
    const std::vector<double> losses = session.timelines.timeline()->losses();
    BOOST_TEST(all[0].text == "loss");
    BOOST_TEST(all[0].now == short_number(losses[6]));
    BOOST_TEST(all[0].before == short_number(losses[5]));
    const Mlp net = session.timelines.timeline()->state_before(compute, 7);
    BOOST_TEST(all[1].now == short_number(net.W[1].value.matrix(3, 5)));
    BOOST_TEST(all[1].before == all[1].now);
    BOOST_TEST(all[2].now == "no");
    // At the end of the step the weight is another one.
    apply(session, GoToPosition{session.count()});
    const Mlp after = session.timelines.timeline()->state_before(compute, 8);
    BOOST_TEST(views.read(session)[1].now == short_number(after.W[1].value.matrix(3, 5)));
}

BOOST_AUTO_TEST_CASE(what_has_not_come_is_not_yet_there_and_the_first_step_has_none_before) {
    apply(session, AddWatch{"loss"});
    WatchViews views;
    BOOST_TEST(views.read(session).at(0).now == "not yet");
    BOOST_TEST(views.read(session).at(0).before == "–");
}

BOOST_AUTO_TEST_CASE(they_follow_a_knob_a_fork_and_the_list) {
    apply(session, AddWatch{"loss"});
    train_to_the_end();
    WatchViews views;
    apply(session, GoToTyped{"epoch 3 batch 4"});
    apply(session, GoToPosition{session.count()});
    const std::string before = views.read(session).at(0).now;
    apply(session, GoToTyped{"epoch 1 batch 2"});
    apply(session, Fork{{"optimizer=adam"}});
    train_to_the_end();
    apply(session, GoToTyped{"epoch 3 batch 4"});
    apply(session, GoToPosition{session.count()});
    BOOST_TEST(views.read(session).at(0).now != before);
    apply(session, SetKnob{"learning_rate", "0.2"});
    BOOST_TEST(session.timelines.watches.size() == 1u);
    apply(session, AddWatch{"norm(W[1])"});
    apply(session, RemoveWatch{0});
    BOOST_TEST(views.read(session).size() == 1u);
    BOOST_TEST(views.read(session).at(0).text == "norm(W[1])");
    BOOST_CHECK_THROW(apply(session, RemoveWatch{1}), InputError);
    BOOST_CHECK_THROW(apply(session, AddWatch{"norm(W[9])"}), InputError);
    BOOST_TEST(session.timelines.watches.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
