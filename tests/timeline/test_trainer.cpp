#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdio>
#include <future>
#include <random>
#include <thread>

#include "engine/math/error.h"
#include "engine/timeline/trainer.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

std::shared_ptr<const Condition> condition(const Timeline& timeline, const char* text) {
    Computer computer;
    return std::make_shared<const Condition>(text, condition_values(*timeline.record(computer.compute, 1)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trainer)

BOOST_AUTO_TEST_CASE(it_trains_to_the_end_what_a_plain_call_trains) {
    std::atomic<int> calls{0};
    Trainer trainer(best_kernels(), 2, [&] { ++calls; });
    BOOST_TEST(!trainer.status().running);
    const auto timeline = untrained(4);
    trainer.train(timeline);
    trainer.wait();
    const TrainerStatus status = trainer.status();
    BOOST_TEST(!status.running);
    BOOST_TEST(status.error == "");
    BOOST_TEST(status.trained == 40);
    BOOST_TEST(status.steps == 40);
    BOOST_TEST(!status.broke_at.has_value());
    BOOST_TEST(calls >= 1);
    BOOST_TEST(timeline->finished());
    BOOST_TEST((hashes(*timeline) == hashes(*trained(sample_plan(), 40))));
}

BOOST_AUTO_TEST_CASE(a_pause_keeps_what_was_trained_and_training_goes_on_from_there) {
    Trainer trainer(best_kernels(), 1);
    const auto timeline = untrained();
    for (int i = 0; i < 20 && !timeline->finished(); ++i) {
        trainer.train(timeline);
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
        trainer.pause();
        BOOST_TEST(!trainer.status().running);
        const long done = timeline->trained();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        BOOST_TEST(timeline->trained() == done);
    }
    trainer.train(timeline);
    trainer.wait();
    BOOST_TEST(timeline->finished());
    BOOST_TEST((hashes(*timeline) == hashes(*trained(sample_plan()))));
    BOOST_TEST(timeline->epochs().size() == 20u);
}

BOOST_AUTO_TEST_CASE(cancelling_never_loses_what_was_trained) {
    const auto timeline = untrained();
    {
        Trainer trainer(best_kernels(), 2);
        trainer.train(timeline);
        while (timeline->trained() < 5) std::this_thread::yield();
    }
    const long done = timeline->trained();
    BOOST_TEST(done >= 5);
    BOOST_TEST((hashes(*timeline) == hashes(*trained(sample_plan(), done))));
}

BOOST_AUTO_TEST_CASE(another_timeline_ends_the_one_before) {
    Trainer trainer(best_kernels(), 1);
    const auto first = untrained(), second = untrained(2);
    trainer.train(first);
    trainer.train(second);
    trainer.wait();
    BOOST_TEST(second->finished());
    BOOST_TEST(trainer.status().steps == 20);
    const long done = first->trained();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    BOOST_TEST(first->trained() == done);
}

BOOST_AUTO_TEST_CASE(a_breakpoint_stops_at_the_event_that_makes_it_true) {
    Trainer trainer(best_kernels(), 1);
    const auto timeline = untrained();
    const std::vector<std::shared_ptr<const Condition>> breakpoints{condition(*timeline, "loss < 0"),
                                                                    condition(*timeline, "epoch == 2 and batch == 4"),
                                                                    condition(*timeline, "loss > 0 and step >= 23")};
    trainer.train(timeline, breakpoints);
    trainer.wait();
    TrainerStatus status = trainer.status();
    BOOST_REQUIRE(status.broke_at.has_value());
    BOOST_TEST(status.breakpoint == 1);
    BOOST_TEST(status.broke_at->step == 14);
    BOOST_TEST(timeline->trained() == 14);

    trainer.train(timeline, breakpoints);
    trainer.wait();
    status = trainer.status();
    BOOST_REQUIRE(status.broke_at.has_value());
    BOOST_TEST(status.breakpoint == 2);
    BOOST_TEST(status.broke_at->step == 23);
    Computer computer;
    const auto trace = timeline->record(computer.compute, 23);
    BOOST_TEST(trace->events.at(static_cast<std::size_t>(status.broke_at->event - 1)).name.text() == "J");
    // While it holds, each step stops.
    trainer.train(timeline, breakpoints);
    trainer.wait();
    BOOST_TEST(trainer.status().broke_at->step == 24);
}

// `loss > 0` holds from J on, in every step.
BOOST_AUTO_TEST_CASE(whoever_has_seen_a_breakpoint_hold_in_a_step_gets_past_it) {
    const auto parent = trained(sample_plan(), 5);
    Computer computer;
    const int at_J = *find_event(*parent->record(computer.compute, 4), "J", 1000) + 1;
    const auto stop_from = [&](Position from, const char* text) {
        const auto fork = std::make_shared<Timeline>(parent, 4, Change{});
        Trainer trainer(best_kernels(), 1);
        trainer.train(fork, {condition(*parent, text)}, from);
        trainer.wait();
        return trainer.status().broke_at.value_or(Position{});
    };
    BOOST_TEST((stop_from({4, at_J}, "loss > 0") == Position{5, at_J}));
    BOOST_TEST((stop_from({4, at_J - 1}, "loss > 0") == Position{4, at_J}));
    BOOST_TEST((stop_from({3, at_J}, "loss > 0") == Position{4, at_J}));
    // A later event of the same step still counts.
    const Position first = stop_from({4, 0}, "phase == backward and norm(dW[2]) > 0 and layer == 2");
    BOOST_TEST(first.step == 4);
    BOOST_TEST((stop_from(first, "phase == backward and norm(dW[2]) > 0 and layer == 1") > first));
    BOOST_TEST(stop_from(first, "phase == backward and norm(dW[2]) > 0 and layer == 1").step == 4);
}

BOOST_AUTO_TEST_CASE(a_breakpoint_on_a_cell_is_found_in_the_steps_as_they_are_recorded) {
    const auto reference = trained(sample_plan(), 60);
    Computer computer;
    // As far as step 37 brings the cell, from where it begins: the first step that comes so far.
    const auto value_after = [&](long step) {
        return reference->state_before(computer.compute, step + 1).W[1].value.matrix(3, 5);
    };
    const double start = value_after(0), bound = value_after(37);
    const auto so_far = [&](double value) { return bound > start ? value >= bound : value <= bound; };
    long expected = 1;
    while (!so_far(value_after(expected))) ++expected;
    BOOST_TEST(expected > 5);
    char text[80];
    std::snprintf(text, sizeof text, "W[2](3,5) %s %.17g", bound > start ? ">=" : "<=", bound);

    Trainer trainer(best_kernels(), 1);
    const auto timeline = untrained();
    trainer.train(timeline, {condition(*timeline, text)});
    trainer.wait();
    BOOST_TEST(trainer.status().error == "");
    BOOST_REQUIRE(trainer.status().broke_at.has_value());
    BOOST_TEST(trainer.status().broke_at->step == expected);
    std::vector<std::uint64_t> expected_hashes = hashes(*reference);
    expected_hashes.resize(static_cast<std::size_t>(timeline->trained()));
    BOOST_TEST((hashes(*timeline) == expected_hashes));
}

BOOST_AUTO_TEST_CASE(what_stops_it_is_told) {
    const auto parent = trained(sample_plan(), 5);
    const auto fork = std::make_shared<Timeline>(parent, 4, Change{std::nullopt, {{5000, 0, 0, 1}}});
    Trainer trainer(best_kernels(), 1);
    trainer.train(fork);
    trainer.wait();
    BOOST_TEST(!trainer.status().running);
    BOOST_TEST(trainer.status().error.find("1 of 1 cells") != std::string::npos);
}

// For ThreadSanitizer: one thread trains, two look at random places, this one pauses, goes on, forks and cancels.
BOOST_AUTO_TEST_CASE(looking_pausing_and_cancelling_at_random_disturbs_nothing) {
    const auto timeline = untrained(20, 72);
    const std::vector<std::uint64_t> expected = hashes(*trained(timeline->plan()));
    std::atomic<bool> end{false};
    std::atomic<long> looks{0}, wrong{0};
    const auto look = [&](unsigned seed) {
        Computer computer;
        std::mt19937 random(seed);
        while (!end) {
            const long done = timeline->trained();
            const long step = 1 + static_cast<long>(random() % static_cast<unsigned long>(done + 1));
            switch (random() % 5) {
                case 0:
                    if (step > 1 && state_hash(timeline->state_before(computer.compute, step)) !=
                                        expected[static_cast<std::size_t>(step - 2)])
                        ++wrong;
                    break;
                case 1:
                    if (step <= 200 && timeline->record(computer.compute, step)->events.empty()) ++wrong;
                    break;
                case 2:
                    if (timeline->losses().size() < static_cast<std::size_t>(done)) ++wrong;
                    break;
                case 3:
                    if (timeline->epochs().size() > 20u || timeline->finished() > !timeline->stopped_early()) ++wrong;
                    break;
                default:
                    timeline->visit_steps(done, 1, [&](long s, const StepRecord& record) {
                        if (record.hash != expected[static_cast<std::size_t>(s - 1)]) ++wrong;
                        return s + 20 > done;
                    });
            }
            ++looks;
        }
    };
    std::thread first(look, 1u), second(look, 2u);
    std::mt19937 random(7);
    for (int round = 0; round < 12; ++round) {
        std::atomic<long> calls{0};
        Trainer trainer(best_kernels(), 1 + static_cast<int>(random() % 2), [&] { ++calls; });
        trainer.train(timeline);
        for (unsigned long i = random() % 3; i-- > 0;) {
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 6000));
            (void)trainer.status();
            if (random() % 2) trainer.pause();
            if (timeline->trained() > 0)
                Timeline fork(timeline,
                              1 + static_cast<long>(random() % static_cast<unsigned long>(timeline->trained())), {});
            trainer.train(timeline);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 6000));
    }
    Trainer trainer(best_kernels(), 1);
    trainer.train(timeline);
    trainer.wait();
    end = true;
    first.join();
    second.join();
    BOOST_TEST(wrong == 0);
    BOOST_TEST(looks > 0);
    BOOST_TEST((hashes(*timeline) == expected));
    BOOST_TEST(timeline->epochs().size() == 20u);
}

BOOST_AUTO_TEST_SUITE_END()
