#pragma once
// A PNG file as ink on paper.

#include <string>

#include "engine/math/matrix.h"

namespace backstep {

struct Picture {
    Matrix ink;             // as the eye sees it, 0 (paper) … 1 (ink), as large as the picture
    bool inverted = false;  // it was dark on light: its ink was the dark
};

// Reads grey, RGB and palette pictures, with alpha or without (what can be seen through lies on white). Paper is what
// most of the picture's border shows, ink what differs from it, up to black or white. InputError: not there, no PNG,
// damaged, larger than 4096×4096, or all of one colour.
Picture read_png(const std::string& path);

}  // namespace backstep
