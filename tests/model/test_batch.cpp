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

}  // namespace

BOOST_AUTO_TEST_SUITE(batch)

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
