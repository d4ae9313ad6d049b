#include "viewer/panels/lit.h"

namespace backstep {

void light_operand(HeatmapStyle& style, const EquationPiece& piece, const Numbers& operand, const EquationView& view,
                   Cell cell) {
    const bool turned = piece.transposed;
    const int used_rows = turned ? operand.cols : operand.rows, used_cols = turned ? operand.rows : operand.cols;
    const auto used_row = [&](int row) { (turned ? style.lit_col : style.lit_row) = row; };
    const auto used_col = [&](int col) { (turned ? style.lit_row : style.lit_col) = col; };
    if (piece.matches_right && !piece.matches_left)
        used_row(cell.row);
    else if (piece.matches_left && !piece.matches_right)
        used_col(cell.col);
    else if (used_rows == view.rows && used_cols == view.cols)
        style.selected = turned ? Cell{cell.col, cell.row} : cell;
    else if (used_rows == view.rows && used_cols == 1)
        style.selected = Cell{cell.row, 0};
    else if (used_rows == 1 && used_cols == view.cols)
        style.selected = Cell{0, cell.col};
    else if (used_rows == view.rows)
        used_row(cell.row);
    else if (used_cols == view.cols)
        used_col(cell.col);
}

}  // namespace backstep
