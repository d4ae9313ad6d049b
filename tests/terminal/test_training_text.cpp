#include <boost/test/unit_test.hpp>
#include <limits>

#include "sample.h"
#include "viewer/terminal/training_text.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(training_text)

BOOST_AUTO_TEST_CASE(an_epoch_is_one_line_under_its_header) {
    EpochRecord epoch;
    epoch.epoch = 3;
    epoch.loss = 0.123456;
    epoch.train = 0.9612;
    epoch.validation = std::numeric_limits<double>::quiet_NaN();
    epoch.test = 0.5;
    epoch.seconds = 0.414;
    BOOST_TEST(epoch_header() == "epoch       loss  training  validation      test  seconds\n");
    BOOST_TEST(epoch_line(epoch) == "    3    0.12346    96.12%           –    50.00%     0.41\n");
    epoch.loss = std::numeric_limits<double>::infinity();
    BOOST_TEST(has(epoch_line(epoch), "∞"));
}

BOOST_AUTO_TEST_CASE(a_plan_is_said_without_what_is_off) {
    TrainingSample s;
    const std::string text = plan_text(s.timeline().plan());
    BOOST_TEST(has(text, "52 images to train, 0 to validate, 1000 to test"));
    BOOST_TEST(has(text, "layers 784,7,10, activation relu, start he, optimizer sgd, learning rate 0.1, seed 1"));
    for (const char* off : {"β₁", "dropout", "momentum", "patience", "factor"}) BOOST_TEST(!has(text, off), off);
}

BOOST_AUTO_TEST_CASE(progress_says_how_far_it_has_come) {
    TrainingSample s;
    BOOST_TEST(progress_text(s.timeline()) == "");
    s.after("batch 6");
    BOOST_TEST(has(progress_text(s.timeline()), "] epoch 2 of 3, batch 2 of 4, loss "));
    s.after("train");
    BOOST_TEST(!has(progress_text(s.timeline()), "·"));
}

BOOST_AUTO_TEST_CASE(progress_is_drawn_on_a_terminal_only) {
    std::ostringstream file, terminal;
    ProgressLine(file, false).show("half");
    BOOST_TEST(file.str() == "");
    ProgressLine line(terminal, true);
    line.show("half");
    line.clear();
    BOOST_TEST(terminal.str() == "\rhalf\033[K\r\033[K");
}

BOOST_AUTO_TEST_SUITE_END()
