#include <atomic>

#include "engine/record/plan.h"
#include "tests/record/cases.h"

namespace backstep::test {
namespace {

std::atomic<long> exponentials{0};

// The baseline kernels, but exponentials are counted.
Kernels counting_kernels() {
    Kernels kernels = kernels_named("baseline");
    kernels.exponential = [](double* out, const double* a, long n) {
        exponentials += n;
        kernels_named("baseline").exponential(out, a, n);
    };
    return kernels;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan)

BOOST_AUTO_TEST_CASE(kept_values_have_the_same_bits_as_recorded_ones) {
    for (const Numbers& numbers : {usual_numbers(), strange_numbers()})
        for (const std::vector<Case>* list : {&cases(), &nested_cases()})
            for (const Case& one : *list) {
                Machine machine(2);
                Recorder on(machine.compute, Recording::on), off(machine.compute, Recording::off);
                const Value expected = on.record("result", one.formula(record_all(on, numbers)));
                const Value kept = off.record("result", one.formula(record_all(off, numbers)));
                off.keep(kept);
                off.finish();
                BOOST_TEST(same_bits(off[kept], on[expected]), one.name);
            }
}

BOOST_AUTO_TEST_CASE(only_what_is_wanted_is_computed) {
    const Kernels kernels = counting_kernels();
    Machine machine(1, kernels);
    const Matrix X = noise(5, 7, 1);
    Recorder step(machine.compute, Recording::off);
    const auto exponentials_of_a_step = [&](bool keep_first, bool keep_second) {
        const long before = exponentials;
        const Value x = step.input("X", X);
        const Value first = step.record("E", exp(x)), second = step.record("F", sum_rows(exp(first)));
        if (keep_first) step.keep(first);
        if (keep_second) step.keep(second);
        step.finish();
        return exponentials - before;
    };
    BOOST_TEST(exponentials_of_a_step(false, false) == 0);
    BOOST_TEST(exponentials_of_a_step(true, false) == 35);
    BOOST_TEST(exponentials_of_a_step(false, true) == 70);
    BOOST_TEST(exponentials_of_a_step(true, true) == 70);
}

BOOST_AUTO_TEST_CASE(a_value_that_is_read_again_later_is_not_overwritten) {
    // Many buffers of one shape, some of them read early, some late, some twice by one node.
    Machine machine;
    Recorder on(machine.compute, Recording::on), off(machine.compute, Recording::off);
    const Matrix X = noise(5, 7, 1);
    const auto build = [&](Recorder& step) {
        const Value x = step.input("X", X);
        const Value a = step.record("a", exp(x)), b = step.record("b", a + a);
        const Value c = step.record("c", hadamard(b, b) - x), d = step.record("d", tanh(c));
        const Value e = step.record("e", relu(d) + a), f = step.record("f", e / (2 - 0.5 * d));
        return step.record("g", f * transpose(f) * (f - e) + hadamard(a, d));
    };
    const Value expected = build(on), kept = build(off);
    off.keep(kept);
    off.finish();
    BOOST_TEST(same_bits(off[kept], on[expected]));
}

BOOST_AUTO_TEST_CASE(a_transpose_that_is_read_through_and_also_read_itself_is_both) {
    Machine machine;
    Recorder on(machine.compute, Recording::on), off(machine.compute, Recording::off);
    const Matrix X = noise(5, 5, 1);
    const auto build = [&](Recorder& step) {
        const Value x = step.input("X", X);
        const Expression t = transpose(x);
        return step.record("g", x * t + t);
    };
    const Value expected = build(on), kept = build(off);
    off.keep(kept);
    off.finish();
    BOOST_TEST(same_bits(off[kept], on[expected]));
}

BOOST_AUTO_TEST_CASE(a_plan_fits_only_the_same_nodes) {
    RecordingOn on, same, other_shape, other_operation;
    const auto build = [](RecordingOn& r, int cols) { r.step.record("E", exp(r.input("X", 5, cols))); };
    build(on, 7);
    build(same, 7);
    build(other_shape, 3);
    other_operation.step.record("E", log(other_operation.input("X", 5, 7)));
    const Plan plan(on.tape(), 1);
    BOOST_TEST(plan.fits(same.tape()));
    BOOST_TEST(!plan.fits(other_shape.tape()));
    BOOST_TEST(!plan.fits(other_operation.tape()));
    exp(Expression(same.input("Y", 5, 7)));
    BOOST_TEST(!plan.fits(same.tape()));
}

BOOST_AUTO_TEST_CASE(scalars_may_change_from_step_to_step_without_a_new_plan) {
    Machine machine;
    Recorder step(machine.compute, Recording::off);
    const Matrix X = noise(5, 7, 1);
    for (int t = 1; t <= 3; ++t) {
        const Value scaled = step.record("S", Scalar{"t", 1.0 * t} * step.input("X", X));
        step.keep(scaled);
        step.finish();
        BOOST_TEST(step[scaled](4, 6) == t * X(4, 6));
    }
}

// The losses belong to one of the two softmaxes.
BOOST_AUTO_TEST_CASE(losses_beside_two_softmaxes_of_the_same_logits_are_summarised_once) {
    Machine machine(2);
    const Matrix Z = noise(10, 70, 1);
    Matrix Y(10, 70);
    for (int example = 0; example < 70; example += 2) Y(example % 10, example) = 1;
    Recorder step(machine.compute, Recording::off);
    step.summarise(Summarised::wholly);
    const Value z = step.record("Z", 2 * step.input("X", Z)), y = step.input("Y", Y);
    for (const char* name : {"A", "B"}) step.keep(step.record(name, softmax(z)));
    step.keep(step.record("losses", cross_entropy(z, y)));
    step.finish();
    const Summary& losses = step.summaries().back();
    BOOST_TEST(losses.name.text() == "losses");
    BOOST_TEST(losses.zeros == 35);
}

BOOST_AUTO_TEST_CASE(losses_that_are_a_new_state_are_written_where_they_stand) {
    const Matrix Z = noise(10, 70, 1), Y = noise(10, 70, 2);
    std::vector<Matrix> found;
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine(2);
        Recorder step(machine.compute, recording);
        State d{noise(1, 70, 3)}, l{noise(1, 70, 4)};
        const Value z = step.record("Z", 2 * step.input("X", Z)), y = step.input("Y", Y);
        const Value D = step.state("D", d), L = step.state("L", l);
        const Value A = step.record("A", softmax(z));
        step.begin(Phase::update);
        step.update("D", D, sum_rows(square(A)) + L);
        step.update("L", L, cross_entropy(z, y));
        step.finish();
        for (const State* state : {&d, &l}) found.push_back(state->matrix);
    }
    BOOST_TEST(same_bits(found[0], found[2]));
    BOOST_TEST(same_bits(found[1], found[3]));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
