#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/heatmap.h"

using namespace backstep;

namespace {

// 3×5 with a value of its own in each cell.
Matrix sample() {
    Matrix matrix(3, 5);
    for (int row = 0; row < 3; ++row) {
        for (int col = 0; col < 5; ++col) matrix(row, col) = row * 5 + col - 7;
    }
    return matrix;
}

struct Shown {
    Matrix matrix = sample();
    HeatmapStyle style;
    ImVec2 size{200, 200};
    HeatmapResult result;
    std::optional<Cell> clicked;
    Palette palette;
    HeadlessUi ui{small_window(true), one_panel([this](Ui& at) { draw(at); })};

    void draw(Ui& at) {
        palette = at.diverging;
        result = heatmap(at, "Z", matrix, size, style);
        if (result.clicked) clicked = result.clicked;
    }
    Color pixel(Cell cell, float x = 0.1F, float y = 0.1F) {
        const Rect rect = result.cell_rect(cell);
        return ui.image().at(static_cast<int>(rect.min.x + rect.width() * x),
                             static_cast<int>(rect.min.y + rect.height() * y));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(heatmap_)

BOOST_AUTO_TEST_CASE(every_cell_has_the_colour_of_its_value) {
    Shown shown;
    for (int row = 0; row < 3; ++row) {
        for (int col = 0; col < 5; ++col) {
            const Color expected = diverging_color(shown.palette, shown.matrix(row, col), 7);
            BOOST_TEST(shown.pixel({row, col}) == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_transposed_matrix_has_its_cells_mirrored_and_keeps_their_names) {
    Shown shown;
    shown.style.transposed = true;
    shown.ui.frames(2);
    BOOST_TEST(shown.pixel({2, 1}) == diverging_color(shown.palette, shown.matrix(2, 1), 7));
    BOOST_TEST(shown.result.rect.height() > shown.result.rect.width());
    shown.ui.click(shown.result.cell_rect({2, 1}).center());
    BOOST_TEST((shown.clicked == Cell{2, 1}));
}

BOOST_AUTO_TEST_CASE(the_cell_under_the_mouse_is_found) {
    Shown shown;
    shown.ui.click("Z", 3.5F / 5, 1.5F / 3);
    BOOST_TEST((shown.clicked == Cell{1, 3}));
    BOOST_TEST((shown.result.hovered == Cell{1, 3}));
    shown.ui.move({390, 290});
    BOOST_TEST(!shown.result.hovered.has_value());
}

BOOST_AUTO_TEST_CASE(a_picture_is_uploaded_only_when_it_changes) {
    Shown shown;
    const auto before = shown.ui.uploads();
    shown.ui.frames(5);
    BOOST_TEST(shown.ui.uploads() == before);
    shown.matrix(2, 4) = 6.5;
    shown.ui.frames(3);
    BOOST_TEST(shown.ui.uploads() == before + 1);
}

BOOST_AUTO_TEST_CASE(cells_are_whole_pixels_and_not_larger_than_asked) {
    Shown shown;
    shown.size = {113, 1000};
    shown.ui.frames();
    BOOST_TEST(shown.result.cell.x == 22.0F);
    BOOST_TEST(shown.result.cell.y == 44.0F);
    BOOST_TEST(shown.result.rect.width() == 110.0F);
}

BOOST_AUTO_TEST_CASE(numbers_stand_in_cells_that_are_big_enough) {
    Shown shown;
    shown.ui.frames();
    BOOST_TEST(shown.result.cell.x == 40.0F);
    BOOST_TEST(shown.ui.registry().texts.size() == 15U);
    BOOST_TEST(shown.ui.registry().texts.at(0).text == "−7");
    shown.size = {150, 200};
    shown.ui.frames();
    BOOST_TEST(shown.ui.registry().texts.empty());
}

BOOST_AUTO_TEST_CASE(all_but_the_lit_row_and_column_step_back) {
    Shown shown;
    shown.style.lit_row = 1;
    shown.style.lit_col = 3;
    shown.style.digits = false;
    shown.ui.frames();
    for (int row = 0; row < 3; ++row) {
        for (int col = 0; col < 5; ++col) {
            if (shown.matrix(row, col) == 0) continue;
            const bool lit = shown.pixel({row, col}) == diverging_color(shown.palette, shown.matrix(row, col), 7);
            BOOST_TEST(lit == (row == 1 && col == 3 ? true : row == 1 || col == 3));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_value_that_is_not_finite_is_marked_and_does_not_stretch_the_scale) {
    Shown shown;
    shown.matrix(0, 1) = std::numeric_limits<double>::infinity();
    shown.matrix(1, 0) = std::numeric_limits<double>::quiet_NaN();
    shown.ui.frames();
    BOOST_TEST(shown.pixel({0, 1}) == shown.palette.not_finite);
    BOOST_TEST(shown.pixel({1, 0}) == shown.palette.not_finite);
    BOOST_TEST(shown.pixel({2, 4}) == diverging_color(shown.palette, 7, 7));
}

BOOST_AUTO_TEST_CASE(a_matrix_without_cells_is_an_empty_frame) {
    Shown shown;
    shown.matrix = Matrix();
    shown.ui.frames();
    shown.ui.click("Z");
    BOOST_TEST(!shown.clicked.has_value());
    BOOST_TEST(shown.result.rect.width() > 0);
}

// Two thirds of cell 0 and one third of cell 1 lie under the first of three pixels over five cells, and so on.
BOOST_AUTO_TEST_CASE(resampling_weighs_cells_by_area) {
    Matrix row(1, 5);
    row.values = {3, 6, 9, 12, 15};
    const Matrix shrunk = resample(row, 1, 3);
    BOOST_TEST(shrunk(0, 0) == (3 + 6 * 2.0 / 3) / (5.0 / 3), boost::test_tools::tolerance(1e-12));
    BOOST_TEST(shrunk(0, 1) == 9.0, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(shrunk(0, 2) == (12 * 2.0 / 3 + 15) / (5.0 / 3), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(resampling_keeps_the_mean_and_spreads_what_is_not_finite) {
    Matrix matrix(7, 11);
    double sum = 0;
    for (std::size_t index = 0; index < matrix.size(); ++index)
        sum += matrix.values[index] = std::sin(static_cast<double>(index) * 1.7);
    const Matrix shrunk = resample(matrix, 3, 4);
    double shrunk_sum = 0;
    for (double value : shrunk.values) shrunk_sum += value;
    BOOST_TEST(shrunk_sum / 12 == sum / 77, boost::test_tools::tolerance(1e-9));
    matrix(0, 0) = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(std::isnan(resample(matrix, 3, 4)(0, 0)));
    BOOST_TEST(!std::isnan(resample(matrix, 3, 4)(2, 3)));
}

BOOST_AUTO_TEST_CASE(a_legend_has_as_many_digits_as_have_room) {
    for (const float width : {120.0F, 280.0F}) {
        HeadlessUi ui(small_window(),
                      one_panel([&](Ui& at) { heatmap_legend(at, 0.00012345678901234567, width, 17); }));
        BOOST_TEST(ui.registry().overlapping_texts().empty());
        BOOST_TEST(ui.registry().texts.size() == 3u);
        BOOST_TEST((ui.registry().texts.back().text.size() > 9) == (width > 200));
    }
}

BOOST_AUTO_TEST_SUITE_END()
