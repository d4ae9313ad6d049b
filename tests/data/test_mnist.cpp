// The real files, where $BACKSTEP_DATA names them; the numbers are as published.

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include "engine/data/load.h"
#include "tests/data/samples.h"

using namespace backstep;

namespace {

const char* folder() {
    const char* path = std::getenv("BACKSTEP_DATA");
    if (!path || !*path) std::cout << "skipped: no MNIST\n";
    return path && *path ? path : nullptr;
}

void check(const Dataset& data, const std::vector<int>& histogram, const Bytes& first) {
    std::vector<int> counts(10);
    for (std::uint8_t label : data.labels) ++counts[label];
    BOOST_TEST(counts == histogram, boost::test_tools::per_element());
    BOOST_TEST((Bytes(data.labels.begin(), data.labels.begin() + static_cast<long>(first.size())) == first));
    BOOST_TEST(data.images.size() == static_cast<std::size_t>(data.count) * 784u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mnist)

BOOST_AUTO_TEST_CASE(the_training_images_are_those_of_lecun_cortes_and_burges) {
    if (!folder()) return;
    const Dataset data = load_training(folder());
    BOOST_TEST(data.count == 60000);
    check(data, {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949}, {5, 0, 4, 1, 9, 2, 1, 3, 1, 4});
    // The mean and standard deviation by which everyone normalises: 0.1307 and 0.3081.
    double sum = 0, squares = 0;
    for (std::uint8_t byte : data.images) sum += byte, squares += byte * byte;
    const double count = static_cast<double>(data.images.size()), mean = sum / count / 255;
    BOOST_TEST(std::abs(mean - 0.1307) < 0.00005);
    BOOST_TEST(std::abs(std::sqrt(squares / count / 255 / 255 - mean * mean) - 0.3081) < 0.00005);
}

BOOST_AUTO_TEST_CASE(the_test_images_are_those_of_lecun_cortes_and_burges) {
    if (!folder()) return;
    const Dataset data = load_test(folder());
    BOOST_TEST(data.count == 10000);
    check(data, {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, {7, 2, 1, 0, 4, 1, 4, 9, 5, 9});
}

BOOST_AUTO_TEST_SUITE_END()
