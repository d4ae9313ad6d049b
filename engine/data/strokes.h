#pragma once
// Figures as a pen writes them. The text form, one item a line, # starts a comment:
//     digit 7 crossed        a figure: what it shows, and the name of the variant
//     10 5  90 8*  40 100    a stroke: the points x y a pen goes through, x to the right, y down, in a box of 100×100;
//                            smoothly, except at a point marked *, which is a corner

#include <string>
#include <string_view>
#include <vector>

namespace backstep {

struct PenPoint {
    double x = 0, y = 0;
    bool corner = false;
};

using Stroke = std::vector<PenPoint>;

struct Figure {
    int digit = 0;
    std::string variant;
    std::vector<Stroke> strokes;
};

// std::invalid_argument names the line that is not as above.
std::vector<Figure> parse_figures(std::string_view text);

// Those of assets/digits.txt, which is part of the program.
std::vector<Figure> built_in_figures();

// The stroke as short straight lines: a Catmull-Rom curve through its points, `pieces` lines from point to point.
Stroke flattened(const Stroke& stroke, int pieces);

}  // namespace backstep
