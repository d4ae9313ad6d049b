#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <limits>

#include "sample.h"
#include "viewer/model/explanation.h"
#include "viewer/model/term_count.h"

using namespace backstep;

namespace {

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

int event_of(const Trace& trace, const char* name) { return find_event(trace, name, 0).value(); }

// A recording of the test's own.
struct Made {
    Sample sample;
    Recorder step{sample.compute, Recording::on};
    ExplanationView view(Value value, int row, int col, int most = 100) {
        return explanation_view(step.trace(),
                                {step.trace().tape.events[static_cast<std::size_t>(value.node)], row, col}, most);
    }
};

// The terms in the kernel's order, added up as the kernel does.
double added_up(const ExplanationView& view) {
    std::vector<ExplanationTerm> terms = view.terms;
    std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    double sum = 0;
    for (const ExplanationTerm& term : terms) sum += term.value;
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanation)

BOOST_AUTO_TEST_CASE(the_shown_terms_of_every_cell_add_up_to_the_recorded_bits) {
    Sample sample;
    apply(sample.session, SetKnob{"optimizer", "momentum"});
    const Trace& trace = *sample.session.trace;
    int sums = 0;
    for (const Event& event : trace.events) {
        const Numbers value = trace.value(event);
        for (int row = 0; row < value.rows; ++row)
            for (int col = 0; col < value.cols; ++col) {
                const ExplanationView view = explanation_view(trace, {event.index, row, col});
                BOOST_TEST(same_bits(view.value, value(row, col)));
                if (event.given) {
                    BOOST_TEST(view.origin != "");
                    continue;
                }
                const double result = view.steps.empty() ? view.sum : view.steps.back().value;
                BOOST_TEST(same_bits(result, value(row, col)), view.name);
                if (view.has_sum) BOOST_TEST(same_bits(added_up(view), view.sum), view.name);
                sums += view.has_sum;
            }
    }
    BOOST_TEST(sums > 200);
}

BOOST_AUTO_TEST_CASE(a_weight_gradient_is_a_mean_of_products_over_the_examples) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const ExplanationView view = explanation_view(trace, {event_of(trace, "dW[1]"), 3, 2});
    BOOST_TEST(view.equation == "dW[1](3,2) = 1/7 · Σ over 7 examples dZ[1](3,i) · X(2,i)");
    BOOST_TEST(view.count == 7);
    BOOST_TEST(view.hidden == 0);
    const ExplanationTerm& first = view.terms[0];
    const std::string column = std::to_string(first.index);
    BOOST_TEST(first.formula == "dZ[1](3," + column + ") · X(2," + column + ")");
    BOOST_TEST(first.value == first.cells[0].value * first.cells[1].value);
    BOOST_TEST((first.cells[1].cell == CellRef{event_of(trace, "X"), 2, first.index}));
    BOOST_REQUIRE(view.steps.size() == 1u);
    BOOST_TEST(view.steps[0].text == "÷ m = 7");
}

BOOST_AUTO_TEST_CASE(what_is_added_to_a_sum_is_named_with_its_number) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const ExplanationView view = explanation_view(trace, {event_of(trace, "Z[1]"), 0, 4});
    BOOST_REQUIRE(view.steps.size() == 1u);
    BOOST_TEST(view.steps[0].text == "+ b[1](0,0) = −0.1");
    BOOST_TEST((view.steps[0].cells[0].cell == CellRef{event_of(trace, "b[1]"), 0, 0}));
    BOOST_TEST(view.cells.size() == 7u);  // three weights, three inputs, a bias
}

