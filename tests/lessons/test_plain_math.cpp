#include <boost/test/unit_test.hpp>

#include "lessons/plain_text.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(plain_math_of_tex)

BOOST_AUTO_TEST_CASE(formulas_are_readable_in_plain_unicode) {
    const std::pair<const char*, const char*> cases[] = {
        {"Z^{[1]} = W^{[1]} X + b^{[1]}", "Z[1] = W[1] X + b[1]"},
        {"\\frac{1}{m} \\sum_i dZ_{ji} A_{ki}", "1/m Σᵢ dZⱼᵢ Aₖᵢ"},
        {"\\frac{\\partial L}{\\partial z_k} = a_k - y_k", "∂L/∂zₖ = aₖ − yₖ"},
        {"L = -\\log \\frac{e^{z_y}}{\\sum_k e^{z_k}}", "L = −log e^(z_y)/(Σₖ e^(zₖ))"},
        {"W \\to W - \\alpha \\, dW", "W → W − α dW"},
        {"\\hat{m} / \\sqrt{\\hat{v} + 1}", "m̂ / √(v̂ + 1)"},
        {"g'\\left(Z\\right) \\odot W^\\top", "g′(Z) ⊙ Wᵀ"},
        {"\\max(0, Z) \\le \\mathrm{all} \\ne \\text{of it}", "max(0, Z) ≤ all ≠ of it"},
        {"\\begin{pmatrix}1 & 2 \\\\ 3 & -4\\end{pmatrix} \\times x", "(1 2; 3 −4) × x"},
        {"1 - \\beta^t", "1 − βᵗ"},
        {"m \\cdot \\frac{a + b}{c}", "m · (a + b)/c"},
        {"v \\to \\beta v \\quad W \\to W + v", "v → βv   W → W + v"},
        {"x^2 + 28 r", "x² + 28 r"},
        {"", ""},
        {"\\exp z", "exp z"},
        {"\\unknown", "unknown"},
    };
    for (const auto& [tex, plain] : cases) BOOST_TEST(plain_math(tex) == plain);
}

BOOST_AUTO_TEST_CASE(broken_tex_ends) {
    for (const char* tex : {"{", "}", "\\", "^", "_", "\\frac", "\\frac{1", "\\begin{pmatrix}1", "x^{", "\\end"})
        BOOST_CHECK_NO_THROW(plain_math(tex));
}

BOOST_AUTO_TEST_SUITE_END()
