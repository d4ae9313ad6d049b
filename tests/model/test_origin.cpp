#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "viewer/model/origin.h"

using namespace backstep;

namespace {

struct Recorded {
    Sample sample;
    Recorder step{sample.compute, Recording::on};
    std::string text(int event, int row, int col) { return origin_text(step.trace(), {event, row, col}); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(origin)

BOOST_AUTO_TEST_CASE(a_pixel_names_its_place_its_image_and_its_byte) {
    Recorded given;
    Matrix scaled(784, 9);
    scaled(12 * 28 + 14, 7) = 133 / 255.0;
    given.step.input("X", scaled);
    BOOST_TEST(given.text(0, 12 * 28 + 14, 7) == "pixel (12,14) of image 7: byte 133, divided by 255");
    BOOST_TEST(given.text(0, 0, 0) == "pixel (0,0) of image 0: byte 0, divided by 255");
    Matrix bytes(784, 2);
    bytes(28, 1) = 200;
    given.step.input("X", bytes);
    BOOST_TEST(given.text(1, 28, 1) == "pixel (1,0) of image 1: byte 200");
}

BOOST_AUTO_TEST_CASE(all_bytes_are_recognised_after_scaling) {
    Recorded given;
    Matrix scaled(256, 1);
    for (int byte = 0; byte < 256; ++byte) scaled(byte, 0) = byte / 255.0;
    given.step.input("X", scaled);
    for (int byte = 0; byte < 256; ++byte)
        BOOST_TEST(given.text(0, byte, 0).find(": byte " + std::to_string(byte) + ",") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_label_says_what_the_image_shows) {
    Recorded given;
    Matrix y(10, 4);
    y(3, 2) = 1;
    given.step.input("Y", y);
    BOOST_TEST(given.text(0, 3, 2) == "image 2 shows a 3, so row 3 is 1");
    BOOST_TEST(given.text(0, 5, 2) == "image 2 shows a 3, so row 5 is 0");
}

BOOST_AUTO_TEST_CASE(parameters_and_moments_say_that_they_are_the_start) {
    Recorded given;
    State W{numbers(3, 5, 0.1)}, b{numbers(3, 1, 0.1)}, v{Matrix(3, 5)};
    given.step.state("W[1]", W);
    given.step.state("b[1]", b);
    given.step.state(Name("v", Name("W", 1)), v);
    BOOST_TEST(given.text(0, 1, 1) == "an initial weight");
    BOOST_TEST(given.text(1, 1, 0) == "an initial bias");
    BOOST_TEST(given.text(2, 1, 1) == "what the optimizer remembers at the start");
}

BOOST_AUTO_TEST_CASE(an_image_as_it_is_has_bytes_and_other_inputs_are_the_lessons) {
    Recorded given;
    Matrix image(28, 28);
    image(3, 4) = 17;
    given.step.input("image", image);
    given.step.input("c", numbers(2, 3, 0.1));
    BOOST_TEST(given.text(0, 3, 4) == "pixel (3,4): byte 17");
    BOOST_TEST(given.text(1, 1, 1) == "an input: the lesson gives this number");
}

BOOST_AUTO_TEST_SUITE_END()
