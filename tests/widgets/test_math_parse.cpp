#include <boost/test/unit_test.hpp>
#include <string>

#include "viewer/widgets/math_parse.h"

using namespace backstep;

namespace {

// The tree as text: kinds by letter, symbols as they are.
std::string shown(const MathNode& node) {
    constexpr const char* names[] = {"",       "",      "scripts", "frac", "root", "accent", "fence",
                                     "matrix", "under", "color",   "link", "_",    "error"};
    std::string text = names[static_cast<int>(node.kind)];
    if (node.kind == MathKind::symbol) return node.text;
    if (node.kind == MathKind::error) return "error<" + node.text + ">";
    text += node.kind == MathKind::fence || node.kind == MathKind::matrix ? node.text + node.closing : "";
    text += "(";
    for (const MathNode& child : node.children) text += (&child == &node.children[0] ? "" : " ") + shown(child);
    return text + ")";
}

std::string tree(const char* tex) { return shown(parse_math(tex)); }

bool has_error(const MathNode& node) {
    if (node.kind == MathKind::error) return true;
    for (const MathNode& child : node.children) {
        if (has_error(child)) return true;
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(math_parse)

BOOST_AUTO_TEST_CASE(scripts_belong_to_the_sign_before_them) {
    BOOST_TEST(tree("a_i^2") == "(scripts(a (2) (i)))");
    BOOST_TEST(tree("dZ^{[2]}") == "(d scripts(Z (([ 2 ])) ()))");
}

BOOST_AUTO_TEST_CASE(fractions_roots_and_fences_hold_their_parts) {
    BOOST_TEST(tree("\\frac{1}{m}") == "(frac((1) (m)))");
    BOOST_TEST(tree("\\frac12") == "(frac(12 error<{}>))");
    BOOST_TEST(tree("\\sqrt{\\hat v}") == "(root((accent(v))))");
    BOOST_TEST(tree("\\left(\\frac{a}{b}\\right]") == "(fence(]((frac((a) (b)))))");
}

BOOST_AUTO_TEST_CASE(matrices_have_rows_of_cells) {
    BOOST_TEST(tree("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}") == "(matrix()(((a) (b)) ((c) (d))))");
    BOOST_TEST(tree("\\mat{1&2\\\\3&4\\\\}") == "(matrix[](((1) (2)) ((3) (4))))");
}

BOOST_AUTO_TEST_CASE(commands_become_their_signs) {
    BOOST_TEST(tree("\\alpha \\odot \\partial \\top \\le \\ne \\times") == "(α ⊙ ∂ ⊤ ≤ ≠ ×)");
    BOOST_TEST(tree("a-b*c := d") == "(a − b ∗ c := d)");
    BOOST_TEST(tree("g'(z)") == "((g ′) ( z ))");
    BOOST_TEST(tree("\\mathbb{R} \\text{two words}") == "(ℝ two words)");
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_kept_verbatim) {
    BOOST_TEST(tree("\\unknown{x}") == "(error<\\unknown> (x))");
    BOOST_TEST(tree("a } b") == "(a error<}> b)");
    BOOST_TEST(tree("a \\\\ b & c") == "(a error<\\\\> b error<&> c)");
    BOOST_TEST(has_error(parse_math("{a")));
    BOOST_TEST(has_error(parse_math("\\left( a")));
    BOOST_TEST(has_error(parse_math("x^")));
    BOOST_TEST(!has_error(parse_math("J = -\\frac{1}{m}\\sum_{i=1}^{m} \\log A^{[2]}_{y_i, i}")));
}

BOOST_AUTO_TEST_CASE(every_beginning_of_a_formula_is_accepted) {
    const std::string tex =
        "\\left( \\frac{\\hat{m}}{\\sqrt{v}} \\right)^{2}_{i} \\begin{cases} a & b \\\\ c \\end{cases} \\href{t}{x} "
        "\\underset{a}{b} \\mat{1&2\\\\3} \\text{ab} \\textcolor{dim}{x} \\quad π ≤ 1.5 \\";
    for (std::size_t length = 0; length <= tex.size(); ++length) parse_math(tex.substr(0, length));
    for (std::size_t start = 0; start <= tex.size(); ++start) parse_math(tex.substr(start));
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_braces_do_not_exhaust_the_stack) {
    BOOST_TEST(has_error(parse_math(std::string(100000, '{'))));
    std::string hats;
    for (int count = 0; count < 20000; ++count) hats += "\\hat";
    BOOST_TEST(has_error(parse_math(hats)));
    std::string fences;
    for (int count = 0; count < 20000; ++count) fences += "\\left(";
    BOOST_TEST(has_error(parse_math(fences)));
}

BOOST_AUTO_TEST_SUITE_END()