BOOST_AUTO_TEST_CASE(terms_come_largest_first_and_their_shares_are_parts_of_one) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const ExplanationView view = explanation_view(trace, {event_of(trace, "dW[1]"), 1, 0});
    double share = 0;
    for (std::size_t i = 0; i < view.terms.size(); ++i) {
        share += view.terms[i].share;
        if (i > 0) BOOST_TEST(std::abs(view.terms[i].value) <= std::abs(view.terms[i - 1].value));
    }
    BOOST_TEST(share == 1.0, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(of_a_long_sum_only_the_largest_are_shown_and_the_rest_is_counted) {
    Made made;
    const int n = 41000;
    Matrix left(1, n), right(n, 1);
    for (int i = 0; i < n; ++i) {
        left(0, i) = i % 1000 == 7 ? 3.5 + i : 0.25;
        right(i, 0) = i % 2 ? -1.5 : 0;
    }
    const Value a = made.step.input("a", left), b = made.step.input("b", right);
    const Value c = made.step.record("c", a * b);
    const ExplanationView view = made.view(c, 0, 0, 10);
    BOOST_TEST(view.count == n);
    BOOST_TEST(view.terms.size() == 10u);
    BOOST_TEST(view.hidden == n - 10);
    BOOST_TEST(view.zeros == n / 2);
    BOOST_TEST(view.terms[0].index == 40007);
    BOOST_TEST(view.terms[9].index == 31007);
    double shown = 0;
    for (const ExplanationTerm& term : view.terms) shown += term.value;
    BOOST_TEST(shown + view.hidden_sum == view.sum, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(same_bits(view.sum, made.step[c](0, 0)));
    BOOST_TEST(view.cells.size() == 20u);
}

BOOST_AUTO_TEST_CASE(a_formula_without_a_sum_is_a_few_steps_from_the_inside_out) {
    Made made;
    const Value w = made.step.input("w", matrix_of({{0.5, 1, 2}})), v = made.step.input("v", matrix_of({{0.25, 4, 9}}));
    const Value c = made.step.record("c", w - Scalar{"α", 0.125} * w / (sqrt(v) + Scalar{"ε", 0.5}));
    const ExplanationView view = made.view(c, 0, 2);
    BOOST_TEST(!view.has_sum);
    std::vector<std::string> texts;
    for (const ExplanationStep& step : view.steps) texts.push_back(step.text);
    const std::vector<std::string> expected{"α · w(0,2) = 0.125 · 2", "√v(0,2) = √9", "3 + ε = 3 + 0.5", "0.25 / 3.5",
                                            "w(0,2) − 0.07143 = 2 − 0.07143"};
    BOOST_TEST(texts == expected, boost::test_tools::per_element());
    BOOST_TEST(view.steps[1].value == 3);
    BOOST_TEST(view.steps.back().value == 2 - 0.25 / 3.5);
    BOOST_TEST(view.cells.size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_a_sum_is_taken_from_or_divides_stands_before_it) {
    Made made;
    const Value x = made.step.input("x", matrix_of({{2, 3, 5}})), y = made.step.input("y", matrix_of({{20}}));
    const ExplanationView less = made.view(made.step.record("c", y - sum_rows(transpose(x))), 0, 0);
    BOOST_TEST(less.steps.front().text == "20 − it, with y(0,0) = 20");
    BOOST_TEST(less.steps.front().value == 10);
    const ExplanationView part = made.view(made.step.record("d", y / sum_rows(transpose(x))), 0, 0);
    BOOST_TEST(part.steps.front().text == "20 ÷ it, with y(0,0) = 20");
    BOOST_TEST(part.steps.front().value == 2);
}

BOOST_AUTO_TEST_CASE(a_negative_number_after_a_minus_stands_in_brackets) {
    Made made;
    const Value w = made.step.input("w", matrix_of({{0.5, -1}})), g = made.step.input("g", matrix_of({{3, -2}}));
    const ExplanationView view = made.view(made.step.record("c", w - Scalar{"α", 0.5} * g), 0, 1);
    BOOST_TEST(view.steps.back().text == "w(0,1) − (−1) = −1 − (−1)");
    const ExplanationView plain = made.view(made.step.record("d", w - g), 0, 1);
    BOOST_TEST(plain.steps.back().text == "w(0,1) − g(0,1) = −1 − (−2)");
    const ExplanationView positive = made.view(made.step.record("e", w - g), 0, 0);
    BOOST_TEST(positive.steps.back().text == "w(0,0) − g(0,0) = 0.5 − 3");
}

BOOST_AUTO_TEST_CASE(the_equation_of_an_update_has_the_arrow_that_the_stage_has) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const int updated = find_event(trace, "W[1]@1", 0).value(), made = find_event(trace, "dW[1]@0", 0).value();
    BOOST_TEST(explanation_view(trace, {updated, 1, 2}).equation.starts_with("W[1](1,2) ← W[1](1,2) − "));
    BOOST_TEST(explanation_view(trace, {made, 1, 2}).equation.starts_with("dW[1](1,2) = "));
}

BOOST_AUTO_TEST_CASE(a_number_that_was_set_by_hand_says_so_and_has_no_steps) {
    Sample sample;
    Trace trace = *sample.session.trace;
    const int event = find_event(trace, "Z[1]@0", 0).value();
    trace.edits.push_back({event, 2, 1, 5});
    const ExplanationView view = explanation_view(trace, {event, 2, 1});
    BOOST_TEST(view.given);
    BOOST_TEST(view.origin == "a number of your own, in place of the formula's");
    BOOST_TEST(view.steps.empty());
    BOOST_TEST(!explanation_view(trace, {event, 1, 2}).given);
    const int weight = find_event(trace, "W[1]@0", 0).value();
    trace.edits.push_back({weight, 1, 2, 5});
    BOOST_TEST(explanation_view(trace, {weight, 1, 2}).origin.find("formula") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_copied_cell_is_one_step_with_its_link) {
    Made made;
    const Value x = made.step.input("x", numbers(2, 3, 0.4));
    const Value y = made.step.record("y", transpose(x));
    const ExplanationView view = made.view(y, 2, 1);
    BOOST_REQUIRE(view.steps.size() == 1u);
    BOOST_TEST(view.steps[0].text == "x(1,2)");
    BOOST_TEST((view.cells.at(0).cell == CellRef{0, 1, 2}));
}

BOOST_AUTO_TEST_CASE(softmax_and_cross_entropy_show_the_sum_over_the_column) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const ExplanationView A = explanation_view(trace, {event_of(trace, "A[2]"), 1, 5});
    BOOST_TEST(A.count == 2);
    BOOST_TEST(A.terms[0].formula.rfind("e^(", 0) == 0u);
    BOOST_TEST(same_bits(A.steps.back().value, A.value));
    BOOST_TEST(A.cells.size() == 2u);
    const ExplanationView J = explanation_view(trace, {event_of(trace, "J"), 0, 0});
    BOOST_TEST(J.count == 7);
    BOOST_TEST(J.cells.size() == 21u);  // two logits and the one label that is not 0, of each example
}

BOOST_AUTO_TEST_CASE(a_nan_comes_first_and_makes_no_share) {
    Made made;
    Matrix numbers_(1, 5);
    numbers_.values = {1, 2, std::numeric_limits<double>::quiet_NaN(), 4, 5};
    const Value x = made.step.input("x", numbers_);
    const Value s = made.step.record("s", sum_columns(x));
    const ExplanationView view = made.view(s, 0, 0);
    BOOST_TEST(view.terms[0].index == 2);
    BOOST_TEST(view.terms[1].index == 4);
    BOOST_TEST(view.terms[0].share == 0);
}

BOOST_AUTO_TEST_CASE(a_formula_of_millions_of_operations_says_so_at_once) {
    Made made;
    const Value W = made.step.input("W", numbers(10, 784, 0.3)), X = made.step.input("X", numbers(784, 50, 0.1));
    const Value V = made.step.input("V", numbers(6, 10, 0.2)), Y = made.step.input("Y", Matrix(6, 50));
    const Value J = made.step.record("J", sum_columns(cross_entropy(V * relu(W * X), Y)));
    BOOST_TEST(term_count(made.step.trace().tape, J.node) > 1e7);
    const ExplanationView view = made.view(J, 0, 0);
    BOOST_TEST(view.steps.size() == 1u);
    BOOST_TEST(view.steps[0].text.find("too many to list") != std::string::npos);
    BOOST_TEST(view.equation == "J = Σ_columns cross_entropy(V·relu(W·X), Y)");
}

BOOST_AUTO_TEST_CASE(a_cell_that_does_not_exist_is_refused) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    BOOST_CHECK_THROW(explanation_view(trace, {25, 0, 0}), std::out_of_range);
    BOOST_CHECK_THROW(explanation_view(trace, {-1, 0, 0}), std::out_of_range);
    BOOST_CHECK_THROW(explanation_view(trace, {5, 5, 0}), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(all_numbers_of_its_text_have_the_digits_asked_for) {
    Sample sample;
    const Trace& trace = *sample.session.trace;
    const CellRef cell{event_of(trace, "dW[1]"), 3, 2};
    const ExplanationView few = explanation_view(trace, cell, 100, 3), many = explanation_view(trace, cell, 100, 17);
    const double factor = trace.value(few.terms.at(0).cells.at(0).cell.event)(few.terms[0].cells[0].cell.row,
                                                                              few.terms[0].cells[0].cell.col);
    BOOST_TEST(few.terms[0].numbers.find(short_number(factor, 3)) != std::string::npos);
    BOOST_TEST(many.terms[0].numbers.find(short_number(factor, 17)) != std::string::npos);
    BOOST_TEST(many.terms[0].numbers.size() > few.terms[0].numbers.size());
}

BOOST_AUTO_TEST_SUITE_END()
