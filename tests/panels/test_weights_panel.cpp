#include <boost/test/unit_test.hpp>

#include "engine/math/error.h"
#include "training_window.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(weights_panel)

BOOST_AUTO_TEST_CASE(a_click_on_a_pixel_explains_the_weight_of_its_unit) {
    TrainingWindow window;
    window.go("dW[1]");
    window.ui.frames(2);
    window.ui.click("stage tabs/Weights");
    window.ui.frames(2);
    BOOST_REQUIRE(window.ui.registry().has("weights/unit 2"));
    BOOST_TEST(says(window.ui, "weights", "dW[1]"));
    window.ui.click("weights/unit 2");
    BOOST_REQUIRE(window.session.selected.has_value());
    const CellRef cell = *window.session.selected;
    BOOST_TEST(window.session.trace->events[static_cast<std::size_t>(cell.event)].name.text() == "dW[1]");
    BOOST_TEST(cell.row == 2);
    BOOST_TEST(cell.col == 28 * 14 + 14);  // the middle of the picture
}

BOOST_AUTO_TEST_CASE(a_value_that_has_not_run_is_not_shown_but_can_be_gone_to) {
    TrainingWindow window;
    window.state.stage_tab = "Weights";
    window.state.weights.chosen = "dW[1]";
    window.go("X");
    BOOST_TEST(!window.ui.registry().has("weights/unit 0"));
    window.ui.click("weights/go to dW[1]");
    BOOST_TEST(window.current() == "dW[1]");
    window.ui.frames(2);
    BOOST_TEST(window.ui.registry().has("weights/unit 0"));
}

BOOST_AUTO_TEST_CASE(only_what_the_lesson_has_stands_among_the_tabs) {
    TrainingWindow window;
    BOOST_CHECK_NO_THROW(show_tab(window.state, window.session, "HEALTH"));
    BOOST_TEST(window.state.stage_tab == "Health");
    BOOST_CHECK_THROW(show_tab(window.state, window.session, "Healthy"), InputError);
    apply(window.session, ShowLessons{});
    BOOST_CHECK_THROW(show_tab(window.state, window.session, "Health"), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
