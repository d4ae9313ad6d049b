#include <boost/test/unit_test.hpp>
#include <cmath>
#include <memory>

#include "sample.h"
#include "viewer/model/batch.h"

using namespace backstep;

namespace {

// Three images of 8×8 that show 4, 0 and 7, and probabilities that say 4, 9 and 7.
void run_images(Recorder& step, const Knobs&, const Dataset&) {
    Matrix y(10, 3), z(10, 3);
    y(4, 0) = y(0, 1) = y(7, 2) = 1;
    z(4, 0) = z(9, 1) = z(7, 2) = 2;
    step.input("X", numbers(64, 3, 0.1));
    step.input("Y", y);
    const Value Z = step.input("Z[1]", z);
    step.record("A[1]", relu(Z));
    const Value Z2 = step.record("Z[2]", Scalar(1.5) * Z);
    step.record("A[2]", softmax(Z2));
    step.finish();
}

// Two images of so many pixels, the first of which is `ink`.
template <int pixels, int ink>
void run_pixels(Recorder& step, const Knobs&, const Dataset&) {
    Matrix x(pixels, 2);
    x.values[0] = ink;
    step.input("X", x);
    step.finish();
}

// Three images, and what looks like their labels and probabilities but is of another batch, given, or negative.
void run_look_alikes(Recorder& step, const Knobs&, const Dataset&) {
    Matrix y(10, 2), z(10, 2), sure(10, 3), negative(10, 3);
    y(4, 0) = y(7, 1) = 1;
    for (int col = 0; col < 3; ++col) sure(2, col) = 1, negative(3, col) = 1.5, negative(5, col) = -0.5;
    step.input("X", numbers(64, 3, 0.1));
    step.input("Y", y);
    step.input("A[1]", sure);
    step.record("A[2]", softmax(step.input("Z[2]", z)));
    step.record("A[3]", Scalar(1.0) * step.input("N", negative));
    step.finish();
}

// Labels of which one is half sure and one is missing.
void run_soft_labels(Recorder& step, const Knobs&, const Dataset&) {
    Matrix y(10, 3);
    y(4, 0) = 0.5;
    y(6, 2) = 1;
    step.input("X", numbers(64, 3, 0.1));
    step.input("Y", y);
    step.finish();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batch)

BOOST_AUTO_TEST_CASE(images_are_squares_of_at_least_eight_pixels_a_side) {
    Sample sample;
    BOOST_TEST(batch_event(session_on(sample, run_pixels<64, 1>)) == 0);
    BOOST_TEST(batch_event(session_on(sample, run_pixels<49, 1>)) == -1);
    BOOST_TEST(batch_event(session_on(sample, run_pixels<65, 1>)) == -1);
}

BOOST_AUTO_TEST_CASE(full_ink_is_255_where_pixels_are_bytes_and_else_1) {
    Sample sample;
    BOOST_TEST(batch_view(session_on(sample, run_pixels<64, 200>)).ink == 255);
    BOOST_TEST(batch_view(session_on(sample, run_pixels<64, 1>)).ink == 1);
}

BOOST_AUTO_TEST_CASE(labels_and_probabilities_are_those_of_these_images) {
    Sample sample;
    Session session = session_on(sample, run_look_alikes);
    apply(session, GoToPosition{session.count()});
    const BatchView view = batch_view(session);
    BOOST_TEST(view.prediction_event == -1);
    BOOST_REQUIRE(view.digits.size() == 3u);
    for (const BatchDigit& digit : view.digits) BOOST_TEST(digit.label == -1);
}

BOOST_AUTO_TEST_CASE(a_label_is_a_column_with_a_single_one) {
    Sample sample;
    const BatchView view = batch_view(session_on(sample, run_soft_labels));
    BOOST_REQUIRE(view.digits.size() == 3u);
    const int expected[] = {-1, -1, 6};
    for (std::size_t i = 0; i < 3; ++i) BOOST_TEST(view.digits[i].label == expected[i]);
}

BOOST_AUTO_TEST_CASE(each_column_is_an_image_with_its_label) {
    Sample sample;
    Session session = session_on(sample, run_images);
    const BatchView view = batch_view(session);
    BOOST_TEST(view.event == 0);
    BOOST_TEST(view.rows == 8);
    BOOST_REQUIRE(view.digits.size() == 3u);
    BOOST_TEST(view.digits[0].label == 4);
    BOOST_TEST(view.digits[1].label == 0);
    BOOST_TEST(view.digits[2].label == 7);
    BOOST_TEST(view.digits[2].column == 2);
}

BOOST_AUTO_TEST_CASE(predictions_come_with_the_probabilities_and_not_before) {
    Sample sample;
    Session session = session_on(sample, run_images);
    apply(session, GoToValue{"Z[2]"});  // A[1] has ten rows too, but its columns are no probabilities
    BOOST_TEST(batch_view(session).prediction_event == -1);
    BOOST_TEST(batch_view(session).digits[0].prediction == -1);
    apply(session, Step{1});
    const BatchView view = batch_view(session);
    BOOST_TEST(view.prediction_event == 5);
    BOOST_TEST(view.digits[0].prediction == 4);
    BOOST_TEST(view.digits[1].prediction == 9);
    BOOST_TEST(view.digits[0].probability == std::exp(3.0) / (std::exp(3.0) + 9), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(view.right == 2);
    apply(session, Step{-1});
    BOOST_TEST(batch_view(session).prediction_event == -1);
}

BOOST_AUTO_TEST_CASE(a_lesson_without_images_has_none) {
    Sample sample;  // its X has three rows
    BOOST_TEST(batch_view(sample.session).event == -1);
    apply(sample.session, OpenLesson{"2"});
    BOOST_TEST(batch_view(sample.session).digits.empty());
    apply(sample.session, ShowLessons{});
    BOOST_TEST(batch_view(sample.session).digits.empty());
}

BOOST_AUTO_TEST_SUITE_END()
