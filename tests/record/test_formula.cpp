#include "engine/record/formula.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

struct Values : RecordingOn {
    Value a = input("a", 5, 7), b = input("b", 5, 7), c = input("c", 5, 7), W = input("W[2]", 3, 5);
    Value column = input("d", 5, 1), row = input("r", 1, 7), one = input("s", 1, 1);
    std::string text(Expression x) const { return formula_text(tape(), x.node); }
    std::string tex(Expression x) const { return formula_tex(tape(), x.node); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(formula)

BOOST_FIXTURE_TEST_CASE(sums_have_brackets_only_where_they_are_not_read_from_the_left, Values) {
    BOOST_TEST(text(a + b + c) == "a + b + c");
    BOOST_TEST(text(a - b + c) == "a − b + c");
    BOOST_TEST(text(a - (b + c)) == "a − (b + c)");
    BOOST_TEST(text(a + (b - c)) == "a + (b − c)");
    BOOST_TEST(text(a + column) == "a + d");
    BOOST_TEST(text(a - row) == "a − r");
    BOOST_TEST(text(a + 0.5) == "a + 0.5");
    BOOST_TEST(text(1 - (a - b)) == "1 − (a − b)");
    BOOST_TEST(text(1 - a + b) == "1 − a + b");
}

BOOST_FIXTURE_TEST_CASE(products_bind_more_tightly_than_sums, Values) {
    BOOST_TEST(text(W * a) == "W[2]·a");
    BOOST_TEST(text(W * (a + b)) == "W[2]·(a + b)");
    BOOST_TEST(text((W + W) * a) == "(W[2] + W[2])·a");
    BOOST_TEST(text(W * a + W * b) == "W[2]·a + W[2]·b");
    BOOST_TEST(text(W * a * transpose(b)) == "W[2]·a·bᵀ");
    BOOST_TEST(text(W * (a * transpose(b))) == "W[2]·(a·bᵀ)");
    BOOST_TEST(text(hadamard(a, hadamard(b, c))) == "a ⊙ (b ⊙ c)");
    BOOST_TEST(text(hadamard(hadamard(a, b), c)) == "a ⊙ b ⊙ c");
    BOOST_TEST(text(a / b / c) == "a / b / c");
    BOOST_TEST(text(a / (b / c)) == "a / (b / c)");
    BOOST_TEST(text(a / hadamard(b, c)) == "a / (b ⊙ c)");
    BOOST_TEST(text((a + b) / Scalar{"m", 7}) == "(a + b) / m");
    BOOST_TEST(text(a * transpose(b) / Scalar{"m", 7}) == "a·bᵀ / m");
    BOOST_TEST(text(2 * (3 * a)) == "2·(3·a)");
    BOOST_TEST(text(2 / a) == "2 / a");
    BOOST_TEST(text(2 / (a + b)) == "2 / (a + b)");
    BOOST_TEST(text(2 / hadamard(a, b)) == "2 / (a ⊙ b)");
    BOOST_TEST(text(scale_by(one, a - b)) == "s·(a − b)");
    BOOST_TEST(text(scale_by(one / 3, W * a)) == "s / 3·(W[2]·a)");
    BOOST_TEST(text(2 * a + 3 * b) == "2·a + 3·b");
}

BOOST_FIXTURE_TEST_CASE(a_sign_is_never_next_to_another_sign, Values) {
    BOOST_TEST(text(-a) == "−a");
    BOOST_TEST(text(-(-a)) == "−(−a)");
    BOOST_TEST(text(a - -b) == "a − (−b)");
    BOOST_TEST(text(a + -b) == "a + (−b)");
    BOOST_TEST(text(-a + b) == "−a + b");
    BOOST_TEST(text(-(a + b)) == "−(a + b)");
    BOOST_TEST(text(hadamard(-a, b)) == "(−a) ⊙ b");
    BOOST_TEST(text(-hadamard(a, b)) == "−a ⊙ b");
    BOOST_TEST(text(W * -a) == "W[2]·(−a)");
    BOOST_TEST(text(a + -0.5) == "a + (−0.5)");
    BOOST_TEST(text(-0.5 * a) == "(−0.5)·a");
}

BOOST_FIXTURE_TEST_CASE(a_sum_sign_reaches_over_products_only_in_brackets, Values) {
    BOOST_TEST(text(sum_rows(a)) == "Σ_rows a");
    BOOST_TEST(text(sum_rows(hadamard(a, b))) == "Σ_rows (a ⊙ b)");
    BOOST_TEST(text(hadamard(sum_rows(a), row)) == "(Σ_rows a) ⊙ r");
    BOOST_TEST(text(hadamard(row, sum_rows(a))) == "r ⊙ (Σ_rows a)");
    BOOST_TEST(text(sum_columns(a) / Scalar{"m", 7}) == "Σ_columns a / m");
    BOOST_TEST(text(-sum_rows(hadamard(a, log(b)))) == "−Σ_rows (a ⊙ log(b))");
    BOOST_TEST(text(exp(a - max_rows(a))) == "exp(a − max_rows a)");
    BOOST_TEST(text(sum_rows(square(a))) == "Σ_rows a²");
    BOOST_TEST(text(sum_rows(a) + row) == "Σ_rows a + r");
}

BOOST_FIXTURE_TEST_CASE(powers_roots_transposes_and_functions_are_written_as_in_the_book, Values) {
    BOOST_TEST(text(square(a)) == "a²");
    BOOST_TEST(text(square(a + b)) == "(a + b)²");
    BOOST_TEST(text(square(sqrt(a))) == "(√a)²");
    BOOST_TEST(text(square(square(a))) == "(a²)²");
    BOOST_TEST(text(sqrt(a) + Scalar{"ε", 1e-8}) == "√a + ε");
    BOOST_TEST(text(sqrt(a + b)) == "√(a + b)");
    BOOST_TEST(text(transpose(a)) == "aᵀ");
    BOOST_TEST(text(transpose(a + b)) == "(a + b)ᵀ");
    BOOST_TEST(text(transpose(transpose(a))) == "aᵀᵀ");
    BOOST_TEST(text(relu(W * a)) == "relu(W[2]·a)");
    BOOST_TEST(text(hadamard(transpose(W) * (W * b), relu_slope(a))) == "W[2]ᵀ·(W[2]·b) ⊙ relu′(a)");
    BOOST_TEST(text(sigmoid(tanh(softmax(a)))) == "σ(tanh(softmax(a)))");
    BOOST_TEST(text(cross_entropy(a + b, c)) == "cross_entropy(a + b, c)");
    BOOST_TEST(text(one_hot(row, 10)) == "one_hot(r)");
    BOOST_TEST(text(flatten(a)) == "flatten(a)");
    BOOST_TEST(text(at_least(a + b, Scalar{"c", 5})) == "max(a + b, c)");
}

BOOST_FIXTURE_TEST_CASE(a_formula_stops_at_names, Values) {
    const Value z = step.record("Z[1]", W * a), s = step.record("S", relu(z) + 0.25);
    BOOST_TEST(text(s) == "relu(Z[1]) + 0.25");
    BOOST_TEST(text(z) == "W[2]·a");
    BOOST_TEST(text(a) == "a");
}

BOOST_FIXTURE_TEST_CASE(tex_says_the_same_with_fractions_and_superscripts, Values) {
    BOOST_TEST(tex(W * a + step.input("b[2]", Matrix(3, 1))) == "W^{[2]} \\cdot a + b^{[2]}");
    BOOST_TEST(tex(a * transpose(b) / Scalar{"m", 7}) == "\\frac{a \\cdot {b}^{\\top}}{m}");
    BOOST_TEST(tex((a + b) / (sqrt(c) + Scalar{"ε", 1e-8})) == "\\frac{a + b}{\\sqrt{c} + ε}");
    BOOST_TEST(tex(sqrt(square(a))) == "\\sqrt{{a}^2}");
    BOOST_TEST(tex(square(a - b)) == "{\\left(a - b\\right)}^2");
    BOOST_TEST(tex(hadamard(transpose(W) * (W * b), relu_slope(a))) ==
               "{W^{[2]}}^{\\top} \\cdot \\left(W^{[2]} \\cdot b\\right) \\odot \\mathrm{relu}'\\left(a\\right)");
    BOOST_TEST(tex(Scalar{"c", 5} / at_least(a, 2)) == "\\frac{c}{\\max\\left(a, 2\\right)}");
    BOOST_TEST(tex(scale_by(one, a)) == "s\\,a");
    BOOST_TEST(tex(sum_columns(a) / 32) == "\\frac{\\sum_{\\mathrm{columns}} a}{32}");
}

BOOST_FIXTURE_TEST_CASE(tex_with_shapes_has_the_shape_under_each_operand, Values) {
    BOOST_TEST(formula_tex_with_shapes(tape(), (W * a).node) ==
               "\\underset{3 \\times 5}{W^{[2]}} \\cdot \\underset{5 \\times 7}{a}");
    BOOST_TEST(operand_tex_with_shape(tape(), W.node) == "\\underset{3 \\times 5}{W^{[2]}}");
    // Under a transpose stands the transpose's own shape.
    BOOST_TEST(formula_tex_with_shapes(tape(), (a * transpose(b)).node) ==
               "\\underset{5 \\times 7}{a} \\cdot \\underset{7 \\times 5}{{b}^{\\top}}");
}

BOOST_AUTO_TEST_CASE(the_shape_annotation_puts_shapes_in_the_place_of_names) {
    RecordingOn on;
    const Value W = on.input("W[1]", 10, 784), X = on.input("X", 784, 32), b = on.input("b[1]", 10, 1);
    BOOST_TEST(shape_annotation(on.tape(), (W * X + b).node) == "(10×784)·(784×32) + (10×1) → 10×32");
    BOOST_TEST(shape_annotation(on.tape(), (W * X * transpose(X) / Scalar{"m", 32}).node) ==
               "(10×784)·(784×32)·(784×32)ᵀ / m → 10×784");
    BOOST_TEST(shape_annotation(on.tape(), X.node) == "784×32");
}

BOOST_FIXTURE_TEST_CASE(the_pieces_are_operands_and_what_stands_between_them, Values) {
    const std::vector<Piece> pieces = formula_pieces(tape(), (transpose(W) * (W * a) / 32).node);
    const std::vector<std::string> texts{"W[2]", "ᵀ·(", "W[2]", "·", "a", ") / 32"};
    const std::vector<int> nodes{W.node, -1, W.node, -1, a.node, -1};
    BOOST_REQUIRE(pieces.size() == texts.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        BOOST_TEST(pieces[i].text == texts[i]);
        BOOST_TEST(pieces[i].node == nodes[i]);
        BOOST_TEST(pieces[i].transposed == (i == 0));
    }
    BOOST_TEST(!formula_pieces(tape(), transpose(a + b).node)[2].transposed);
    BOOST_TEST(formula_pieces(tape(), a.node).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_scalar_is_written_by_its_symbol_or_else_by_its_number) {
    BOOST_TEST(scalar_text({"α", 0.1}) == "α");
    BOOST_TEST(scalar_text(0.1) == "0.1");
    BOOST_TEST(scalar_text(32) == "32");
    BOOST_TEST(scalar_text(-1e-5) == "(−0.00001)");
    BOOST_TEST(scalar_text(1.25e-8) == "0.0000000125");
    BOOST_TEST(scalar_text(1e-5 / 3) == "0.00000333333");
    BOOST_TEST(scalar_text(-2.5) == "(−2.5)");
    BOOST_TEST(scalar_text(1.0 / 3) == "0.333333");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
