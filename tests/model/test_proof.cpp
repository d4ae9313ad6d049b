#include <boost/test/unit_test.hpp>
#include <cmath>

#include "engine/math/error.h"
#include "lessons/catalogue.h"
#include "tests/model/sample.h"
#include "tests/model/training_sample.h"
#include "viewer/model/proof.h"

using namespace backstep;

namespace {

CellRef cell_of(const Session& session, const char* name, int row, int col) {
    return {*find_event(*session.trace, name, session.count()), row, col};
}

// x² summed over two numbers, and a gradient that is right in one cell and wrong in the other.
void run_squares(Recorder& step, const Knobs&, const Dataset&) {
    Matrix v(2, 1), slopes(2, 1);
    v.values = {1.5, -0.75};
    slopes.values = {3, 0.5};
    const Value V = step.input("V[1]", v);
    const Value squares = step.record("squares", square(V));
    step.record("J", sum_columns(transpose(squares)));
    const Value right = step.input("slopes", slopes);
    step.record("dV[1]", Scalar(1.0) * right);
    step.finish();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradient_proof)

BOOST_AUTO_TEST_CASE(nudges_the_value_and_compares_the_difference_with_the_recorded_slope) {
    Sample sample;
    const Session session = session_on(sample, run_squares);
    const GradientProof right = prove_gradient(session, cell_of(session, "dV[1]", 0, 0));
    BOOST_TEST(right.gradient == "dV[1](0,0)");
    BOOST_TEST(right.nudged == "V[1](0,0)");
    const double h = nudge_size;
    BOOST_TEST(right.probe.above == (1.5 + h) * (1.5 + h) + 0.75 * 0.75, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(right.probe.below == (1.5 - h) * (1.5 - h) + 0.75 * 0.75, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(right.probe.recorded == 3);
    BOOST_TEST(right.digits > 8);
    const GradientProof wrong = prove_gradient(session, cell_of(session, "dV[1]", 1, 0));
    BOOST_TEST(wrong.probe.numeric == -1.5, boost::test_tools::tolerance(1e-8));
    BOOST_TEST(wrong.digits < 1);
}

BOOST_AUTO_TEST_CASE(every_gradient_of_a_training_step_holds_those_of_one_example_times_m) {
    TrainingSample sample;
    Session& session = sample.session;
    for (const auto& [name, row, col, factor] :
         {std::tuple{"dW[2]", 3, 5, 1.0}, {"db[2]", 4, 0, 1.0}, {"dZ[2]", 2, 11, 13.0}, {"dW[1]", 6, 400, 1.0}}) {
        const CellRef cell = cell_of(session, name, row, col);
        BOOST_TEST(can_prove(session, cell), name);
        const GradientProof proof = prove_gradient(session, cell);
        BOOST_TEST(proof.factor == factor, name);
        BOOST_TEST(!proof.probe.crosses_kink, name);
        BOOST_TEST(std::abs(proof.probe.numeric - proof.probe.recorded) < 1e-8, name);
        BOOST_TEST(proof.probe.above != proof.probe.below, name);
    }
}

BOOST_AUTO_TEST_CASE(the_session_stays_as_it_is) {
    TrainingSample sample;
    const std::string before = sample.state();
    const auto trace = sample.session.trace;
    prove_gradient(sample.session, cell_of(sample.session, "dW[2]", 3, 5));
    BOOST_TEST(sample.state() == before);
    BOOST_TEST((sample.session.trace == trace));
    BOOST_TEST(sample.session.timelines.all.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_no_gradient_cannot_be_asked) {
    TrainingSample sample;
    const Session& session = sample.session;
    for (const char* name : {"X", "W[1]", "Z[1]", "J"}) {
        BOOST_TEST(!can_prove(session, cell_of(session, name, 0, 0)), name);
        BOOST_CHECK_THROW(prove_gradient(session, cell_of(session, name, 0, 0)), InputError);
    }
}

BOOST_AUTO_TEST_SUITE_END()
