#pragma once
// A matrix as a picture: one texture, one colour a cell. Below about three pixels a cell the picture is resampled by
// area on the CPU (so no cell is dropped); above, a cell is a whole number of pixels; where cells are big enough the
// numbers stand in them.

#include <cstdint>
#include <optional>
#include <string>

#include "viewer/widgets/cell_source.h"
#include "viewer/widgets/ui.h"

namespace backstep {

struct Cell {
    int row = 0, col = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
};

struct HeatmapStyle {
    double max = 0;                     // the scale is −max … max; 0: the largest finite magnitude in the matrix
    bool transposed = false;            // draw column j as row j; cells keep their matrix coordinates
    bool grey = false;                  // the sequential palette on 0 … max (pixels), else the diverging one
    std::optional<Cell> selected = {};  // gets a frame
    std::optional<int> lit_row = {}, lit_col = {};  // if any is set, all else is dimmed
    bool digits = true;  // numbers in the cells when they are ≥ 38 px wide and ≥ 18 px high (× scale)
    int significant = 3;
    float largest_cell = 44;                    // pixels before scale
    std::optional<std::uint64_t> version = {};  // unset: the values are hashed each frame (about 0.1 ms for 784×128)
};

struct HeatmapResult {
    std::optional<Cell> hovered, clicked, double_clicked;
    Rect rect;          // of the picture in the window
    ImVec2 cell{0, 0};  // size of a cell in pixels, as drawn
    bool transposed = false;
    Rect cell_rect(Cell at) const;  // for lines that point at a cell
};

// The size heatmap() will take within `size`: aspect is free, a cell is at most style.largest_cell.
ImVec2 heatmap_size(const Ui& ui, const CellSource& cells, ImVec2 size, const HeatmapStyle& style = {});

// Draws at ImGui's cursor within `size` (upper left corner) and moves the cursor on by the size taken. `name` is the
// name of its item in the registry. A matrix without cells is an empty frame.
HeatmapResult heatmap(Ui& ui, const char* name, const CellSource& cells, ImVec2 size, const HeatmapStyle& style = {});

// A colour bar with −max, 0 and max (or 0 and max if grey) under it, with as many of the digits as have room.
void heatmap_legend(Ui& ui, double max, float width, int digits = 3, bool grey = false);

// Largest finite magnitude, 0 if there is none.
double largest_magnitude(const CellSource& cells);

// For tests and for pictures without a window: the matrix resampled to width×height pixels by area. A pixel that
// touches a cell that is not finite is not finite.
Matrix resample(const CellSource& cells, int height, int width);

}  // namespace backstep
