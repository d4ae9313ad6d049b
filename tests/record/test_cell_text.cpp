#include "engine/record/cell_text.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

struct Values : RecordingOn {
    Value a = input("a", 5, 7), b = input("b", 5, 7), W = input("W[2]", 3, 5);
    Value column = input("d", 5, 1), row = input("r", 1, 7), one = input("s", 1, 1);
    std::string cell(Expression x) const { return cell_text(tape(), x.node, "2", "6"); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(cell_text_)

BOOST_AUTO_TEST_CASE(a_gradient_is_a_mean_over_the_examples) {
    RecordingOn on;
    const Value dZ = on.input("dZ[2]", 10, 32), A = on.input("A[1]", 16, 32);
    const Value dW = on.step.record("dW[2]", dZ * transpose(A) / Scalar{"m", 32});
    BOOST_TEST(cell_text(on.tape(), dW.node, "3", "7") == "1/32 · Σ over 32 examples dZ[2](3,i) · A[1](7,i)");
    BOOST_TEST(cell_text(on.tape(), dW.node, "r", "c") == "1/32 · Σ over 32 examples dZ[2](r,i) · A[1](c,i)");
    BOOST_TEST(cell_text(on.tape(), on.step.record("db[2]", sum_columns(dZ) / 32).node, "3", "0") ==
               "1/32 · Σ over 32 examples dZ[2](3,i)");
}

BOOST_FIXTURE_TEST_CASE(cells_of_the_operands_stand_where_the_formula_has_the_operands, Values) {
    BOOST_TEST(cell(a + b) == "a(2,6) + b(2,6)");
    BOOST_TEST(cell(a - (b + a)) == "a(2,6) − (b(2,6) + a(2,6))");
    BOOST_TEST(cell(hadamard(a, b)) == "a(2,6) · b(2,6)");
    BOOST_TEST(cell(a / b) == "a(2,6) / b(2,6)");
    BOOST_TEST(cell(a / 32) == "a(2,6) / 32");
    BOOST_TEST(cell(Scalar{"α", 0.1} * a) == "α·a(2,6)");
    BOOST_TEST(cell(1 - square(tanh(a))) == "1 − tanh(a(2,6))²");
    BOOST_TEST(cell(relu_slope(a)) == "relu′(a(2,6))");
    BOOST_TEST(cell(2 / at_least(a, 3)) == "2 / max(a(2,6), 3)");
    BOOST_TEST(cell(scale_by(one, a)) == "s(0,0)·a(2,6)");
    BOOST_TEST(cell(-a + -0.5) == "−a(2,6) + (−0.5)");
}

BOOST_FIXTURE_TEST_CASE(a_column_is_read_at_column_0_and_a_row_at_row_0, Values) {
    BOOST_TEST(cell(a + column) == "a(2,6) + d(2,0)");
    BOOST_TEST(cell(a - row) == "a(2,6) − r(0,6)");
    BOOST_TEST(cell(a / row) == "a(2,6) / r(0,6)");
}

BOOST_FIXTURE_TEST_CASE(a_product_runs_over_the_inner_index, Values) {
    BOOST_TEST(cell(W * a) == "Σ over 5 terms W[2](2,i) · a(i,6)");
    BOOST_TEST(cell(W * (a + b)) == "Σ over 5 terms W[2](2,i) · (a(i,6) + b(i,6))");
    BOOST_TEST(cell(transpose(W) * (W * a)) == "Σ over 3 terms W[2](i,2) · (Σ over 5 terms W[2](i,j) · a(j,6))");
    BOOST_TEST(cell(W * a + W * b) == "Σ over 5 terms W[2](2,i) · a(i,6) + Σ over 5 terms W[2](2,i) · b(i,6)");
    BOOST_TEST(cell(hadamard(transpose(W) * (W * a), relu_slope(b))) ==
               "(Σ over 3 terms W[2](i,2) · (Σ over 5 terms W[2](i,j) · a(j,6))) · relu′(b(2,6))");
}

BOOST_FIXTURE_TEST_CASE(a_transpose_swaps_the_indices, Values) {
    BOOST_TEST(cell(transpose(a)) == "a(6,2)");
    BOOST_TEST(cell(transpose(a + b)) == "(a(6,2) + b(6,2))");
}

BOOST_FIXTURE_TEST_CASE(reductions_run_over_rows_or_examples, Values) {
    BOOST_TEST(cell(sum_rows(a)) == "Σ over 5 rows a(i,6)");
    BOOST_TEST(cell(max_rows(a)) == "max over 5 rows a(i,6)");
    BOOST_TEST(cell(sum_columns(a)) == "Σ over 7 examples a(2,i)");
    BOOST_TEST(cell_text(tape(), hadamard(sum_rows(a), row).node, "0", "6") == "(Σ over 5 rows a(i,6)) · r(0,6)");
}

BOOST_FIXTURE_TEST_CASE(softmax_and_its_loss_show_the_shifted_powers, Values) {
    BOOST_TEST(cell(softmax(a)) == "e^(a(2,6) − max) / Σ over 5 rows e^(a(i,6) − max)");
    BOOST_TEST(cell(square(softmax(a))) == "(e^(a(2,6) − max) / Σ over 5 rows e^(a(i,6) − max))²");
    BOOST_TEST(cell(cross_entropy(a, b)) ==
               "log Σ over 5 rows e^a(i,6) − a(i,6) at the label, both less the column's maximum");
}

BOOST_FIXTURE_TEST_CASE(labels_and_pixels_are_found_where_they_lie, Values) {
    BOOST_TEST(cell(one_hot(row, 10)) == "1 if r(0,6) = 2, else 0");
    BOOST_TEST(cell_text(tape(), flatten(a).node, "15", "0") == "a(2,1)");
    BOOST_TEST(cell_text(tape(), flatten(a).node, "r", "0") == "a(r div 7,r mod 7)");
}

BOOST_FIXTURE_TEST_CASE(the_text_stops_at_names, Values) {
    const Value z = step.record("Z[1]", W * a);
    BOOST_TEST(cell(relu(z)) == "relu(Z[1](2,6))");
    BOOST_TEST(cell(z) == "Σ over 5 terms W[2](2,i) · a(i,6)");
    BOOST_TEST(cell(a) == "a(2,6)");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
