#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "sample.h"
#include "viewer/model/weight_pictures.h"

using namespace backstep;

namespace {

// Images of 8×8, two units, one update of their weights.
void run_units(Recorder& step, const Knobs&, const Dataset&) {
    State state{numbers(2, 64, 0.25)};
    const Value X = step.input("X", numbers(64, 4, 0.1));
    const Value W = step.state("W[1]", state);
    const Value Z = step.record("Z[1]", W * X);
    const Value dW = step.record("dW[1]", Z * transpose(X));
    step.update("W[1]", W, W - Scalar(0.5) * dW);
    step.finish();
}

// As many hidden units as pixels.
void run_two_layers(Recorder& step, const Knobs&, const Dataset&) {
    State first{numbers(64, 64, 0.25)}, second{numbers(3, 64, 0.5)};
    const Value X = step.input("X", numbers(64, 4, 0.1));
    const Value Z = step.record("Z[1]", step.state("W[1]", first) * X);
    step.record("Z[2]", step.state("W[2]", second) * Z);
    step.finish();
}

void run_without_images(Recorder& step, const Knobs&, const Dataset&) {
    step.input("X", numbers(6, 4, 0.1));
    step.finish();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(weight_pictures_of_a_recording)

BOOST_AUTO_TEST_CASE(are_the_values_with_a_number_for_each_pixel_and_unit) {
    Sample sample;
    const Session session = session_on(sample, run_units);
    const WeightPictures pictures = weight_pictures(session);
    BOOST_TEST(pictures.size.rows == 8);
    BOOST_REQUIRE(pictures.values.size() == 4u);
    BOOST_TEST(pictures.values[0].name == "W[1] before");
    BOOST_TEST(pictures.values[1].name == "dW[1]");
    BOOST_TEST(pictures.values[2].name == "W[1] after");
    BOOST_TEST(pictures.values[3].name == "after − before");
    BOOST_TEST(pictures.values[3].event == pictures.values[2].event);
    BOOST_TEST(pictures.values[3].minus.value() == pictures.values[0].event);
}

BOOST_AUTO_TEST_CASE(the_newest_is_the_last_that_has_happened) {
    Sample sample;
    Session session = session_on(sample, run_units);
    BOOST_TEST(weight_pictures(session).newest == 0);
    apply(session, GoToValue{"Z[1]"});
    BOOST_TEST(weight_pictures(session).newest == 0);
    apply(session, GoToValue{"dW[1]"});
    BOOST_TEST(weight_pictures(session).newest == 1);
    apply(session, GoToValue{"W[1]@1"});
    BOOST_TEST(weight_pictures(session).newest == 2);
}

BOOST_AUTO_TEST_CASE(a_picture_has_the_row_of_its_unit_line_by_line_or_its_difference) {
    Sample sample;
    const Session session = session_on(sample, run_units);
    const WeightPictures pictures = weight_pictures(session);
    const Numbers before = session.trace->value(pictures.values[0].event);
    const Numbers after = session.trace->value(pictures.values[2].event);
    const UnitPicture picture{after, {}, 1, 8, 8}, change{after, before, 1, 8, 8};
    BOOST_TEST(picture(2, 1) == after(1, 17));
    BOOST_TEST(change(2, 1) == after(1, 17) - before(1, 17));
    std::vector<double> room;
    const double* column = change.column(2, room);
    for (int row = 0; row < 8; ++row) BOOST_TEST(column[row] == change(row, 2));
    const std::vector<double> largest = largest_of_units(after, before);
    BOOST_REQUIRE(largest.size() == 2u);
    for (int unit = 0; unit < 2; ++unit) {
        double most = 0;
        for (int pixel = 0; pixel < 64; ++pixel)
            most = std::max(most, std::abs(after(unit, pixel) - before(unit, pixel)));
        BOOST_TEST(largest[static_cast<std::size_t>(unit)] == most);
    }
}

BOOST_AUTO_TEST_CASE(a_layer_that_is_as_wide_as_an_image_has_none_of_its_own) {
    Sample sample;
    const Session session = session_on(sample, run_two_layers);
    for (const PicturedValue& value : weight_pictures(session).values)
        BOOST_TEST(value.name.find("[2]") == std::string::npos);
    BOOST_TEST(weight_pictures(session).values.size() == 1u);
}

BOOST_AUTO_TEST_CASE(there_are_none_without_square_images) {
    Sample sample;
    const Session session = session_on(sample, run_without_images);
    BOOST_TEST(weight_pictures(session).values.empty());
    BOOST_TEST(weight_pictures(session).values.empty());
}

BOOST_AUTO_TEST_SUITE_END()
