#pragma once
// The colours and spacing of the whole viewer as one value. Text keeps a contrast of at least 4.5:1 on every surface it
// is written on, and the flow colours and those of lines stay apart for every kind of colour vision (tests check both).

#include <array>

#include "viewer/widgets/color.h"

namespace backstep {

// What a colour means. A value's flow colour says where in the training step it was made.
struct Theme {
    bool dark = true;
    Color background = 0;    // the page
    Color panel = 0;         // a card on the page: code, tables, tooltips
    Color raised = 0;        // buttons, the line under the mouse
    Color border = 0;        // hairlines between panes, frames of heatmaps
    Color text = 0;          // reading text
    Color dim = 0;           // captions, line numbers, axes
    Color faint = 0;         // decoration only, never text
    Color accent = 0;        // links, the selection, focus
    Color accent_soft = 0;   // the background of what is selected
    Color current_line = 0;  // the background of the line that has just run
    Color grid = 0;          // lines of plots
    Color warning = 0;       // NaN, errors, unknown TeX
    Color forward = 0, backward = 0, update = 0, loss = 0;
    std::array<Color, 5> series{};  // lines of one plot: layers, racers

    // Colours of C++ source.
    Color code_text = 0, code_keyword = 0, code_type = 0, code_number = 0, code_string = 0, code_comment = 0,
          code_function = 0, code_preprocessor = 0;

    float scale = 1.0F;    // 2 on a high-density screen; every length below is already multiplied by it
    float gap = 8.0F;      // between neighbours
    float margin = 16.0F;  // around a pane's content
    float rounding = 5.0F;
    float hairline = 1.0F;
};

Theme dark_theme(float scale = 1.0F);
Theme light_theme(float scale = 1.0F);

// Sets the style of the current ImGui context to the theme.
void apply_theme(const Theme& theme);

}  // namespace backstep
