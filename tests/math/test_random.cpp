#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/math/random.h"

using namespace backstep;
using Words = std::array<std::uint32_t, 4>;

namespace {

constexpr Stream weights{.seed = 3, .purpose = Purpose::initial_weights};

// The largest distance between the share of numbers below x and the share there should be (Kolmogorov, Smirnov).
template <class Distribution>
double distance(std::vector<double> numbers, Distribution below) {
    std::sort(numbers.begin(), numbers.end());
    const double count = static_cast<double>(numbers.size());
    double largest = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double expected = below(numbers[i]), position = static_cast<double>(i);
        largest =
            std::max({largest, std::abs(expected - position / count), std::abs(expected - (position + 1) / count)});
    }
    return largest;
}

// Σ (count − expected)² / expected.
double chi_square(const std::vector<int>& counts, double expected) {
    double sum = 0;
    for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_numbers)

BOOST_AUTO_TEST_CASE(the_generator_gives_the_published_words) {  // Random123, kat_vectors, philox4x32 10
    BOOST_TEST((philox4x32_10({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    BOOST_TEST((philox4x32_10({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
                Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    BOOST_TEST((philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
                Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

BOOST_AUTO_TEST_CASE(every_part_of_the_question_changes_the_answer) {
    std::set<std::uint64_t> seen;
    int asked = 0;
    for (const std::uint64_t seed : {0ull, 1ull, 1ull << 32, ~0ull})
        for (const Purpose purpose :
             {Purpose::initial_weights, Purpose::shuffle, Purpose::dropout, Purpose::digits, Purpose::noise})
            for (const std::uint32_t part : {0u, 1u, 1u << 31})
                for (const std::uint64_t index : {0ull, 1ull, 1ull << 32, 1ull << 63}) {
                    seen.insert(random_bits({.seed = seed, .purpose = purpose, .part = part}, index));
                    ++asked;
                }
    BOOST_TEST(seen.size() == static_cast<std::size_t>(asked));
    BOOST_TEST(random_bits(weights, 5) == random_bits(weights, 5));
}

BOOST_AUTO_TEST_CASE(streams_of_neighbouring_seeds_purposes_and_parts_are_not_correlated) {
    const Stream others[] = {{.seed = 4, .purpose = Purpose::initial_weights},
                             {.seed = 3, .purpose = Purpose::shuffle},
                             {.seed = 3, .purpose = Purpose::initial_weights, .part = 1}};
    constexpr int count = 100000;
    for (const Stream& other : others) {
        double sum = 0;
        for (std::uint64_t i = 0; i < count; ++i) sum += normal(weights, i) * normal(other, i);
        BOOST_TEST(std::abs(sum / count) < 5 / std::sqrt(count));
    }
    double next = 0;
    for (std::uint64_t i = 0; i < count; ++i) next += normal(weights, i) * normal(weights, i + 1);
    BOOST_TEST(std::abs(next / count) < 5 / std::sqrt(count));
}

BOOST_AUTO_TEST_CASE(uniform_numbers_are_multiples_in_range_and_spread_evenly) {
    std::vector<double> numbers;
    for (std::uint64_t i = 0; i < 100000; ++i) numbers.push_back(uniform(weights, i));
    for (const double x : numbers)
        if (!(x >= 0 && x < 1 && std::floor(x * 0x1p53) == x * 0x1p53)) BOOST_ERROR("not a number of the kind: " << x);
    // The distance exceeds 2.2 / √n once in 8,000 times.
    BOOST_TEST(distance(numbers, [](double x) { return x; }) < 2.2 / std::sqrt(numbers.size()));
}

BOOST_AUTO_TEST_CASE(normal_numbers_have_the_distribution_and_the_moments) {
    std::vector<double> numbers;
    double moments[5] = {};
    constexpr int count = 200000;
    for (std::uint64_t i = 0; i < count; ++i) {
        numbers.push_back(normal(weights, i));
        for (int k = 1; k <= 4; ++k) moments[k] += std::pow(numbers.back(), k) / count;
    }
    // Four standard errors: √(1, 2, 15, 96) / √n.
    const double error = 4 / std::sqrt(count);
    BOOST_TEST(std::abs(moments[1]) < error);
    BOOST_TEST(std::abs(moments[2] - 1) < error * std::sqrt(2));
    BOOST_TEST(std::abs(moments[3]) < error * std::sqrt(15));
    BOOST_TEST(std::abs(moments[4] - 3) < error * std::sqrt(96));
    const auto below = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2)); };
    BOOST_TEST(distance(numbers, below) < 2.2 / std::sqrt(numbers.size()));
}

BOOST_AUTO_TEST_CASE(numbers_below_a_count_are_equally_likely) {
    for (const std::uint32_t count : {1u, 2u, 7u, 10u}) {
        std::vector<int> counts(count);
        for (std::uint64_t i = 0; i < 70000; ++i) {
            const std::uint32_t number = uniform_below(weights, i, count);
            BOOST_REQUIRE(number < count);
            ++counts[number];
        }
        BOOST_TEST(chi_square(counts, 70000.0 / count) < 35);  // 9 degrees of freedom: once in 17,000 times
    }
    // Of 3 · 2^30 results, four words for three, each third one would be twice as likely without rejection.
    int thirds = 0;
    for (std::uint64_t i = 0; i < 30000; ++i) thirds += uniform_below(weights, i, 3u << 30) % 3 == 0;
    BOOST_TEST(std::abs(thirds - 10000) < 4 * 82);
    BOOST_CHECK_THROW(uniform_below(weights, 0, 0), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_shuffle_is_a_permutation_of_its_own_for_each_part) {
    for (const int count : {0, 1, 2, 3, 100, 60000}) {
        std::vector<int> order = shuffled({.purpose = Purpose::shuffle}, count);
        BOOST_TEST(order == shuffled({.purpose = Purpose::shuffle}, count));
        if (count >= 100) BOOST_TEST((order != shuffled({.purpose = Purpose::shuffle, .part = 1}, count)));
        std::sort(order.begin(), order.end());
        std::vector<int> expected(order.size());
        std::iota(expected.begin(), expected.end(), 0);
        BOOST_TEST(order == expected);
    }
    BOOST_CHECK_THROW(shuffled({}, -1), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(all_orders_of_four_are_equally_likely) {
    std::vector<int> counts(256);
    for (std::uint32_t part = 0; part < 24000; ++part) {
        int code = 0;
        for (const int i : shuffled({.purpose = Purpose::shuffle, .part = part}, 4)) code = code * 4 + i;
        ++counts[static_cast<std::size_t>(code)];
    }
    counts.erase(std::remove(counts.begin(), counts.end(), 0), counts.end());
    BOOST_TEST(counts.size() == 24u);
    BOOST_TEST(chi_square(counts, 1000) < 61);  // 23 degrees of freedom: once in 30,000 times
}

BOOST_AUTO_TEST_SUITE_END()
