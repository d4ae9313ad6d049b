#pragma once
// C++ source on the screen.

#include <optional>
#include <span>
#include <string>

#include "viewer/widgets/code_lexer.h"
#include "viewer/widgets/ui.h"

namespace backstep {

// What stands dim behind a line: the value it recorded.
struct LineNote {
    int line = 0;      // numbered as the lines are
    std::string text;  // in parts, three spaces apart: where there is little room, the last ones are left out
    Color color = 0;   // 0: dim
};

struct CodeStyle {
    int first_line = 1;  // number of the first of the given lines
    bool numbers = true;
    std::optional<int> current = {};          // lit; the line that runs next or has just run
    std::optional<Color> current_color = {};  // its bar at the left, e.g. the phase's flow colour
    std::span<const int> marked = {};         // lines that can be gone to: a dot in the margin
    std::span<const LineNote> notes = {};
    float width = 0;   // 0: what is left
    bool card = true;  // on a rounded panel
};

struct CodeResult {
    std::optional<int> hovered, clicked;
    std::optional<Rect> current;  // where the current line is, to scroll it into view
};

// Draws at ImGui's cursor, which moves below. Lines are called "<name> line 12" in the registry. Long lines go on in a
// second row, and a note that has no room behind its line stands below it.
CodeResult draw_code(Ui& ui, const char* name, std::span<const CodeLine> lines, const CodeStyle& style = {});

Color token_color(const Theme& theme, TokenKind kind);

}  // namespace backstep
