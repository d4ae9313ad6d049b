#include <limits>

#include "engine/record/explain_rules.h"
#include "tests/record/cases.h"

namespace backstep::test {
namespace {

// Every cell of every case: the arithmetic done again is the recorded number, bit for bit.
void explained_to_the_last_bit(const Numbers& numbers) {
    for (const Kernels* kernels : available_kernels())
        for (const std::vector<Case>* list : {&cases(), &nested_cases()})
            for (const Case& one : *list) {
                Machine machine(1, *kernels);
                Recorder step(machine.compute, Recording::on);
                const Value value = step.record("result", one.formula(record_all(step, numbers)));
                const int event = static_cast<int>(step.trace().events.size()) - 1;
                for (int c = 0; c < value.cols(); ++c)
                    for (int r = 0; r < value.rows(); ++r) {
                        const Explanation why = explain(step.trace(), event, r, c);
                        BOOST_TEST(same_bits(why.value, step[value](r, c)));
                        BOOST_TEST((same_bits(why.arithmetic.value, why.value) &&
                                    same_bits(evaluate(why.arithmetic), why.value)),
                                   one.name << " (" << r << "," << c << ") with " << kernels->name << ": "
                                            << evaluate(why.arithmetic) << " is not " << why.value);
                    }
            }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explain_rules)

BOOST_AUTO_TEST_CASE(the_arithmetic_of_every_operation_gives_the_recorded_bits) {
    explained_to_the_last_bit(usual_numbers());
}

BOOST_AUTO_TEST_CASE(the_arithmetic_gives_the_recorded_bits_for_nan_infinity_and_negative_zero) {
    explained_to_the_last_bit(strange_numbers());
}

BOOST_AUTO_TEST_CASE(the_arithmetic_gives_the_recorded_bits_for_random_numbers) {
    for (unsigned round = 0; round < 20; ++round) {
        Numbers n = usual_numbers();
        n.A = noise(5, 7, 100 + round);
        n.B = noise(5, 7, 200 + round);
        n.W = noise(3, 5, 300 + round);
        for (double& x : n.A.values) x *= round % 2 ? 1e3 : 1;
        explained_to_the_last_bit(n);
    }
}

BOOST_AUTO_TEST_CASE(a_class_that_is_not_the_label_costs_nothing_even_with_probability_0) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    RecordingOn on;
    const Value Z = on.step.input("Z", matrix_of({{-infinity}, {0}, {0}})),
                Y = on.step.input("Y", matrix_of({{0}, {1}, {0}}));
    const Value loss = on.step.record("losses", cross_entropy(Z, Y));
    BOOST_TEST(close(on.step[loss](0, 0), 0x1.62e42fefa39efp-1, 1));  // log 2
    BOOST_TEST(same_bits(evaluate(explain(on.step.trace(), 2, 0, 0).arithmetic), on.step[loss](0, 0)));
}

BOOST_AUTO_TEST_CASE(long_sums_keep_their_order) {
    RecordingOn on;
    const Value A = on.step.input("A", noise(3, 4100, 1)), B = on.step.input("B", noise(2, 4100, 2));
    const Value G = on.step.record("G", A * transpose(B));
    const Explanation why = explain(on.step.trace(), 2, 2, 1);
    BOOST_TEST(same_bits(evaluate(why.arithmetic), on.step[G](2, 1)));
    BOOST_REQUIRE(why.arithmetic.operands.size() == 4100u);
    const Term& term = why.arithmetic.operands[17];
    BOOST_TEST((term.kind == Arithmetic::multiply));
    BOOST_TEST(term.operands[0].event == 0);
    BOOST_TEST(term.operands[0].row == 2);
    BOOST_TEST(term.operands[0].col == 17);
    BOOST_TEST(term.operands[1].event == 1);
    BOOST_TEST(term.operands[1].row == 1);
    BOOST_TEST(term.operands[1].col == 17);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
