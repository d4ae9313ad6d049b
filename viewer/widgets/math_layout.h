#pragma once
// A formula as a flat list of things to draw, placed by the rules of The TeXbook, appendix G, simplified for a screen.
// The layout asks its metrics for sizes only, so it can be tested without a font.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/widgets/math_parse.h"

namespace backstep {

// Sizes of text in pixels. Levels: 0 text, 1 script, 2 scriptscript, 3 large operator. Bold letters may be wider.
struct MathMetrics {
    std::function<float(std::string_view text, int level, bool bold)> width;
    float em[4] = {16, 13, 10, 22};  // nominal size of each level
    float rule = 1;                  // thickness of a fraction's line
    // Fractions of an em, DejaVu Sans: height of capitals, of x, of digits' descent below the baseline, of the axis.
    float ascent = 0.76F, descent = 0.24F, axis = 0.31F;
};

struct MathText {
    float x = 0, y = 0;  // of the baseline's left end
    int level = 0;
    bool bold = false, error = false;
    std::string color;  // slot of \textcolor; empty: the formula's own colour
    std::string text;
};
struct MathRule {
    float x = 0, y = 0, width = 0, height = 0;  // y: upper edge
    std::string color;
};
// Strokes: root signs, tall brackets, accents. Points as x, y pairs.
struct MathStroke {
    std::vector<float> points;
    float thickness = 1;
    std::string color;
};
// What \href covers, for hit tests.
struct MathRegion {
    float x = 0, y = 0, width = 0, height = 0;
    std::string target;
};

// y grows downwards from the baseline, as on the screen.
struct MathBox {
    float width = 0, ascent = 0, descent = 0;
    std::vector<MathText> texts;
    std::vector<MathRule> rules;
    std::vector<MathStroke> strokes;
    std::vector<MathRegion> regions;

    float height() const { return ascent + descent; }
};

// `display`: large operators with limits above and below, full-size fractions ($$…$$).
MathBox layout_math(const MathNode& formula, const MathMetrics& metrics, bool display);
MathBox layout_math(std::string_view tex, const MathMetrics& metrics, bool display);

}  // namespace backstep
