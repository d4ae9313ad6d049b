#include <cmath>
#include <limits>

#include "engine/record/explain.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Term of(Arithmetic kind, std::initializer_list<double> numbers) {
    std::vector<Term> operands;
    for (const double x : numbers) operands.push_back(number(x));
    return term(kind, std::move(operands));
}

struct Layer : RecordingOn {
    Value W = step.input("W[1]", noise(3, 5, 1)), X = step.input("X", noise(5, 7, 2)),
          b = step.input("b[1]", noise(3, 1, 3));
    Value Z = step.record("Z[1]", W*X + b), A = step.record("A[1]", relu(Z));
};

// Each cell in the tree has the number that was recorded there.
void has_recorded_cells(const Trace& trace, const Term& term) {
    if (term.kind == Arithmetic::cell) BOOST_TEST(same_bits(term.value, trace.matrix(term.event)(term.row, term.col)));
    for (const Term& operand : term.operands) has_recorded_cells(trace, operand);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explain_)

BOOST_FIXTURE_TEST_CASE(an_explanation_has_the_equation_the_number_and_the_cells, Layer) {
    const Explanation why = explain(step.trace(), 3, 2, 6);
    BOOST_TEST(why.event == 3);
    BOOST_TEST(why.row == 2);
    BOOST_TEST(why.col == 6);
    BOOST_TEST(why.equation == "Z[1](2,6) = Σ over 5 terms W[1](2,i) · X(i,6) + b[1](2,0)");
    BOOST_TEST(same_bits(why.value, step[Z](2, 6)));
    BOOST_TEST((why.arithmetic.kind == Arithmetic::add));
    has_recorded_cells(step.trace(), why.arithmetic);
}

BOOST_FIXTURE_TEST_CASE(an_explanation_stops_at_the_named_values_and_links_to_them, Layer) {
    const Explanation why = explain(step.trace(), 4, 1, 3);
    BOOST_REQUIRE(why.arithmetic.operands.size() == 1u);
    const Term& cell = why.arithmetic.operands[0];
    BOOST_TEST((cell.kind == Arithmetic::cell));
    BOOST_TEST(cell.event == 3);
    BOOST_TEST(cell.row == 1);
    BOOST_TEST(cell.col == 3);
}

BOOST_FIXTURE_TEST_CASE(a_given_value_is_its_own_explanation, Layer) {
    const Explanation why = explain(step.trace(), 1, 4, 2);
    BOOST_TEST((why.arithmetic.kind == Arithmetic::cell));
    BOOST_TEST(why.arithmetic.event == 1);
    BOOST_TEST(why.equation == "X(4,2)");
    BOOST_TEST(evaluate(why.arithmetic) == step[X](4, 2));
}

BOOST_AUTO_TEST_CASE(an_explanation_reads_the_weights_as_they_were) {
    RecordingOn on;
    State W{noise(3, 5, 1)};
    for (int i = 0; i < 3; ++i) {
        const Value now = on.step.state("W", W);
        on.step.record("S", 2 * now);
        on.step.update("W", now, now - 0.5 * now);
        on.step.finish();
    }
    for (const Event& event : on.step.trace().events)
        BOOST_TEST(same_bits(evaluate(explain(on.step.trace(), event.index, 2, 4).arithmetic),
                             on.step.trace().value(event)(2, 4)));
}

BOOST_FIXTURE_TEST_CASE(an_event_that_is_not_there_is_refused_with_the_range, Layer) {
    for (const int event : {-1, 5, 1000}) {
        const std::string text = error_text<std::out_of_range>([&] { explain(step.trace(), event, 0, 0); });
        BOOST_TEST(has(text, "there is no event " + std::to_string(event)), text);
        BOOST_TEST(has(text, "the last one is 4"), text);
    }
}

BOOST_FIXTURE_TEST_CASE(a_cell_outside_the_matrix_is_refused_with_the_range, Layer) {
    for (const std::pair<int, int>& cell : {std::pair{3, 0}, {0, 7}, {-1, 0}, {0, -1}}) {
        const int row = cell.first, col = cell.second;
        const std::string text = error_text<std::out_of_range>([&] { explain(step.trace(), 3, row, col); });
        BOOST_TEST(has(text, "Z[1] has no cell (" + std::to_string(row) + "," + std::to_string(col) + ")"), text);
        BOOST_TEST(has(text, "it is 3×7, so rows go from 0 to 2 and columns from 0 to 6"), text);
    }
}

