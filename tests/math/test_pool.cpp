#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/math/pool.h"

using backstep::Gate;
using backstep::Pool;

BOOST_AUTO_TEST_SUITE(pool)

BOOST_AUTO_TEST_CASE(every_tile_is_done_once_whatever_the_number_of_threads) {
    for (const int threads : {1, 2, 3, 5}) {
        Pool pool(threads);
        BOOST_TEST(pool.threads() == threads);
        for (const int tiles : {0, 1, 2, 3, 7, 100}) {
            std::vector<int> done(static_cast<std::size_t>(tiles));  // no atomics: a tile is no one else's
            std::atomic<bool> known{true};
            pool.run(tiles, [&](int tile, int thread) {
                ++done[static_cast<std::size_t>(tile)];
                if (thread < 0 || thread >= threads) known = false;
            });
            BOOST_TEST(known.load());
            for (const int times : done) BOOST_TEST(times == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_a_run_wrote_is_read_by_the_next_on_any_thread) {
    Pool pool(3);
    std::vector<int> values(50, 0);
    for (int round = 0; round < 2000; ++round)
        pool.run(50, [&](int tile, int) { values[static_cast<std::size_t>(round % 2 == 0 ? tile : 49 - tile)] += 1; });
    for (const int value : values) BOOST_TEST(value == 2000);
}

BOOST_AUTO_TEST_CASE(helpers_that_sleep_wake_up) {
    Pool pool(2);
    for (int round = 0; round < 5; ++round) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::atomic<int> done{0};
        pool.run(10, [&](int, int) { ++done; });
        BOOST_TEST(done.load() == 10);
    }
}

BOOST_AUTO_TEST_CASE(the_caller_waits_for_a_tile_that_takes_long) {
    Pool pool(2);
    std::vector<int> done(2, 0);
    pool.run(2, [&](int tile, int) {
        if (tile == 1) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        done[static_cast<std::size_t>(tile)] = 1;
    });
    BOOST_TEST(done[1] == 1);
}

BOOST_AUTO_TEST_CASE(two_tiles_run_at_the_same_time_on_two_threads) {
    Pool pool(2);
    std::atomic<int> here{0};
    std::atomic<bool> met{false};
    pool.run(2, [&](int, int) {
        here.fetch_add(1);
        const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (here.load() < 2 && std::chrono::steady_clock::now() < patience) std::this_thread::yield();
        if (here.load() == 2) met = true;
    });
    BOOST_TEST(met.load());
}

BOOST_AUTO_TEST_CASE(an_exception_reaches_the_caller_after_all_other_tiles) {
    for (const int threads : {1, 3}) {
        Pool pool(threads);
        std::atomic<int> done{0};
        const auto job = [&](int tile, int) {
            if (tile % 10 == 4) throw std::runtime_error("tile");
            ++done;
        };
        BOOST_CHECK_THROW(pool.run(40, job), std::runtime_error);
        BOOST_TEST(done.load() == 36);
        BOOST_CHECK_THROW(pool.run(5,
                                   [](int tile, int) {
                                       if (tile == 3) throw std::runtime_error("tile");
                                   }),
                          std::runtime_error);
        pool.run(3, [&](int, int) { ++done; });  // and the pool is as good as before
        BOOST_TEST(done.load() == 39);
    }
}

BOOST_AUTO_TEST_CASE(no_tile_begins_behind_a_closed_gate) {
    const auto gate = std::make_shared<Gate>();
    Pool pool(2, gate);
    std::atomic<int> done{0};
    gate->close();
    std::thread caller([&] { pool.run(7, [&](int, int) { ++done; }); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    BOOST_TEST(done == 0);
    gate->open();
    caller.join();
    BOOST_TEST(done == 7);
}

BOOST_AUTO_TEST_CASE(a_run_inside_a_run_is_refused) {
    for (const int threads : {1, 2}) {
        Pool pool(threads);
        BOOST_CHECK_THROW(pool.run(2, [&](int, int) { pool.run(2, [](int, int) {}); }), std::logic_error);
    }
}

BOOST_AUTO_TEST_CASE(a_pool_needs_a_thread) {
    BOOST_CHECK_THROW(Pool(0), std::invalid_argument);
    BOOST_CHECK_THROW(Pool(-2), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
