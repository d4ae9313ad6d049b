#include <boost/test/unit_test.hpp>

#include "sample.h"
#include "viewer/model/equation.h"

using namespace backstep;

namespace {

EquationView view_of(const Sample& sample, const char* name) {
    return equation_view(*sample.session.trace, find_event(*sample.session.trace, name, 0).value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(equation)

BOOST_AUTO_TEST_CASE(a_layer_is_shown_with_its_operands_in_the_order_of_the_formula) {
    Sample sample;
    const EquationView view = view_of(sample, "Z[1]");
    BOOST_TEST(view.text == "Z[1] = W[1]·X + b[1]");
    BOOST_TEST(view.shapes == "(5×3)·(3×7) + (5×1) → 5×7");
    BOOST_TEST(view.shape == "5×7");
    BOOST_REQUIRE(view.pieces.size() == 5u);
    BOOST_TEST(view.pieces[0].text == "W[1]");
    BOOST_TEST(view.pieces[0].event == find_event(*sample.session.trace, "W[1]@0", 0).value());
    BOOST_TEST(view.pieces[1].event == -1);
    BOOST_TEST(view.pieces[2].shape == "3×7");
    BOOST_TEST(view.tex.rfind("Z^{[1]} = ", 0) == 0u);
}

BOOST_AUTO_TEST_CASE(only_the_inner_dimensions_of_a_product_match) {
    Sample sample;
    const EquationView view = view_of(sample, "Z[1]");
    BOOST_TEST(view.pieces[0].matches_right);
    BOOST_TEST(!view.pieces[0].matches_left);
    BOOST_TEST(view.pieces[2].matches_left);
    BOOST_TEST(!view.pieces[2].matches_right);
    BOOST_TEST(!view.pieces[4].matches_left);
}

BOOST_AUTO_TEST_CASE(a_transposed_operand_is_turned_round_where_it_is_used) {
    Sample sample;
    const EquationView view = view_of(sample, "dW[1]");
    const EquationPiece& X = view.pieces[2];
    BOOST_TEST(X.text == "X");
    BOOST_TEST(X.transposed);
    BOOST_TEST(X.shape == "3×7");
    BOOST_TEST(X.used_shape() == "7×3");
    BOOST_TEST(X.matches_left);
    const EquationView error = view_of(sample, "dZ[1]");
    BOOST_TEST(error.text == "dZ[1] = W[2]ᵀ·dZ[2] ⊙ relu′(Z[1])");
    BOOST_TEST(error.pieces[0].transposed);
    BOOST_TEST(error.pieces[0].matches_right);
    BOOST_TEST(error.pieces[2].matches_left);
    BOOST_TEST(!error.pieces[4].matches_left);
}

BOOST_AUTO_TEST_CASE(a_scalar_in_front_is_no_product_of_matrices) {
    Sample sample;
    const EquationView view = view_of(sample, "W[1]@1");
    BOOST_TEST(view.text == "W[1] ← W[1] − α·dW[1]");
    BOOST_TEST(view.version == 1);
    for (const EquationPiece& piece : view.pieces) BOOST_TEST((!piece.matches_left && !piece.matches_right));
}

BOOST_AUTO_TEST_CASE(a_given_value_has_no_pieces_and_says_what_it_is) {
    Sample sample;
    const EquationView X = view_of(sample, "X"), W = view_of(sample, "W[1]@0");
    BOOST_TEST(X.given);
    BOOST_TEST(!X.state);
    BOOST_TEST(X.pieces.empty());
    BOOST_TEST(X.shapes == "3×7");
    BOOST_TEST(W.state);
}

BOOST_AUTO_TEST_CASE(every_event_has_an_equation_and_operands_that_came_before) {
    Sample sample;
    for (const Event& event : sample.session.trace->events) {
        const EquationView view = equation_view(*sample.session.trace, event.index);
        const bool is_update = sample.session.trace->tape.nodes[static_cast<std::size_t>(event.node)].updates >= 0;
        std::string text = view.symbol + (is_update ? " ← " : " = ");
        for (const EquationPiece& piece : view.pieces) {
            text += piece.text;
            BOOST_TEST(piece.event < event.index);
        }
        if (!event.given) BOOST_TEST(text == view.text);
    }
    BOOST_CHECK_THROW(equation_view(*sample.session.trace, -1), std::out_of_range);
    BOOST_CHECK_THROW(equation_view(*sample.session.trace, 25), std::out_of_range);
}

BOOST_AUTO_TEST_SUITE_END()
