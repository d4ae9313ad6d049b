#include "viewer/widgets/digit_image.h"

#include <algorithm>
#include <vector>

namespace backstep {

ImVec2 image_box(int rows, int cols, float size) {
    const float pixel = size / static_cast<float>(std::max({rows, cols, 1}));
    return {pixel * static_cast<float>(cols), pixel * static_cast<float>(rows)};
}

HeatmapResult digit_image(Ui& ui, const char* name, const CellSource& X, int col, const ImageShape& shape, float size,
                          std::optional<int> selected) {
    const int across = shape.cols;
    Matrix pixels(shape.rows, across);
    HeatmapStyle style;
    std::vector<double> room;
    const double* column = X.column(col, room);
    for (int index = 0; index < shape.rows * across && index < X.rows; ++index)
        pixels(index / across, index % across) = column[index];
    if (selected) style.selected = Cell{*selected / across, *selected % across};
    style.grey = true;
    style.max = shape.ink;
    style.digits = false;
    HeatmapResult result = heatmap(ui, name, pixels, image_box(shape.rows, across, size), style);
    const auto to_numbers = [&](std::optional<Cell>& cell) {
        if (cell) cell = Cell{cell->row * across + cell->col, col};
    };
    to_numbers(result.hovered);
    to_numbers(result.clicked);
    to_numbers(result.double_clicked);
    return result;
}

}  // namespace backstep
