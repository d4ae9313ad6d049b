// Looking closely at a part of a plot, with the wheel, with drags and with keys.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/plot.h"

using namespace backstep;

namespace {

// A plot of 0 … 200 whose line rises from 3 to 7, and one of the same steps below it.
struct TwoPlots {
    std::vector<double> rising, noise;
    PlotStyle style;
    PlotZoom zoom;
    PlotResult first;
    std::optional<double> clicked, held;
    HeadlessUi ui;

    TwoPlots() : rising(line(3, 7)), noise(line(-11, 5)), ui(small_window(), one_panel([this](Ui& at) { draw(at); })) {}

    static std::vector<double> line(double low, double high) {
        std::vector<double> values;
        for (int i = 0; i <= 200; ++i) values.push_back(low + (high - low) * i / 200);
        return values;
    }
    void draw(Ui& at) {
        style.x_low = 0;
        style.x_high = 200;
        const std::vector<PlotSeries> one = {{"rising", rising}}, other = {{"noise", noise}};
        first = plot(at, "one", one, {340, 130}, style, &zoom);
        if (first.clicked) clicked = first.clicked;
        if (first.held) held = first.held;
        plot(at, "other", other, {340, 130}, style, &zoom);
    }
    void turn(const char* plot, float x, float y, float lines) {
        ui.move(plot, x, y);
        ui.frames(2);
        ui.wheel(lines);
    }
    bool says(const std::string& words) const {
        const std::vector<TextItem>& texts = ui.registry().texts;
        return std::any_of(texts.begin(), texts.end(), [&](const TextItem& text) { return text.text == words; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(plot_zoom)

BOOST_AUTO_TEST_CASE(a_range_is_zoomed_about_a_value_that_stays_where_it_is) {
    const PlotRange range = zoomed({10, 50}, 20, 4);
    BOOST_TEST(range.low == 17.5);
    BOOST_TEST(range.high == 27.5);
    BOOST_TEST((zoomed(range, 20, 0.25) == PlotRange{10, 50}));
}

BOOST_AUTO_TEST_CASE(a_range_stays_within_the_whole_and_no_smaller_than_the_least) {
    BOOST_TEST((within({-7, 3}, {0, 40}) == PlotRange{0, 10}));
    BOOST_TEST((within({35, 45}, {0, 40}) == PlotRange{30, 40}));
    BOOST_TEST((within({-7, 63}, {0, 40}) == PlotRange{0, 40}));
    BOOST_TEST((within({9, 10}, {0, 40}, 5) == PlotRange{7, 12}));
}

BOOST_FIXTURE_TEST_CASE(the_wheel_zooms_at_the_mouse_all_plots_of_the_panel_and_back_to_all, TwoPlots) {
    turn("one", 0.25F, 0.5F, 4);
    BOOST_REQUIRE(zoom.x);
    BOOST_TEST(zoom.x->extent() == 200 / std::pow(1.25, 4), boost::test_tools::tolerance(1e-3));
    BOOST_TEST(zoom.x->low + 0.25 * zoom.x->extent() == 50.0, boost::test_tools::tolerance(0.01));
    BOOST_TEST(first.x_low == zoom.x->low);
    turn("other", 0.25F, 0.5F, -9);
    BOOST_TEST(zoom.is_all());
    BOOST_TEST(first.x_high == 200);
}

BOOST_FIXTURE_TEST_CASE(y_fits_the_part_that_is_shown_and_the_marks_get_finer, TwoPlots) {
    BOOST_TEST(says("4"));
    BOOST_TEST(!says("4.4"));
    turn("one", 0.35F, 0.5F, 12);
    ui.frames(1);
    BOOST_TEST(says("4.4"));
    BOOST_TEST(!says("4"));
    BOOST_TEST(says("70"));
}

BOOST_FIXTURE_TEST_CASE(over_the_y_axis_the_wheel_zooms_y_of_this_plot_alone, TwoPlots) {
    turn("y axis of one", 0.5F, 0.5F, 3);
    BOOST_TEST(!zoom.x.has_value());
    BOOST_TEST(zoom.y.size() == 1u);
    BOOST_TEST(zoom.y.count("one") == 1u);
    BOOST_TEST(first.x_high == 200);
}

BOOST_FIXTURE_TEST_CASE(the_middle_button_and_shift_drag_the_part_along_and_neither_is_a_click, TwoPlots) {
    turn("one", 0.5F, 0.5F, 6);
    const PlotRange before = zoom.x.value();
    ui.move("one", 0.7F, 0.5F);
    ui.press(true, 2);
    ui.move("one", 0.2F, 0.5F);
    ui.press(false, 2);
    BOOST_TEST(zoom.x->low - before.low == before.extent() / 2, boost::test_tools::tolerance(0.02));
    inject_shift(true);
    ui.drag("one", {0.2F, 0.5F}, {0.7F, 0.5F});
    inject_shift(false);
    ui.frames(1);
    BOOST_TEST(zoom.x->low == before.low, boost::test_tools::tolerance(0.02));
    BOOST_TEST(zoom.x->extent() == before.extent(), boost::test_tools::tolerance(1e-9));
    BOOST_TEST(!clicked.has_value());
    BOOST_TEST(!held.has_value());
}

BOOST_FIXTURE_TEST_CASE(a_click_tells_the_place_in_the_part_that_is_shown, TwoPlots) {
    turn("one", 1.0F - 1e-3F, 0.5F, 8);
    ui.click("one", 0.5F, 0.7F);
    const double extent = 200 / std::pow(1.25, 8);
    BOOST_TEST(clicked.value_or(0) == 200 - extent / 2, boost::test_tools::tolerance(0.005));
}

BOOST_FIXTURE_TEST_CASE(the_second_press_of_a_double_click_is_no_click_and_no_drag, TwoPlots) {
    turn("one", 0.5F, 0.5F, 6);
    ui.move("one", 0.5F, 0.5F);
    ui.press(true);
    ui.press(false);
    BOOST_TEST(clicked.has_value());
    clicked.reset();
    held.reset();
    ui.press(true);
    BOOST_TEST(first.double_clicked);
    BOOST_TEST(zoom.is_all());
    ui.move("one", 0.52F, 0.5F);
    ui.press(false);
    ui.frames(1);
    BOOST_TEST(!clicked.has_value());
    BOOST_TEST(!held.has_value());
    BOOST_TEST(!first.double_clicked);
    ui.click("one", 0.2F, 0.5F);
    BOOST_TEST(clicked.has_value());
}

BOOST_FIXTURE_TEST_CASE(a_double_click_and_the_words_see_all_show_everything_again, TwoPlots) {
    BOOST_TEST(!ui.registry().has("see all of one"));
    turn("one", 0.5F, 0.5F, 6);
    turn("y axis of one", 0.5F, 0.5F, 2);
    ui.double_click("one", 0.5F, 0.5F);
    BOOST_TEST(zoom.is_all());
    turn("one", 0.5F, 0.5F, 6);
    ui.frames(1);
    clicked.reset();
    ui.click("see all of one");
    BOOST_TEST(zoom.is_all());
    BOOST_TEST(!clicked.has_value());
}

BOOST_FIXTURE_TEST_CASE(keys_zoom_about_the_cursor_and_the_part_follows_it, TwoPlots) {
    style.cursor = 40;
    zoom.keys = 3;
    ui.frames(2);
    BOOST_REQUIRE(zoom.x);
    const double extent = 200 / std::pow(1.6, 3);
    BOOST_TEST(zoom.x->extent() == extent, boost::test_tools::tolerance(1e-9));
    BOOST_TEST((40 - zoom.x->low) / extent == 0.2, boost::test_tools::tolerance(1e-9));
    style.cursor = 160;
    ui.frames(2);
    BOOST_TEST((160 - zoom.x->low) / extent == 0.2, boost::test_tools::tolerance(1e-9));
    style.cursor = 90;
    ui.frames(2);
    BOOST_TEST((90 - zoom.x->low) / extent == 0.8, boost::test_tools::tolerance(1e-9));
    zoom.keys = -5;
    ui.frames(2);
    BOOST_TEST(zoom.is_all());
}

BOOST_AUTO_TEST_CASE(another_axis_begins_anew_and_the_least_is_kept) {
    TwoPlots plots;
    plots.style.least_x = 30;
    plots.turn("one", 0.5F, 0.5F, 20);
    BOOST_TEST(plots.zoom.x->extent() == 30, boost::test_tools::tolerance(1e-9));
    plots.zoom.whole = PlotRange{0, 70};
    plots.ui.frames(1);
    BOOST_TEST(plots.zoom.is_all());
}

BOOST_AUTO_TEST_CASE(a_pane_that_scrolls_goes_on_until_the_mouse_moves) {
    PlotZoom zoom;
    const std::vector<double> values = {5, 3, 4};
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                      ImGui::Dummy({10, 70});
                      const std::vector<PlotSeries> series = {{"", values}};
                      plot(at, "one", series, {300, 200}, {}, &zoom);
                      ImGui::Dummy({10, 700});
                  }));
    ui.move(ImVec2{200, 60});
    ui.frames(1);
    const float top = ui.find("one").rect.min.y;
    ui.wheel(-1);
    const float turned = top - ui.find("one").rect.min.y;
    BOOST_TEST(turned > 20);
    ui.wheel(-0.5F);
    BOOST_TEST(ui.find("one").rect.contains({200, 60}));
    const float before = ui.find("one").rect.max.y;
    ui.wheel(-0.5F);
    BOOST_TEST(ui.find("one").rect.max.y < before);
    BOOST_TEST(zoom.is_all());
    const float scrolled = ui.find("one").rect.min.y;
    ui.move("one", 0.5F, 0.9F);
    ui.frames(2);
    ui.wheel(2);
    BOOST_TEST(!zoom.is_all());
    BOOST_TEST(ui.find("one").rect.min.y == scrolled);
}

BOOST_AUTO_TEST_CASE(a_thinned_line_has_more_of_the_part_that_is_shown) {
    std::vector<double> many(1000);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<double>(i);
    const ThinLine part = thinned(many, 0.5, 1, 30, PlotRange{300, 340});
    BOOST_TEST(part.y.size() == 42u);
    BOOST_TEST(part.x_first == 299.5);
    BOOST_TEST(part.y.front() == 299);
    BOOST_TEST(part.y.back() == 340);
    BOOST_TEST(thinned(many, 0.5, 1, 30).y.size() <= 60u);
}

BOOST_AUTO_TEST_SUITE_END()
