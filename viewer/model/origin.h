#pragma once
// Where a number came from that no formula made.

#include <string>

#include "viewer/model/session.h"

namespace backstep {

// "pixel (12,14) of image 7: byte 133", "image 7 shows a 3, so row 3 is 1", "an initial weight", "a weight, as step 7
// of the training left it". Images are counted by the columns of the batch. The cell has to exist, and its event to be
// given.
std::string origin_text(const Trace& trace, const CellRef& cell);

// Is it of a parameter, or of what the optimizer remembers, as an update in the step before left it?
bool was_updated(const Trace& trace, const CellRef& cell);

}  // namespace backstep
