#include <functional>

#include "engine/math/error.h"
#include "engine/record/expression.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

struct Operands : RecordingOn {
    Value A = input("A", 5, 7), B = input("B", 5, 7), C = input("C", 7, 5), W = input("W[2]", 3, 5);
    Value column = input("c", 5, 1), row = input("r", 1, 7), wrong_row = input("s", 1, 5);
    Value one = input("one", 1, 1);
};

void has_shape(Expression x, int rows, int cols) {
    BOOST_TEST(x.rows() == rows);
    BOOST_TEST(x.cols() == cols);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(expression)

BOOST_FIXTURE_TEST_CASE(the_shape_of_a_result_follows_from_the_operands, Operands) {
    has_shape(A + B, 5, 7);
    has_shape(A + column, 5, 7);
    has_shape(A - B, 5, 7);
    has_shape(A - row, 5, 7);
    has_shape(A / B, 5, 7);
    has_shape(A / row, 5, 7);
    has_shape(hadamard(A, B), 5, 7);
    has_shape(W * A, 3, 7);
    has_shape(A * C, 5, 5);
    has_shape(transpose(A), 7, 5);
    has_shape(-A, 5, 7);
    has_shape(2 * A, 5, 7);
    has_shape(A / 2, 5, 7);
    has_shape(A + 2, 5, 7);
    has_shape(2 - A, 5, 7);
    for (const auto function :
         {square, backstep::sqrt, backstep::exp, backstep::log, backstep::tanh, sigmoid, relu, relu_slope, softmax})
        has_shape(function(A), 5, 7);
    has_shape(leaky_relu(A, 0.1), 5, 7);
    has_shape(leaky_relu_slope(A, 0.1), 5, 7);
    has_shape(cross_entropy(A, B), 1, 7);
    has_shape(sum_rows(A), 1, 7);
    has_shape(max_rows(A), 1, 7);
    has_shape(sum_columns(A), 5, 1);
    has_shape(one_hot(row, 10), 10, 7);
    has_shape(flatten(A), 35, 1);
}

BOOST_FIXTURE_TEST_CASE(a_matrix_of_one_number_is_added_as_what_it_is_like, Operands) {
    has_shape(one + one, 1, 1);
    has_shape(one * one, 1, 1);
    has_shape(row + one, 1, 7);     // a column of one row
    has_shape(column - one, 5, 1);  // a row of one column
}

BOOST_FIXTURE_TEST_CASE(an_expression_computes_nothing_and_appends_one_node_for_each_operation, Operands) {
    const std::size_t nodes = tape().nodes.size();
    W* A;
    relu(A - row) + column;
    BOOST_TEST(tape().nodes.size() == nodes + 4);
    BOOST_TEST(step.trace().events.size() == nodes);
}

BOOST_FIXTURE_TEST_CASE(a_mismatch_names_the_operation_both_operands_and_both_shapes, Operands) {
    struct Mismatch {
        const char* sign;
        std::function<Expression()> make;
        const char *left, *right;
    };
    const std::vector<Mismatch> mismatches{
        {" + ", [&] { return A + C; }, "A (5×7)", "C (7×5)"},
        {" + ", [&] { return A + row; }, "A (5×7)", "r (1×7)"},
        {" + ", [&] { return column + A; }, "c (5×1)", "A (5×7)"},
        {" − ", [&] { return A - C; }, "A (5×7)", "C (7×5)"},
        {" − ", [&] { return A - column; }, "A (5×7)", "c (5×1)"},
        {" − ", [&] { return A - wrong_row; }, "A (5×7)", "s (1×5)"},
        {" / ", [&] { return A / C; }, "A (5×7)", "C (7×5)"},
        {" / ", [&] { return A / wrong_row; }, "A (5×7)", "s (1×5)"},
        {" ⊙ ", [&] { return hadamard(A, C); }, "A (5×7)", "C (7×5)"},
        {" ⊙ ", [&] { return hadamard(A, row); }, "A (5×7)", "r (1×7)"},
        {" · ", [&] { return A * W; }, "A (5×7)", "W[2] (3×5)"},
        {" · ", [&] { return A * B; }, "A (5×7)", "B (5×7)"},
        {" · ", [&] { return (W * A) * (A + B); }, "W[2]·A (3×7)", "A + B (5×7)"},
        {" · ", [&] { return scale_by(row, A); }, "r (1×7)", "A (5×7)"},
        {" cross_entropy ", [&] { return cross_entropy(A, C); }, "A (5×7)", "C (7×5)"},
    };
    for (const Mismatch& mismatch : mismatches) {
        const std::string text = error_text<ShapeError>(mismatch.make);
        BOOST_TEST(has(text, mismatch.left + std::string(mismatch.sign) + mismatch.right), text);
    }
}

BOOST_FIXTURE_TEST_CASE(a_product_that_a_transpose_would_mend_says_which, Operands) {
    BOOST_TEST(has(error_text<ShapeError>([&] { A* B; }),
                   "7 columns, so the right one must have 7 rows, not 5; transpose it"));
    BOOST_TEST(has(error_text<ShapeError>([&] { A* column; }), "transpose the left one"));
}

BOOST_FIXTURE_TEST_CASE(functions_of_special_shapes_refuse_others, Operands) {
    BOOST_TEST(
        has(error_text<ShapeError>([&] { one_hot(A, 10); }), "one_hot wants its labels as a row (1×7), and A (5×7)"));
    BOOST_TEST(has(error_text<ShapeError>([&] { one_hot(row, 0); }), "one_hot of r (1×7) wants at least one class"));
    const Value empty = input("empty", 0, 4);
    BOOST_TEST(
        has(error_text<ShapeError>([&] { max_rows(empty); }), "max_rows wants at least one row, and empty (0×4)"));
    BOOST_TEST(
        has(error_text<ShapeError>([&] { cross_entropy(empty, empty); }), "cross_entropy wants at least one row"));
}

BOOST_FIXTURE_TEST_CASE(a_refused_expression_leaves_the_tape_as_it_was, Operands) {
    const std::size_t nodes = tape().nodes.size();
    BOOST_CHECK_THROW(A + C, ShapeError);
    BOOST_CHECK_THROW(one_hot(A, 3), ShapeError);
    BOOST_TEST(tape().nodes.size() == nodes);
}

BOOST_FIXTURE_TEST_CASE(values_of_two_recorders_do_not_mix, Operands) {
    RecordingOn other;
    const Value D = other.input("D", 5, 7), E = other.input("E", 7, 5);
    const std::vector<std::function<void()>> mixtures{[&] { A + D; }, [&] { A - D; },
                                                      [&] { A / D; }, [&] { hadamard(A, D); },
                                                      [&] { A* E; },  [&] { cross_entropy(A, D); }};
    for (const auto& mix : mixtures) BOOST_TEST(has(error_text<std::logic_error>(mix), "two recorders"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
