#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/tabs.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(tabs_)

BOOST_AUTO_TEST_CASE(a_click_on_a_name_selects_it_and_is_told_once) {
    const std::vector<std::string> labels{"Step", "Health", "Compare"};
    int selected = 0, changes = 0;
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) { changes += tabs(at, "tabs", labels, selected, 30); }));
    ui.click("Compare");
    BOOST_TEST(selected == 2);
    BOOST_TEST(changes == 1);
    ui.click("Compare");
    BOOST_TEST(changes == 1);
    ui.click("Step");
    BOOST_TEST(selected == 0);
}

BOOST_AUTO_TEST_SUITE_END()
