#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "viewer/terminal/completion.h"

using namespace backstep;

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(completion)

BOOST_AUTO_TEST_CASE(a_line_is_completed_by_what_its_command_takes) {
    Sample s;
    s.after("set optimizer adam");
    const auto after = [&](const char* line) { return joined(completions(s.terminal, line)); };
    BOOST_TEST(after("pr") == "previous print prove");
    BOOST_TEST(after("goto d") == "dW[1]");
    BOOST_TEST(after("print mh") == "mhatW[1]");
    BOOST_TEST(after("p W") == "W[1]");
    BOOST_TEST(after("set ") == "optimizer learning_rate seed");
    BOOST_TEST(after("set optimizer ") == "sgd adam");
    BOOST_TEST(after("set optimizer a") == "adam");
    BOOST_TEST(after("info ") == "knobs events values breakpoints epochs");
    BOOST_TEST(after("help wh") == "where");
    BOOST_TEST(after("print W[1] ") == "");
    BOOST_TEST(after("bogus ") == "");
}

BOOST_AUTO_TEST_CASE(in_a_training_moments_conditions_and_knobs_of_a_fork_are_completed) {
    TrainingSample s;
    const auto after = [&](const char* line) { return joined(completions(s.terminal, line)); };
    BOOST_TEST(after("goto ep") == "epoch");
    BOOST_TEST(after("goto epoch ") == "");
    BOOST_TEST(after("goto epoch 2 b") == "batch b[1] b[2]");
    BOOST_TEST(after("goto epoch 2 batch 1 dW") == "dW[2] dW[1]");
    BOOST_TEST(after("fork optimizer=") == "optimizer=sgd optimizer=adam");
    BOOST_TEST(after("fork optimizer=adam le") == "learning_rate=");
    BOOST_TEST(after("break zeros(A[1") == "zeros(A[1])");
    BOOST_TEST(after("break lo") == "loss");
}

BOOST_AUTO_TEST_SUITE_END()
