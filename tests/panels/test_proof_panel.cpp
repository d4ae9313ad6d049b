#include <boost/test/unit_test.hpp>

#include "tests/panels/training_window.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(proof_panel)

BOOST_AUTO_TEST_CASE(a_gradient_is_asked_by_a_click_and_another_cell_asks_anew) {
    TrainingWindow window;
    window.go("dW[2]");
    apply(window.session, SelectCell{{window.session.position - 1, 3, 5}});
    window.ui.frames(2);
    BOOST_TEST(!says(window.ui, "explanation", "They agree to"));
    window.ui.click("explanation/Prove it");
    window.ui.frames(2);
    BOOST_TEST(says(window.ui, "explanation", "J with W[2](3,5)"));
    BOOST_TEST(says(window.ui, "explanation", "They agree to"));
    // More digits show more of it.
    window.ui.key({.character = U'+'});
    window.ui.frames(2);
    BOOST_TEST(window.state.digits == 5);
    BOOST_TEST(says(window.ui, "explanation", "They agree to"));
    apply(window.session, SelectCell{{window.session.position - 1, 4, 5}});
    window.ui.frames(2);
    BOOST_TEST(!says(window.ui, "explanation", "They agree to"));
}

BOOST_AUTO_TEST_CASE(what_is_no_gradient_has_nothing_to_prove) {
    TrainingWindow window;
    window.go("Z[1]");
    apply(window.session, SelectCell{{window.session.position - 1, 3, 5}});
    window.ui.frames(2);
    BOOST_TEST(!window.ui.registry().has("explanation/Prove it"));
}

BOOST_AUTO_TEST_SUITE_END()
