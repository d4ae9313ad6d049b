#pragma once
// The two sides of a product that have to be equally long: the left factor's columns, the right factor's rows.

#include "viewer/model/equation.h"
#include "viewer/widgets/ui.h"

namespace backstep {

// A line along them: below the left factor, and left of the right one.
void mark_matching_sides(const Ui& ui, const Rect& picture, const EquationPiece& piece);

// A thin line from the mark of the one to that of the other, where they stand side by side.
void join_matching_sides(const Ui& ui, const Rect& left, const Rect& right);

}  // namespace backstep
