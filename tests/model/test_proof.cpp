#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

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

// One unit a hair's breadth beside 0, where relu has a kink; the last layer and a smooth bend have none.
enum class Bend { none, relu, tanh };
template <Bend bend>
void run_at_kink(Recorder& step, const Knobs&, const Dataset&) {
    const Value W = step.input("W[1]", matrix_of({{1e-9}}));
    Value Z = step.record("Z[1]", W * step.input("X", matrix_of({{1.0}})));
    if (bend != Bend::none) {
        const Value A = step.record("A[1]", bend == Bend::relu ? relu(Z) : tanh(Z));
        Z = step.record("Z[2]", step.input("W[2]", matrix_of({{2.5}})) * A);
    }
    step.record("J", square(Z));
    step.record("dW[1]", Scalar(1.0) * W);
    step.finish();
}

// Named as gradients of V[1] and U[1]: one is given, the other has another shape.
void run_look_alikes(Recorder& step, const Knobs&, const Dataset&) {
    const Value V = step.input("V[1]", matrix_of({{1}, {2}})), U = step.input("U[1]", matrix_of({{3}, {4}}));
    step.record("J", sum_columns(transpose(square(V) + U)));
    step.input("dV[1]", matrix_of({{2}, {4}}));
    step.record("dU[1]", transpose(U));
    step.finish();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gradient_proof)

BOOST_AUTO_TEST_CASE(a_unit_that_crosses_its_kink_is_told_but_the_last_layer_and_a_smooth_bend_have_none) {
    Sample sample;
    const Session hidden = session_on(sample, run_at_kink<Bend::relu>);
    const GradientProof crossed = prove_gradient(hidden, cell_of(hidden, "dW[1]", 0, 0));
    BOOST_TEST(crossed.probe.crosses_kink);
    BOOST_TEST(verdict(crossed).find("crossed its kink") != std::string::npos);
    for (const Session& none :
         {session_on(sample, run_at_kink<Bend::none>), session_on(sample, run_at_kink<Bend::tanh>)}) {
        const GradientProof whole = prove_gradient(none, cell_of(none, "dW[1]", 0, 0));
        BOOST_TEST(!whole.probe.crosses_kink);
        BOOST_TEST(verdict(whole).find("kink") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_is_only_called_a_gradient_cannot_be_asked) {
    Sample sample;
    const Session session = session_on(sample, run_look_alikes);
    for (const char* name : {"dV[1]", "dU[1]"}) BOOST_TEST(!can_prove(session, cell_of(session, name, 0, 0)), name);
    BOOST_TEST(!can_prove(session, {session.count(), 0, 0}));
    BOOST_TEST(!can_prove(session, {-1, 0, 0}));
}

BOOST_AUTO_TEST_CASE(it_is_read_as_both_losses_what_they_give_and_what_was_recorded) {
    GradientProof proof;
    proof.gradient = "dZ[2](2,11)";
    proof.nudged = "Z[2](2,11)";
    proof.loss = "E";
    proof.probe = {3, 1, 26, 25, 0.04, false};
    proof.factor = 13;
    proof.digits = 8.7;
    const std::vector<ProofLine> lines = lines_of(proof);
    BOOST_REQUIRE(lines.size() == 4u);
    const double expected[] = {3, 1, 26, 25};
    for (std::size_t i = 0; i < 4; ++i) BOOST_TEST(lines[i].number == expected[i]);
    BOOST_TEST(lines[0].what.rfind("E with Z[2](2,11) + ", 0) == 0u);
    BOOST_TEST(lines[1].what.rfind("E with Z[2](2,11) − ", 0) == 0u);
    BOOST_TEST(lines[2].what.ends_with(" · 13 examples"));
    BOOST_TEST(verdict(proof) == "They agree to 8 digits.");
    proof.digits = 0.3;
    BOOST_TEST(verdict(proof) == "They agree to 0 digits.");
    proof.probe.above = proof.probe.below = 1.34e16;
    BOOST_TEST(verdict(proof) == "E is so large that its last digit outweighs the difference: it says nothing.");
    proof.probe.numeric = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(verdict(proof) == "There is nothing to compare: not all of these are finite numbers.");
    proof.factor = 1;
    BOOST_TEST(lines_of(proof)[2].what.find("examples") == std::string::npos);
}

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

// Its loss is a sum of squares, and comes once more at the end.
BOOST_AUTO_TEST_CASE(every_gradient_of_the_neurons_of_lesson_two_holds) {
    Sample sample;
    Session& session = sample.session;
    apply(session, ShowLessons{});
    session.lessons = catalogue();
    apply(session, OpenLesson{"2"});
    for (const char* name : {"dZ[2]", "dW[2]", "dA[1]", "dZ[1]", "dW[1]"}) {
        const CellRef cell = cell_of(session, name, 1, 0);
        BOOST_REQUIRE(can_prove(session, cell));
        const GradientProof proof = prove_gradient(session, cell);
        BOOST_TEST(proof.loss == "E");
        BOOST_TEST(proof.probe.recorded != 0);
        BOOST_TEST(proof.digits >= 8, name << " " << proof.digits);
    }
}

BOOST_AUTO_TEST_CASE(what_one_image_would_teach_holds_too) {
    TrainingSample sample;
    Session& session = sample.session;
    sample.train_to_the_end();
    apply(session, GoToTyped{"epoch 2 batch 3 dW[1]"});
    const Dataset& test = session.timelines.timeline()->plan().data->test;
    const StepImage image{{test.image(4), test.image(4) + 784}, (test.labels[4] + 1) % 10, "drawn digit"};
    apply(session, image);
    for (const auto& [name, row, col] :
         {std::tuple{"dW[2]", 3, 5}, {"db[2]", 4, 0}, {"dZ[2]", 2, 0}, {"dW[1]", 6, 400}}) {
        const GradientProof proof = prove_gradient(session, cell_of(session, name, row, col));
        BOOST_TEST(proof.factor == 1, name);
        BOOST_TEST(!proof.probe.crosses_kink, name);
        BOOST_TEST(std::abs(proof.probe.numeric - proof.probe.recorded) < 1e-8, name);
    }
    BOOST_TEST(session.aside.has_value());
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
