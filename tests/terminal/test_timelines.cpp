#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "sample.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(timelines)

BOOST_AUTO_TEST_CASE(a_fork_is_a_timeline_of_its_own_and_the_first_one_stays) {
    TrainingSample s;
    s.after("train");
    const std::uint64_t hash = s.timeline().hash();
    s.after("goto epoch 2");
    BOOST_TEST(has(s.after("fork optimizer=adam learning_rate=0.01"), "from epoch 2 batch 1: optimizer sgd → adam"));
    s.after("train");
    BOOST_TEST(s.timeline().trained() == 12);
    BOOST_TEST(s.timeline().hash() != hash);
    const std::string list = s.after("timelines");
    BOOST_TEST(has(list, "  1  the original  12 of 12 steps, loss "));
    BOOST_TEST(has(list, "→ 2  from epoch 2 batch 1"));
    BOOST_TEST(has(s.after("timeline 1"), "→ 1  the original"));
    BOOST_TEST(s.timeline().hash() == hash);
    BOOST_TEST(s.session.knobs.text("optimizer") == "sgd");
    BOOST_TEST(has(s.refusal("timeline 3"), "they go from 1 to 2"));
    BOOST_TEST(has(s.refusal("timeline 0"), "there is none"));
    BOOST_TEST(has(s.refusal("fork optimizer=adan"), "sgd"));
    BOOST_TEST(has(s.refusal("fork adam"), "KNOB=VALUE"));
    BOOST_TEST(s.session.timelines.all.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_cell_set_by_hand_forks_and_compare_shows_what_it_changed) {
    TrainingSample s;
    s.after("train");
    s.after("goto epoch 1 batch 3 W[1]@0");
    BOOST_TEST(has(s.after("set W[1] 3 407 0.5"), "from epoch 1 batch 3: W[1](3,407) set to 0.5"));
    BOOST_TEST(has(s.after("print W[1]@0 3 407"), "W[1](3,407) = 0.5\n"));
    s.after("goto W[1]@0");
    const std::string text = s.after("compare");
    BOOST_TEST(has(text, "timeline 1: the original"));
    BOOST_TEST(has(text, "They are the same as far as both are trained, to epoch 1 batch 2."));
    BOOST_TEST(has(text, "W[1] differs most at (3,407): "));
    BOOST_TEST(has(text, " and 0.5\n"));
    BOOST_TEST(has(text, "1 of 5488 cells"));
    BOOST_TEST(!has(text, "  X "));
    s.after("train");
    BOOST_TEST(has(s.after("compare"), "They are the same before epoch 1 batch 3."));
    BOOST_TEST(has(s.after("compare 1"), "epoch      loss 1      loss 2      test 1      test 2\n"));
}

BOOST_AUTO_TEST_CASE(a_second_cell_of_the_same_step_joins_the_first) {
    TrainingSample s;
    s.after("goto W[1]@0");
    s.after("set W[1] 3 407 0.5");
    BOOST_TEST(has(s.after("set W[1] 6 100 -2"), "W[1](3,407) set to 0.5, W[1](6,100) set to -2"));
    BOOST_TEST(s.session.timelines.all.size() == 2u);
    BOOST_TEST(has(s.after("print W[1]@0 3 407"), "= 0.5\n"));
    BOOST_TEST(has(s.after("print W[1]@0 6 100"), "= -2\n"));
}

BOOST_AUTO_TEST_CASE(a_knob_that_a_fork_has_to_keep_is_told_with_those_that_it_can_turn) {
    TrainingSample s;
    const std::string refused = s.refusal("fork start=zeros");
    BOOST_TEST(has(refused, "start stays as it was when the training began"));
    BOOST_TEST(has(refused, "set start zeros"));
    BOOST_TEST(has(refused, "fork with optimizer, learning_rate"));
    BOOST_TEST(s.session.timelines.all.size() == 1u);
    const std::string list = s.after("info knobs");
    BOOST_TEST(has(list, "weights; he | zeros; only a new training turns it, a fork keeps it\n"));
    BOOST_TEST(has(list, "how; sgd | adam\n"));
}

BOOST_AUTO_TEST_CASE(the_largest_difference_comes_first) {
    TrainingSample s;
    s.after("goto W[1]@0");
    s.after("set W[1](3,407) 50");
    const std::string text = s.after("compare");
    std::istringstream lines(text.substr(text.find("the largest first:\n") + 19));
    std::vector<double> sizes;
    for (std::string line; std::getline(lines, line) && !has(line, " more");) {
        std::istringstream words(line);
        std::string name;
        double size = 0;
        words >> name >> size;
        sizes.push_back(size);
    }
    BOOST_TEST(sizes.size() > 5u);
    BOOST_TEST(std::is_sorted(sizes.rbegin(), sizes.rend()), text);
    s.after("train");
    s.after("timeline 1");
    s.after("train");
    BOOST_TEST(has(s.after("compare 2"), "They are different from the first step on."));
}

BOOST_AUTO_TEST_CASE(forks_that_change_nothing_are_the_same) {
    TrainingSample s;
    s.after("train");
    s.after("goto epoch 2 batch 2 dW[1]");
    s.after("fork");
    s.after("train");
    const std::string text = s.after("compare 1");
    BOOST_TEST(has(text, "They are the same as far as both are trained, to epoch 3 batch 4."));
    BOOST_TEST(has(text, "dW[1] is the same in both."));
    BOOST_TEST(has(text, "In epoch 2 batch 2 nothing is different."));
}

BOOST_AUTO_TEST_CASE(comparing_needs_another_timeline) {
    TrainingSample s;
    BOOST_TEST(has(s.refusal("compare"), "fork makes another"));
    s.after("fork");
    BOOST_TEST(has(s.refusal("compare 2"), "is this one"));
    BOOST_TEST(has(s.refusal("compare 3"), "they go from 1 to 2"));
}

BOOST_AUTO_TEST_CASE(cells_and_numbers_that_make_no_sense_are_refused) {
    TrainingSample s;
    BOOST_TEST(has(s.refusal("set W[1] 7 0 1"), "there is no cell (7,0)"));
    BOOST_TEST(has(s.refusal("set W[1] 3 407 much"), "'much' is no number"));
    BOOST_TEST(has(s.refusal("set W[9] 3 407 1"), "'W[9]' is no value"));
    BOOST_TEST(has(s.refusal("set W[1] 3 1"), "set NAME ROW COL NUMBER"));
    BOOST_TEST(has(s.refusal("set W[1]"), "something is missing"));
    BOOST_TEST(s.session.timelines.all.size() == 1u);
    s.after("set W[1] 3 407 nan");
    BOOST_TEST(has(s.after("health"), "W[1] is the first value of this step that is not finite: 1 of 5488 numbers"));
}

BOOST_AUTO_TEST_SUITE_END()
