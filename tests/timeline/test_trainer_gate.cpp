// A trainer and whoever goes first.

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <future>
#include <thread>

#include "engine/timeline/trainer.h"
#include "tests/timeline/sample.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(trainer_gate)

BOOST_AUTO_TEST_CASE(behind_a_closed_gate_it_waits_and_goes_on_when_it_opens) {
    const auto gate = std::make_shared<Gate>();
    const std::shared_ptr<Timeline> timeline = untrained(2);
    Trainer trainer(best_kernels(), 2, {}, gate);
    gate->close();
    trainer.train(timeline);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    BOOST_TEST(timeline->trained() == 0);
    BOOST_TEST(trainer.status().running);
    gate->open();
    trainer.wait();
    BOOST_TEST(timeline->finished());
}

BOOST_AUTO_TEST_CASE(whoever_has_closed_the_gate_may_pause) {
    const auto gate = std::make_shared<Gate>();
    const std::shared_ptr<Timeline> timeline = untrained();
    Trainer trainer(best_kernels(), 2, {}, gate);
    trainer.train(timeline);
    while (timeline->trained() == 0) std::this_thread::yield();
    gate->close();
    trainer.pause();
    BOOST_TEST(!trainer.status().running);
    const long trained = timeline->trained();
    BOOST_TEST(trained < timeline->plan().steps());
    BOOST_TEST(hashes(*timeline).size() == static_cast<std::size_t>(trained));
}

#ifdef __linux__
BOOST_AUTO_TEST_CASE(who_has_a_gate_trains_with_a_lower_priority_and_all_others_keep_theirs) {
    const auto niceness = [] { return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())); };
    const int before = niceness();
    for (const auto& gate : {std::shared_ptr<Gate>(), std::make_shared<Gate>()}) {
        std::atomic<int> training{-100}, started{-100};
        {
            const auto look = [&] {
                training = niceness();
                started = std::async(std::launch::async, niceness).get();
            };
            Trainer trainer(best_kernels(), 2, look, gate);
            trainer.train(untrained(2));
            trainer.wait();
        }
        BOOST_TEST(training == (gate ? std::max(before, 10) : before));
        BOOST_TEST(started == training);
        BOOST_TEST(niceness() == before);
    }
}
#endif

BOOST_AUTO_TEST_SUITE_END()
