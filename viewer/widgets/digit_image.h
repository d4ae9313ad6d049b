#pragma once
// An example as the picture that it was: a column of X, laid out in rows of pixels.

#include <optional>

#include "viewer/widgets/heatmap.h"

namespace backstep {

// An image in a column of a matrix, row by row.
struct ImageShape {
    int rows = 28, cols = 28;  // of pixels
    double ink = 1;            // the number of a pixel that is all ink
};
// The largest box of that shape within `size`×`size`.
ImVec2 image_box(int rows, int cols, float size);
// Column `col` of X as a picture within `size`×`size`. `selected` is a row of X. hovered/clicked are cells of X.
HeatmapResult digit_image(Ui& ui, const char* name, const CellSource& X, int col, const ImageShape& shape, float size,
                          std::optional<int> selected = {});

}  // namespace backstep
