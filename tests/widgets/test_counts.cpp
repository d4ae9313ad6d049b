#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/bars.h"
#include "viewer/widgets/counts.h"

using namespace backstep;

namespace {

Matrix sample_counts() {
    Matrix counts(3, 3);
    counts.values = {90, 0, 5, 7, 1234, 0, 0, 2, 81};
    return counts;
}

std::vector<std::string> texts(const HeadlessUi& ui) {
    std::vector<std::string> all;
    for (const TextItem& text : ui.registry().texts) all.push_back(text.text);
    return all;
}

bool has(const HeadlessUi& ui, const std::string& word) {
    const std::vector<std::string> all = texts(ui);
    return std::find(all.begin(), all.end(), word) != all.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(counts)

BOOST_AUTO_TEST_CASE(a_click_on_a_cell_tells_its_row_and_column) {
    std::optional<Cell> clicked;
    HeadlessUi ui(
        small_window(true), one_panel([&](Ui& at) {
            const CountsResult result = counts_square(at, "counts", "label, read as", sample_counts(), {200, 200}, {});
            if (result.clicked) clicked = result.clicked;
        }));
    ui.click("counts", 0.5F, 0.9F);
    BOOST_REQUIRE(clicked);
    BOOST_TEST(clicked->row == 2);
    BOOST_TEST(clicked->col == 1);
}

BOOST_AUTO_TEST_CASE(counts_stand_in_their_cells_and_none_where_there_is_nothing) {
    HeadlessUi ui(small_window(true), one_panel([&](Ui& at) {
                      counts_square(at, "counts", "label, read as", sample_counts(), {200, 200}, {});
                  }));
    for (const char* count : {"90", "5", "7", "1234", "2", "81"}) BOOST_TEST(has(ui, count), count);
    const Rect cells = ui.find("counts").rect;
    for (const TextItem& text : ui.registry().texts) {
        if (text.text != "7") continue;
        const ImVec2 middle = text.whole.center();
        BOOST_TEST((middle.x - cells.min.x) / cells.width() == 0.5F, boost::test_tools::tolerance(0.1F));
        BOOST_TEST((middle.y - cells.min.y) / cells.height() == 1 / 6.0F, boost::test_tools::tolerance(0.1F));
    }
    BOOST_TEST(!has(ui, "0 0"));
    BOOST_TEST(ui.registry().clipped_texts().empty());
}

BOOST_AUTO_TEST_CASE(thousands_are_shortened_where_they_do_not_fit) {
    for (const auto& [size, shown] : {std::pair(132.F, "1234"), std::pair(92.F, "1.2k"), std::pair(80.F, "1k")}) {
        HeadlessUi ui(small_window(true), one_panel([&](Ui& at) {
                          counts_square(at, "counts", "label, read as", sample_counts(), {size, size}, {});
                      }));
        BOOST_TEST(has(ui, shown), shown);
        BOOST_TEST(has(ui, "90"));
    }
}

BOOST_AUTO_TEST_CASE(cells_are_wider_than_high_where_only_so_the_largest_count_has_room) {
    std::optional<Cell> clicked;
    HeadlessUi ui(
        small_window(true), one_panel([&](Ui& at) {
            const CountsResult result = counts_square(at, "counts", "label, read as", sample_counts(), {200, 80}, {});
            if (result.clicked) clicked = result.clicked;
        }));
    BOOST_TEST(has(ui, "1234"));
    const Rect cells = ui.find("counts").rect;
    BOOST_TEST(cells.height() == 60);
    BOOST_TEST(cells.width() > 72);
    BOOST_TEST(cells.width() < 120);  // and no wider than that
    ui.click("counts", 0.9F, 0.5F);
    BOOST_REQUIRE(clicked);
    BOOST_TEST((*clicked == Cell{1, 2}));
}

BOOST_AUTO_TEST_CASE(bars_say_each_probability_more_closely_the_closer_it_is_to_an_end) {
    const std::vector<double> probabilities{0.25, 0.7453, 0.0031, 0.000012, 0};
    HeadlessUi ui(small_window(true), one_panel([&](Ui& at) {
                      probability_bars(at, "bars", probabilities, {{20, 20}, {220, 120}}, 0);
                  }));
    for (const char* word : {"25.0%", "74.5%", "0.31%", "<0.01%", "0.0%"}) BOOST_TEST(has(ui, word), word);
    BOOST_TEST(probability_text(0.99997) == ">99.99%");
    BOOST_TEST(probability_text(0.9996) == "99.96%");
    BOOST_TEST(probability_text(1) == "100.0%");
    BOOST_TEST(probability_text(std::nan("")) == "NaN");
    BOOST_TEST(ui.registry().overlapping_texts().empty());
}

BOOST_AUTO_TEST_SUITE_END()
