#pragma once
// An equation as a row of pictures: how large each matrix is drawn, and where. The same number of units has the same
// length everywhere, so that what may be multiplied fits together, and the whole fits the room it has.

#include <string>
#include <vector>

#include "viewer/widgets/ui.h"

namespace backstep {

// One thing in the row: a matrix of rows×cols as it is used, or a sign between matrices.
struct PicturePart {
    int rows = 0, cols = 0;  // 0×0: a sign
    float label_width = 0;   // of the name or the shape, whichever is wider; of the sign
    Rect rect = {};          // out: of the matrix or the sign, from the room's upper left corner
    bool closes = false;     // a sign that goes with what stands before it: "," and ")"
};

struct PictureRoom {
    ImVec2 size;
    float gap = 8;            // between parts
    float label_height = 40;  // above and below each matrix, together
    float largest_cell = 44;
    float smallest = 10;  // no side of a matrix is shorter
};

// The length of n cells in units of one: n while it is small, then ever slower, so that 784 still fits beside 10.
float drawn_length(int n);

// Places the parts in lines from left to right, as large as the room allows. Returns the height used.
float place_parts(std::vector<PicturePart>& parts, const PictureRoom& room);

}  // namespace backstep
