#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <set>
#include <string>

#include "engine/data/digits.h"
#include "engine/math/error.h"
#include "engine/math/random.h"

using namespace backstep;

namespace {

// What MNIST's makers say of an image: the box of the ink, and where its centre of mass is.
struct Shape {
    int left = 28, right = -1, top = 28, bottom = -1, inked = 0;
    double mass = 0, x = 0, y = 0;
};

Shape shape_of(const std::uint8_t* pixels) {
    Shape s;
    for (int row = 0; row < 28; ++row)
        for (int col = 0; col < 28; ++col)
            if (const int ink = pixels[row * 28 + col]; ink > 0) {
                ++s.inked;
                s.mass += ink, s.x += ink * (col + 0.5), s.y += ink * (row + 0.5);
                // The faintest edge of a stroke does not count as its box.
                if (ink < 64) continue;
                s.left = std::min(s.left, col), s.right = std::max(s.right, col);
                s.top = std::min(s.top, row), s.bottom = std::max(s.bottom, row);
            }
    s.x /= s.mass, s.y /= s.mass;
    return s;
}

// 784-10-10, ReLU and softmax, SGD one example at a time: as plain as can be, and apart from the engine.
struct Net {
    std::vector<double> w1 = std::vector<double>(784 * 10), b1 = std::vector<double>(10);
    std::vector<double> w2 = std::vector<double>(10 * 10), b2 = std::vector<double>(10);
    std::array<double, 10> a1{}, p{};

    Net() {
        const Stream stream{1, Purpose::initial_weights, 99};
        for (std::size_t i = 0; i < w1.size(); ++i) w1[i] = 0.05 * (2 * uniform(stream, i) - 1) * 1.75;
        for (std::size_t i = 0; i < w2.size(); ++i) w2[i] = 0.45 * (2 * uniform(stream, 7840 + i) - 1) * 1.75;
    }

    std::size_t forward(const std::uint8_t* x) {
        std::copy(b1.begin(), b1.end(), a1.begin());
        for (std::size_t i = 0; i < 784; ++i)
            if (x[i])
                for (std::size_t j = 0; j < 10; ++j) a1[j] += w1[i * 10 + j] * x[i] / 255;
        for (double& a : a1) a = std::max(a, 0.0);
        double total = 0;
        for (std::size_t k = 0; k < 10; ++k) {
            double z = b2[k];
            for (std::size_t j = 0; j < 10; ++j) z += w2[k * 10 + j] * a1[j];
            total += p[k] = std::exp(z);
        }
        for (double& probability : p) probability /= total;
        return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
    }

    void learn(const std::uint8_t* x, std::size_t label, double rate) {
        forward(x);
        p[label] -= 1;
        std::array<double, 10> d1{};
        for (std::size_t k = 0; k < 10; ++k) {
            for (std::size_t j = 0; j < 10; ++j) {
                if (a1[j] > 0) d1[j] += w2[k * 10 + j] * p[k];
                w2[k * 10 + j] -= rate * p[k] * a1[j];
            }
            b2[k] -= rate * p[k];
        }
        for (std::size_t i = 0; i < 784; ++i)
            if (x[i])
                for (std::size_t j = 0; j < 10; ++j) w1[i * 10 + j] -= rate * d1[j] * x[i] / 255;
        for (std::size_t j = 0; j < 10; ++j) b1[j] -= rate * d1[j];
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(digits)

BOOST_AUTO_TEST_CASE(as_many_digits_are_drawn_as_asked_for) {
    const Dataset data = built_in_digits(37, 5);
    BOOST_TEST(data.count == 37);
    BOOST_TEST((data.rows == 28 && data.cols == 28));
    BOOST_TEST(data.images.size() == 37u * 784u);
    BOOST_TEST(data.labels.size() == 37u);
    BOOST_TEST(data.source == "built-in digits, seed 5");
    BOOST_TEST(built_in_digits(0, 5).images.empty());
    BOOST_CHECK_THROW(built_in_digits(-1, 5), ShapeError);
}

BOOST_AUTO_TEST_CASE(an_image_depends_on_seed_and_index_alone) {
    const Dataset few = built_in_digits(20, 5), many = built_in_digits(50, 5), other = built_in_digits(20, 6);
    BOOST_TEST(std::equal(few.images.begin(), few.images.end(), many.images.begin()));
    BOOST_TEST(std::equal(few.labels.begin(), few.labels.end(), many.labels.begin()));
    BOOST_TEST((few.images != other.images));
    BOOST_TEST((few.labels != other.labels));
}

BOOST_AUTO_TEST_CASE(no_two_images_are_the_same) {
    const Dataset data = built_in_digits(300, 5);
    std::set<std::string> images;
    for (int i = 0; i < data.count; ++i) images.emplace(data.image(i), data.image(i) + 784);
    BOOST_TEST(images.size() == 300u);
}

BOOST_AUTO_TEST_CASE(every_digit_is_as_likely_as_the_others) {
    std::array<int, 10> counts{};
    for (std::uint8_t label : built_in_digits(5000, 5).labels) ++counts.at(label);
    for (int count : counts) BOOST_TEST(std::abs(count - 500) < 5 * 21.2);  // standard deviation √(5000 · 0.1 · 0.9)
}

BOOST_AUTO_TEST_CASE(digits_lie_on_the_sheet_as_those_of_mnist_do) {
    const Dataset data = built_in_digits(2000, 5);
    double inked = 0;
    for (int i = 0; i < data.count; ++i) {
        const Shape s = shape_of(data.image(i));
        const int width = s.right - s.left + 1, height = s.bottom - s.top + 1;
        BOOST_TEST_CONTEXT("image " << i << " of label " << int(data.labels[static_cast<std::size_t>(i)])) {
            BOOST_CHECK(std::max(width, height) <= 21 && std::max(width, height) >= 16);
            BOOST_CHECK(s.left >= 1 && s.right <= 26 && s.top >= 1 && s.bottom <= 26);
            BOOST_CHECK(std::abs(s.x - 14) < 2.5 && std::abs(s.y - 14) < 2.5);
        }
        inked += s.inked / 784.0;
    }
    inked /= data.count;
    BOOST_TEST((inked > 0.12 && inked < 0.24));  // MNIST: 0.19
}

BOOST_AUTO_TEST_CASE(a_net_of_784_10_10_reads_more_than_nine_of_ten_that_it_has_not_seen) {
    const Dataset training = built_in_digits(5000, 5), test = built_in_digits(1000, 6);
    Net net;
    for (int epoch = 0; epoch < 2; ++epoch)
        for (int i = 0; i < training.count; ++i)
            net.learn(training.image(i), training.labels[static_cast<std::size_t>(i)], 0.01);
    int right = 0;
    for (int i = 0; i < test.count; ++i)
        right += net.forward(test.image(i)) == test.labels[static_cast<std::size_t>(i)];
    BOOST_TEST_MESSAGE("784-10-10 reads " << right << " of 1000");
    BOOST_TEST(right > 900);
}

BOOST_AUTO_TEST_SUITE_END()
