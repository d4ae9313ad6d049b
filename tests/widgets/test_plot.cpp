#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/plot.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(plot_)

BOOST_AUTO_TEST_CASE(ticks_are_round_and_within_the_range) {
    const std::vector<double> expected = {0, 0.5, 1, 1.5, 2};
    const std::vector<double> marks = ticks(-0.1, 2.3, 5);
    BOOST_TEST(marks == expected, boost::test_tools::per_element());
    BOOST_TEST(ticks(0, 200, 4).size() == 5U);
    BOOST_TEST(ticks(1, 1, 4).empty());
    BOOST_TEST(ticks(0, std::numeric_limits<double>::infinity(), 4).empty());
}

BOOST_AUTO_TEST_CASE(the_place_under_the_mouse_is_told_in_units_of_x) {
    const std::vector<double> loss = {3, 2, 1, 0.5, 0.25};
    PlotResult result;
    std::optional<double> clicked;
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                      const std::vector<PlotSeries> series = {{"loss", loss, 0, 10, 5}};
                      result = plot(at, "loss", series, {300, 200});
                      if (result.clicked) clicked = result.clicked;
                  }));
    ui.click("loss", 0.5F, 0.5F);
    BOOST_TEST(clicked.value_or(0) == 20.0, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(gaps_empty_series_and_many_points_are_drawn) {
    std::vector<double> many(100000), holes = {1, std::nan(""), 2, std::numeric_limits<double>::infinity(), 3};
    for (std::size_t index = 0; index < many.size(); ++index) many[index] = std::sin(static_cast<double>(index));
    const std::vector<double> none;
    HeadlessUi ui(
        small_window(), one_panel([&](Ui& at) {
            for (const std::vector<double>* values : {static_cast<const std::vector<double>*>(&many),
                                                      static_cast<const std::vector<double>*>(&holes), &none}) {
                const std::vector<PlotSeries> series = {{"", *values}};
                plot(at, ("p" + std::to_string(values->size())).c_str(), series, {300, 120});
            }
            plot(at, "tiny", {}, {10, 10});
        }));
    // The sine fills its area.
    const ImVec2 middle = ui.find("p100000").rect.center();
    BOOST_TEST(ui.image().at(static_cast<int>(middle.x), static_cast<int>(middle.y)) != dark_theme().background);
}

BOOST_AUTO_TEST_SUITE_END()
