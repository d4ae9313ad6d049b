#include <boost/test/unit_test.hpp>
#include <limits>
#include <set>

#include "tests/math/samples.h"

using namespace backstep;
using samples::Kind;

namespace {

std::uint64_t hash_of(const std::vector<double>& numbers, const Kernels& kernels = *available_kernels().back()) {
    HashSums sums;
    kernels.hash(sums, numbers.data(), static_cast<long>(numbers.size()), 0);
    return sums.of(static_cast<long>(numbers.size()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hash_)

BOOST_AUTO_TEST_CASE(all_tables_give_the_same_hash_for_every_length_and_for_strange_numbers) {
    for (const Kind kind : {Kind::ordinary, Kind::any})
        for (std::size_t count = 0; count < 70; ++count) {
            const std::vector<double> numbers = samples::numbers(count, 3, kind);
            for (const Kernels* kernels : available_kernels())
                BOOST_TEST(hash_of(numbers, *kernels) == hash_of(numbers), kernels->name << " " << count);
        }
}

BOOST_AUTO_TEST_CASE(every_bit_of_every_number_counts) {
    const std::vector<double> numbers = samples::numbers(37, 4, Kind::ordinary);
    const std::uint64_t before = hash_of(numbers);
    std::set<std::uint64_t> seen{before};
    std::size_t changes = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        for (int bit = 0; bit < 64; ++bit) {
            std::vector<double> changed = numbers;
            std::uint64_t bits;
            std::memcpy(&bits, &changed[i], sizeof bits);
            bits ^= std::uint64_t{1} << bit;
            std::memcpy(&changed[i], &bits, sizeof bits);
            if (std::isnan(changed[i])) continue;
            BOOST_TEST(hash_of(changed) != before);
            if (bit == 61 || bit == 62) continue;  // they tell no more than the last bits of their place
            seen.insert(hash_of(changed));
            ++changes;
        }
    BOOST_TEST(seen.size() == changes + 1);
}

BOOST_AUTO_TEST_CASE(places_count_too) {
    std::vector<double> numbers = samples::numbers(40, 5, Kind::ordinary);
    std::set<std::uint64_t> seen{hash_of(numbers)};
    for (const std::size_t other : {1u, 7u, 8u, 16u, 39u}) {
        std::vector<double> swapped = numbers;
        std::swap(swapped[0], swapped[other]);
        seen.insert(hash_of(swapped));
        swapped = numbers;
        swapped[0] = -swapped[0], swapped[other] = -swapped[other];
        seen.insert(hash_of(swapped));
    }
    BOOST_TEST(seen.size() == 11u);
}

BOOST_AUTO_TEST_CASE(zeros_at_the_end_count) {
    std::set<std::uint64_t> seen;
    for (std::size_t count = 0; count < 20; ++count) seen.insert(hash_of(std::vector<double>(count)));
    BOOST_TEST(seen.size() == 20u);
    BOOST_TEST(hash_of({0.0}) != hash_of({-0.0}));
}

BOOST_AUTO_TEST_CASE(all_nans_are_one_and_no_number_is) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (const Kernels* kernels : available_kernels())
        for (const std::size_t place : {0u, 3u, 8u, 16u, 20u}) {
            std::vector<double> numbers = samples::numbers(21, 6, Kind::ordinary);
            const std::uint64_t before = hash_of(numbers, *kernels);
            numbers[place] = none;
            const std::uint64_t with_nan = hash_of(numbers, *kernels);
            numbers[place] = std::copysign(none, -1.0);
            BOOST_TEST(hash_of(numbers, *kernels) == with_nan);
            numbers[place] = std::numeric_limits<double>::signaling_NaN();
            BOOST_TEST(hash_of(numbers, *kernels) == with_nan);
            BOOST_TEST(with_nan != before);
        }
}

// What the header says of a word, in its own words.
BOOST_AUTO_TEST_CASE(each_number_adds_its_turned_bits_once_and_as_often_as_its_place_says) {
    const std::vector<double> numbers = samples::numbers(21, 7, Kind::ordinary);
    const long place = 5;
    for (const Kernels* kernels : available_kernels()) {
        HashSums expected, found;
        found.sums[3] = expected.sums[3] = 17;
        found.weighted[2] = expected.weighted[2] = 19;
        for (std::size_t i = 0; i < 24; ++i) {
            const double number = i < numbers.size() ? numbers[i] : 0.0;
            std::uint64_t bits;
            std::memcpy(&bits, &number, sizeof bits);
            bits = bits << 1 | bits >> 63;
            expected.sums[i % 8] += bits;
            expected.weighted[i % 8] += (static_cast<std::uint64_t>(place) + i / 8 + 1) * bits;
        }
        kernels->hash(found, numbers.data(), 21, place);
        for (int word = 0; word < HashSums::words; ++word) {
            BOOST_TEST(found.sums[word] == expected.sums[word], kernels->name << " " << word);
            BOOST_TEST(found.weighted[word] == expected.weighted[word], kernels->name << " " << word);
        }
    }
}

BOOST_AUTO_TEST_CASE(parts_add_up_to_the_whole_in_any_order) {
    std::vector<double> numbers = samples::numbers(45, 8, Kind::any);
    numbers[18] = std::numeric_limits<double>::quiet_NaN();
    for (const Kernels* kernels : available_kernels()) {
        HashSums parts, last;
        kernels->hash(last, numbers.data() + 40, 5, 5);
        kernels->hash(parts, numbers.data() + 16, 24, 2);
        kernels->hash(parts, numbers.data(), 16, 0);
        parts.add(last);
        BOOST_TEST(parts.of(45) == hash_of(numbers, *kernels), kernels->name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
