#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "viewer/model/number.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(watches)

BOOST_AUTO_TEST_CASE(what_is_watched_is_shown_at_every_stop) {
    TrainingSample s;
    BOOST_TEST(has(s.after("watch"), "Nothing is watched"));
    BOOST_TEST(has(s.after("watch loss / 2"), "  1  loss / 2 = not yet   – in the step before\n"));
    s.after("watch norm(dW[1]) > 1e9");
    s.after("break step == 6 and loss > 0");
    const std::string stop = s.after("train");
    const std::vector<double> losses = s.timeline().losses();
    BOOST_TEST(has(stop, "  1  loss / 2 = " + short_number(losses[5] / 2) + "   " + short_number(losses[4] / 2) +
                             " in the step before\n"));
    BOOST_TEST(has(stop, "  2  norm(dW[1]) > 1e9 = not yet   no in the step before\n"));
    BOOST_TEST(has(s.after("goto epoch 1 batch 2"), "  1  loss / 2 = not yet   "));
    BOOST_TEST(has(s.after("where"), "  1  loss / 2 = "));
}

BOOST_AUTO_TEST_CASE(they_are_listed_and_forgotten_by_their_numbers) {
    TrainingSample s;
    s.after("watch loss");
    s.after("watch W[2](3,5)");
    BOOST_TEST(has(s.after("watch"), "  2  W[2](3,5) = "));
    const std::string left = s.after("unwatch 1");
    BOOST_TEST(has(left, "  1  W[2](3,5) = "));
    BOOST_TEST(!has(left, "loss"));
    BOOST_TEST(has(s.after("unwatch 1"), "Nothing is watched"));
    BOOST_TEST(has(s.refusal("unwatch 1"), "there is none"));
    BOOST_TEST(has(s.refusal("unwatch"), "type unwatch N"));
    BOOST_TEST(has(s.refusal("watch norm(dw[1])"), "did you mean dW[1]"));
    BOOST_TEST(has(s.refusal("watch W[1]"), "is not a number but a matrix"));
    s.after("open 1");
    BOOST_TEST(has(s.refusal("watch loss"), "not about a training"));
}

BOOST_AUTO_TEST_SUITE_END()
