#pragma once
// Which cells of an operand a selected cell of the result was made of.

#include "viewer/model/equation.h"
#include "viewer/widgets/heatmap.h"

namespace backstep {

// What of an operand went into the selected cell of the result: a row, a column, or one cell.
void light_operand(HeatmapStyle& style, const EquationPiece& piece, const Numbers& operand, const EquationView& view,
                   Cell cell);

}  // namespace backstep
