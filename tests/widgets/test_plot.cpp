#include <algorithm>
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

BOOST_AUTO_TEST_CASE(every_line_has_its_name_beside_the_axis_or_where_that_is_too_narrow_inside_the_area) {
    const std::vector<double> line = {3, 2, 1};
    for (const float width : {170.0F, 390.0F}) {
        for (const bool low : {false, true}) {
            PlotResult result;
            HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                              PlotStyle style;
                              style.y_label = "accuracy";
                              style.legend_low = low;
                              const std::vector<PlotSeries> series = {
                                  {"sample", line}, {"", line}, {"training", line}, {"test", line}};
                              result = plot(at, "accuracy", series, {width, 200}, style);
                          }));
            int names = 0;
            for (const TextItem& text : ui.registry().texts) {
                if (text.text != "sample" && text.text != "training" && text.text != "test") continue;
                ++names;
                const bool is_above = text.whole.max.y <= result.rect.min.y;
                BOOST_TEST(is_above == (width > 200), text.text);
                if (is_above) continue;
                BOOST_TEST((text.whole.min.x >= result.rect.min.x && text.whole.max.x <= result.rect.max.x));
                BOOST_TEST((text.whole.min.y > result.rect.center().y) == low);
            }
            BOOST_TEST(names == 3);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_axis_of_y_has_more_than_one_mark_however_low_the_plot_is) {
    for (const double low : {-0.004, -0.0013, -0.03}) {
        const std::vector<double> steps = {low, 0, -1.1 * low};
        PlotResult result;
        HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                          const std::vector<PlotSeries> series = {{"step", steps}};
                          result = plot(at, "step", series, {300, 130});
                      }));
        const std::vector<TextItem>& texts = ui.registry().texts;
        const auto is_mark = [&](const TextItem& text) { return text.whole.max.x < result.rect.min.x; };
        BOOST_TEST(std::count_if(texts.begin(), texts.end(), is_mark) >= 2);
        BOOST_TEST(ui.registry().overlapping_texts().empty());
    }
}

BOOST_AUTO_TEST_CASE(a_thinned_line_keeps_every_peak_in_its_place) {
    std::vector<double> many(1001, 0.5);
    many[137] = 9;
    many[700] = -7;
    many[701] = 8;
    const ThinLine line = thinned(many, 3, 2, 50);
    BOOST_TEST(line.y.size() <= 100u);
    const auto place = [&](double peak) {
        for (std::size_t i = 0; i < line.y.size(); ++i)
            if (line.y[i] == peak) return line.x_first + line.x_step * static_cast<double>(i);
        return std::nan("");
    };
    const double column = 2 * 1001.0 / 50;
    BOOST_TEST(std::abs(place(9) - (3 + 2 * 137)) <= column);
    BOOST_TEST(std::abs(place(-7) - (3 + 2 * 700)) <= column);
    BOOST_TEST(place(-7) < place(8));
}

BOOST_AUTO_TEST_CASE(few_points_stay_as_they_are_and_columns_without_a_number_are_gaps) {
    const std::vector<double> few{3, std::nan(""), 1};
    const ThinLine same = thinned(few, 5, 2, 2);
    BOOST_TEST(same.y.size() == 3u);
    BOOST_TEST(same.x_first == 5);
    BOOST_TEST(same.x_step == 2);
    std::vector<double> half(1000, 1);
    std::fill(half.begin() + 500, half.end(), std::nan(""));
    const ThinLine line = thinned(half, 0, 1, 10);
    BOOST_TEST(line.y.front() == 1);
    BOOST_TEST(std::isnan(line.y.back()));
    BOOST_TEST(thinned({}, 0, 1, 10).y.empty());
}

BOOST_AUTO_TEST_CASE(a_given_axis_has_its_own_marks_and_a_drag_stays_within_it) {
    const std::vector<double> loss = {3, 2, 1};
    std::optional<double> held;
    PlotStyle style;
    style.x_low = 0;
    style.x_high = 40;
    style.x_ticks = {{0, "epoch 0"}, {20, "1"}, {40, "2"}};
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                      const std::vector<PlotSeries> series = {{"loss", loss, 0, 10, 5}};
                      const PlotResult result = plot(at, "loss", series, {300, 200}, style);
                      if (result.held) held = result.held;
                  }));
    const std::vector<TextItem>& texts = ui.registry().texts;
    BOOST_TEST(std::any_of(texts.begin(), texts.end(), [](const TextItem& text) { return text.text == "epoch 0"; }));
    ui.drag("loss", {0.1F, 0.5F}, {0.5F, 0.5F});
    BOOST_TEST(held.value_or(0) == 20.0, boost::test_tools::tolerance(0.02));
    ui.drag("loss", {0.5F, 0.5F}, {1.2F, 0.5F});
    BOOST_TEST(held.value_or(0) == 40.0);
}

BOOST_AUTO_TEST_CASE(a_logarithmic_axis_has_powers_of_ten_and_draws_what_is_above_0) {
    const std::vector<double> norms = {1e-6, 0, 1e-2, -3, 1e2};
    HeadlessUi ui(small_window(), one_panel([&](Ui& at) {
                      const std::vector<PlotSeries> series = {{"", norms, 0, 7, 1}};
                      PlotStyle style;
                      style.log_y = true;
                      plot(at, "norms", series, {300, 200}, style);
                  }));
    const std::vector<TextItem>& texts = ui.registry().texts;
    const auto has = [&](const char* words) {
        return std::any_of(texts.begin(), texts.end(), [&](const TextItem& text) { return text.text == words; });
    };
    BOOST_TEST((has("0.01") || has("1e−4") || has("100")));
    BOOST_TEST(!has("0"));
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
