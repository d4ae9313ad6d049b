#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "training_sample.h"
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

BOOST_AUTO_TEST_CASE(within_a_training_they_say_which_step_has_left_them_and_what_was_set_by_hand) {
    TrainingSample sample;
    sample.train_to_the_end();
    apply(sample.session, GoToTyped{"step 7 W[1]@0"});
    const auto origin = [&](const char* name, int row, int col) {
        const int event = *find_event(*sample.session.trace, name, sample.session.count());
        return origin_text(*sample.session.trace, {event, row, col});
    };
    BOOST_TEST(origin("W[1]@0", 3, 5) == "a weight, as step 6 of the training left it");
    BOOST_TEST(origin("b[1]@0", 3, 0) == "a bias, as step 6 of the training left it");
    const int event = *find_event(*sample.session.trace, "W[1]@0", 0);
    apply(sample.session, EditCell{{event, 3, 5}, 0.5});
    BOOST_TEST(origin("W[1]@0", 3, 5) == "a number that was set by hand");
    BOOST_TEST(origin("W[1]@0", 3, 6) == "a weight, as step 6 of the training left it");
    // An image that is stepped through after the update meets what that has left.
    apply(sample.session, GoToMoment{{7, sample.session.count()}});
    apply(sample.session, StepImage{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"});
    BOOST_TEST(origin("W[1]", 3, 6) == "a weight, as step 7 of the training left it");
    apply(sample.session, BackToTraining{});
    apply(sample.session, GoToMoment{{1, 0}});
    BOOST_TEST(origin("W[1]@0", 3, 5) == "an initial weight");
}

BOOST_AUTO_TEST_CASE(what_an_optimizer_remembers_begins_where_a_fork_takes_it_up) {
    TrainingSample sample;
    sample.train_to_the_end();
    apply(sample.session, GoToTyped{"step 4"});
    apply(sample.session, Fork{{"optimizer=momentum"}});
    const auto origin = [&](const char* name) {
        const int event = *find_event(*sample.session.trace, name, 0);
        return origin_text(*sample.session.trace, {event, 3, 5});
    };
    BOOST_TEST(origin("vW[1]@0") == "what the optimizer remembers at the start");
    BOOST_TEST(origin("W[1]@0") == "a weight, as step 3 of the training left it");
    // So there is no update to go to, and nothing moves.
    const int event = *find_event(*sample.session.trace, "vW[1]@0", 0);
    apply(sample.session, FindUpdate{{event, 3, 5}});
    BOOST_TEST(sample.session.timelines.step == 4);
    apply(sample.session, StepBatch{1});
    BOOST_TEST(origin("vW[1]@0") == "what the optimizer remembers, as step 4 of the training left it");
    // Nor was a number made by the step before that was set by hand.
    apply(sample.session, EditCell{{event, 3, 5}, 0.25});
    apply(sample.session, FindUpdate{{event, 3, 5}});
    BOOST_TEST(sample.session.timelines.step == 5);
}

BOOST_AUTO_TEST_CASE(from_a_parameter_the_way_leads_to_the_update_that_made_it) {
    TrainingSample sample;
    sample.train_to_the_end();
    apply(sample.session, GoToTyped{"step 3 W[1]@0"});
    apply(sample.session, SelectCell{{sample.session.position - 1, 4, 300}});
    const double before = sample.session.trace->value(sample.session.position - 1)(4, 300);
    apply(sample.session, FindUpdate{*sample.session.selected});
    BOOST_TEST(sample.session.timelines.step == 2);
    BOOST_TEST(sample.session.current()->name.text() == "W[1]");
    BOOST_TEST(sample.session.current()->version == 1);
    BOOST_REQUIRE(sample.session.selected.has_value());
    BOOST_TEST(sample.session.selected->event == sample.session.position - 1);
    BOOST_TEST(sample.session.trace->value(sample.session.selected->event)(4, 300) == before);
    apply(sample.session, GoBack{});
    BOOST_TEST(sample.session.timelines.step == 3);
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
