#include <boost/test/unit_test.hpp>

#include "sample.h"

using namespace backstep;

namespace {

std::string moment(const TrainingSample& s) {
    return std::to_string(s.session.timelines.step) + " " + s.session.current()->name.text();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(breakpoints)

BOOST_AUTO_TEST_CASE(train_stops_where_a_breakpoint_holds_and_stands_at_its_event) {
    TrainingSample s;
    BOOST_TEST(has(s.after("break step >= 5 and max(A[1]) > 0"), "1  on   step >= 5 and max(A[1]) > 0"));
    const std::string text = s.after("train");
    BOOST_TEST(has(text, "epoch 2 batch 1 A[1]: step >= 5 and max(A[1]) > 0"));
    BOOST_TEST(moment(s) == "5 A[1]");
    BOOST_TEST(s.timeline().trained() == 5);
}

BOOST_AUTO_TEST_CASE(continue_and_reverse_continue_visit_the_same_moments) {
    TrainingSample s;
    s.after("train");
    s.after("break batch == 3");
    std::vector<std::string> forward, backward;
    for (int i = 0; i < 3; ++i) {
        s.after("continue");
        forward.push_back(moment(s));
    }
    BOOST_TEST(has(s.after("c"), "finished"));
    s.after("goto step 12");
    for (int i = 0; i < 3; ++i) {
        s.after("rc");
        backward.insert(backward.begin(), moment(s));
    }
    BOOST_TEST(forward == backward, boost::test_tools::per_element());
    BOOST_TEST(forward[1] == "7 X");
    BOOST_TEST(has(s.after("reverse-continue"), "this is the start"));
    BOOST_TEST(s.session.position == 0);
}

BOOST_AUTO_TEST_CASE(they_are_listed_switched_and_forgotten_by_their_numbers) {
    TrainingSample s;
    BOOST_TEST(has(s.after("info breakpoints"), "There are none"));
    s.after("break isnan(Z[2])");
    s.after("break W[1](3,407) changes sign");
    BOOST_TEST(has(s.after("disable 1"), "1  off  isnan(Z[2])"));
    const std::string list = s.after("info br");
    BOOST_TEST(has(list, "1  off  isnan(Z[2])\n"));
    BOOST_TEST(has(list, "2  on   W[1](3,407) changes sign   (each step has to be recorded for it: slower)"));
    BOOST_TEST(has(s.after("enable 1"), "1  on "));
    BOOST_TEST(has(s.after("delete 1"), "1  on   W[1](3,407) changes sign"));
    BOOST_TEST(s.session.timelines.breakpoints.size() == 1u);
    BOOST_TEST(has(s.refusal("delete 2"), "they go from 1 to 1"));
    BOOST_TEST(has(s.refusal("delete 0"), "there is none"));
    BOOST_TEST(has(s.refusal("enable"), "type enable N"));
}

BOOST_AUTO_TEST_CASE(a_breakpoint_that_is_off_stops_nothing) {
    TrainingSample s;
    s.after("break step == 3");
    s.after("disable 1");
    s.after("train");
    BOOST_TEST(s.timeline().trained() == 12);
}

BOOST_AUTO_TEST_CASE(a_condition_that_makes_no_sense_is_refused) {
    TrainingSample s;
    BOOST_TEST(has(s.refusal("break norm(dw[1]) < 1"), "did you mean dW[1]"));
    BOOST_TEST(has(s.refusal("break loss >"), "condition 'loss >'"));
    BOOST_TEST(s.session.timelines.breakpoints.empty());
}

BOOST_AUTO_TEST_SUITE_END()
