#pragma once
// A square of counts: how often what the row names was taken for what the column names. What lies on the diagonal is
// right, and has one colour; mistakes have the other one, the stronger the more there are.

#include <optional>

#include "viewer/widgets/heatmap.h"

namespace backstep {

struct CountsResult {
    std::optional<Cell> hovered, clicked;
    Rect rect;  // of all of it, with the names of rows and columns
};

// Draws at ImGui's cursor, at most `size`, in cells that are square, or wider where large counts need it, and moves the
// cursor below. Rows and columns are named by their numbers; `axes`, above them, says what they stand for. `name` is
// its item in the registry: the cells alone.
CountsResult counts_square(Ui& ui, const char* name, const char* axes, const Matrix& counts, ImVec2 size,
                           std::optional<Cell> selected);

}  // namespace backstep