BOOST_AUTO_TEST_CASE(each_kind_of_arithmetic_is_what_its_name_says) {
    BOOST_TEST(of(Arithmetic::sum, {0.5, 0.25, -3}).value == -2.25);
    BOOST_TEST(same_bits(of(Arithmetic::sum, {-0.0}).value, 0.0));  // it starts at +0
    BOOST_TEST(of(Arithmetic::sum, {}).value == 0);
    BOOST_TEST(of(Arithmetic::largest, {-2, 4, 3}).value == 4);
    BOOST_TEST(of(Arithmetic::largest, {-2, -4}).value == -2);
    BOOST_TEST(std::isnan(of(Arithmetic::largest, {1, std::nan(""), 3}).value));
    BOOST_TEST(of(Arithmetic::add, {2, 5}).value == 7);
    BOOST_TEST(of(Arithmetic::subtract, {2, 5}).value == -3);
    BOOST_TEST(of(Arithmetic::multiply, {2, 5}).value == 10);
    BOOST_TEST(of(Arithmetic::divide, {2, 5}).value == 0.4);
    BOOST_TEST(of(Arithmetic::negate, {2}).value == -2);
    BOOST_TEST(of(Arithmetic::square_root, {6.25}).value == 2.5);
    BOOST_TEST(of(Arithmetic::exponential, {0}).value == 1);
    BOOST_TEST(of(Arithmetic::logarithm, {1}).value == 0);
    BOOST_TEST(of(Arithmetic::logarithm, {0}).value == -infinity);
    BOOST_TEST(of(Arithmetic::hyperbolic_tangent, {infinity}).value == 1);
    BOOST_TEST(of(Arithmetic::relu, {-3}).value == 0);
    BOOST_TEST(of(Arithmetic::relu, {3}).value == 3);
    BOOST_TEST(of(Arithmetic::relu_slope, {0}).value == 0);
    BOOST_TEST(of(Arithmetic::relu_slope, {3}).value == 1);
    BOOST_TEST(of(Arithmetic::leaky_relu, {-3, 0.5}).value == -1.5);
    BOOST_TEST(of(Arithmetic::leaky_relu, {3, 0.5}).value == 3);
    BOOST_TEST(of(Arithmetic::leaky_relu_slope, {-3, 0.5}).value == 0.5);
    BOOST_TEST(of(Arithmetic::leaky_relu_slope, {3, 0.5}).value == 1);
    BOOST_TEST(of(Arithmetic::equals, {3, 3}).value == 1);
    BOOST_TEST(of(Arithmetic::equals, {3, 4}).value == 0);
}

BOOST_AUTO_TEST_CASE(evaluation_starts_at_the_leaves_and_believes_no_other_number) {
    Term tree = term(Arithmetic::add, {of(Arithmetic::multiply, {2, 3}), number(4)});
    tree.value = 99;
    tree.operands[0].value = 77;
    BOOST_TEST(evaluate(tree) == 10);
    tree.operands[0].operands[1].value = 5;
    BOOST_TEST(evaluate(tree) == 14);
}

BOOST_FIXTURE_TEST_CASE(the_main_sum_is_the_first_from_the_top, Layer) {
    const Explanation layer = explain(step.trace(), 3, 2, 6);
    BOOST_TEST(main_sum(layer.arithmetic) == &layer.arithmetic.operands[0]);
    BOOST_TEST(main_sum(layer.arithmetic)->operands.size() == 5u);
    const Explanation relu_cell = explain(step.trace(), 4, 2, 6);
    BOOST_TEST(main_sum(relu_cell.arithmetic) == nullptr);
    const Term sum = of(Arithmetic::sum, {1, 2});
    BOOST_TEST(main_sum(sum) == &sum);
}

BOOST_AUTO_TEST_CASE(a_scalar_keeps_its_symbol) {
    RecordingOn on;
    on.step.record("S", Scalar{"α", 0.25} * on.step.input("a", noise(3, 2, 1)));
    const Explanation why = explain(on.step.trace(), 1, 2, 1);
    BOOST_TEST(why.arithmetic.operands[0].symbol == "α");
    BOOST_TEST(why.arithmetic.operands[0].value == 0.25);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
