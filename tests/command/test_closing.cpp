#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "viewer/command/closing.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(closing)

BOOST_AUTO_TEST_CASE(each_signal_that_would_end_the_program_is_a_question_once) {
    for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
        std::atomic<int> asked{0};
        Closing closing;
        std::thread other([] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); });  // it may be found by it
        closing.listen([&] { ++asked; });
        BOOST_TEST(asked == 0);
        BOOST_TEST(kill(getpid(), signal) == 0);
        for (int wait = 0; wait < 2000 && asked == 0; ++wait) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        BOOST_TEST(asked == 1);
        other.join();
    }
}

BOOST_AUTO_TEST_CASE(without_one_nobody_is_asked_and_without_a_listener_it_ends_too) {
    std::atomic<int> asked{0};
    {
        Closing closing;
        closing.listen([&] { ++asked; });
    }
    { const Closing closing; }
    BOOST_TEST(asked == 0);
}

BOOST_AUTO_TEST_SUITE_END()
