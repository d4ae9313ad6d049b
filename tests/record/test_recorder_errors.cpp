// What a recorder refuses, and how it says so.

#include "engine/math/error.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

// Runs the test with recording on and off.
template <class Test>
void with_both(const Test& test) {
    for (const Recording recording : {Recording::on, Recording::off}) {
        Machine machine;
        Recorder step(machine.compute, recording);
        test(step);
    }
}

const Matrix A35 = noise(3, 5, 1), A57 = noise(5, 7, 2);

}  // namespace

BOOST_AUTO_TEST_SUITE(recorder_errors)

BOOST_AUTO_TEST_CASE(a_named_value_cannot_be_renamed) {
    with_both([](Recorder& step) {
        const Value z = step.record("Z", 2 * step.input("X", A35));
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.record("Q", z); }), "Q would rename Z"));
        BOOST_TEST(
            has(error_text<std::logic_error>([&] { step.record("Q", step.input("I", A35)); }), "Q would rename I"));
    });
}

BOOST_AUTO_TEST_CASE(a_part_of_a_recorded_formula_cannot_get_a_name_any_more) {
    with_both([](Recorder& step) {
        const Expression part = 2 * step.input("X", A35);
        step.record("S", part + part);
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.record("P", part); }),
                       "P gets its name too late: S contains it already"));
    });
}

BOOST_AUTO_TEST_CASE(values_of_another_recorder_or_step_are_refused) {
    with_both([](Recorder& step) {
        RecordingOn other;
        State state{A35};
        const Value mine = step.state("W", state), theirs = other.step.input("V", A35);
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.record("S", 2 * theirs); }),
                       "S is made of values of another recorder"));
        BOOST_TEST(
            has(error_text<std::logic_error>([&] { step.record("S", Expression{}); }), "another recorder, or of none"));
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.update("W", theirs, 2 * mine); }), "another recorder"));
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.update("W", mine, 2 * theirs); }), "another recorder"));
    });
    Machine machine;
    Recorder step(machine.compute, Recording::off);
    const Expression old = 2 * step.input("X", A35);
    step.finish();
    BOOST_TEST(has(error_text<std::logic_error>([&] { step.record("S", old); }), "a step that has ended"));
}

BOOST_AUTO_TEST_CASE(only_states_are_updated) {
    with_both([](Recorder& step) {
        const Value x = step.input("X", A35), z = step.record("Z", 2 * x);
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.update("X", x, 2 * x); }),
                       "X updates a value that is no state"));
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.update("Z", z, 2 * x); }),
                       "Z updates a value that is no state"));
    });
}

BOOST_AUTO_TEST_CASE(a_state_is_updated_once_in_a_step) {
    with_both([](Recorder& step) {
        State state{A35};
        const Value w = step.state("W", state), next = step.update("W", w, 2 * w);
        BOOST_TEST(
            has(error_text<std::logic_error>([&] { step.update("W", w, 3 * w); }), "W is updated twice in a step"));
        BOOST_TEST(has(error_text<std::logic_error>([&] { step.update("W", next, 3 * w); }), "no state"));
        step.finish();
        BOOST_TEST(state.matrix(2, 4) == 2 * A35(2, 4));
    });
}

BOOST_AUTO_TEST_CASE(an_update_keeps_the_shape) {
    with_both([](Recorder& step) {
        State state{A35};
        const Value w = step.state("W[1]", state);
        const std::string text = error_text<ShapeError>([&] { step.update("W[1]", w, transpose(w)); });
        for (const char* part : {"an update keeps the shape", "W[1] is (3×5)", "W[1]ᵀ (5×3)", "transpose"})
            BOOST_TEST(has(text, part), text);
        step.update("W[1]", w, 2 * w);  // the refused one counts for nothing
        step.finish();
        BOOST_TEST(state.matrix(2, 4) == 2 * A35(2, 4));
    });
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_kept_cannot_be_read) {
    Machine machine;
    Recorder on(machine.compute, Recording::on), off(machine.compute, Recording::off);
    BOOST_TEST(on[on.record("Z", 2 * on.input("X", A35))](2, 4) == 2 * A35(2, 4));
    const auto refused = [](const Recorder& step, Value value) {
        return has(error_text<std::logic_error>([&] { (void)step[value]; }), "is not kept");
    };
    const Value x = off.input("X", A35), z = off.record("Z[1]", 2 * x), y = off.record("Y", 3 * x);
    off.keep(z);
    BOOST_TEST(has(error_text<std::logic_error>([&] { (void)off[z]; }), "the value of Z[1] is not kept"));
    off.finish();
    BOOST_TEST(off[z](2, 4) == 2 * A35(2, 4));
    BOOST_TEST(refused(off, y));
    BOOST_TEST(refused(off, x));
    off.input("X", A57);
    BOOST_TEST(has(error_text<std::logic_error>([&] { (void)off[z]; }), "a step that has ended"));
}

BOOST_AUTO_TEST_CASE(a_refused_statement_leaves_no_event) {
    RecordingOn on;
    const Value x = on.step.input("X", A35), y = on.step.input("Y", A57);
    BOOST_CHECK_THROW(on.step.record("S", x + y), ShapeError);
    BOOST_CHECK_THROW(on.step.record("S", x), std::logic_error);
    BOOST_CHECK_THROW(on.step.update("S", x, 2 * x), std::logic_error);
    BOOST_TEST(on.step.trace().events.size() == 2u);
    on.step.record("S", x * y);
    BOOST_TEST(on.step.trace().events.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
