#pragma once
// The interactive widgets of the viewer. Every one notes itself in ui.registry under its label.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "viewer/widgets/ui.h"

namespace backstep {

struct ButtonStyle {
    ImVec2 size{0, 0};  // 0: as the label needs
    bool enabled = true;
    bool selected = false;  // drawn with the accent
    bool quiet = false;     // no frame until the mouse is over it
    const char* tooltip = nullptr;
};
bool button(Ui& ui, const char* label, ButtonStyle style = {});

// Icons of the transport, drawn, as no font of the package has them.
enum class Icon { first, previous_phase, back, play, pause, forward, next_phase, last, close, help, earlier, later, bookmark, search };
bool icon_button(Ui& ui, const char* name, Icon icon, ButtonStyle style = {});
void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, Color color);

// A switch with its label on the right. True when `on` was changed.
bool toggle(Ui& ui, const char* label, bool& on, const char* tooltip = nullptr);

// One of several: buttons in one row, named by their labels, the selected one lit. True when `selected` was changed.
bool segmented(Ui& ui, const char* name, std::span<const std::string> labels, int& selected);
// The same as a drop-down list.
bool choice(Ui& ui, const char* label, std::span<const std::string> labels, int& selected, float width = 0);

struct SliderStyle {
    bool logarithmic = false;
    const char* format = nullptr;  // printf; default "%d" or "%.4g"
    float width = 0;               // 0: what is left beside the label
};
bool slider(Ui& ui, const char* label, int& value, int low, int high, SliderStyle style = {});
bool slider(Ui& ui, const char* label, double& value, double low, double high, SliderStyle style = {});

// Fields to type in; true when Enter or leaving the field has changed the value.
bool input(Ui& ui, const char* label, int& value, float width = 0);
bool input(Ui& ui, const char* label, double& value, float width = 0);
// True on Enter.
bool input(Ui& ui, const char* label, std::string& text, float width = 0, const char* hint = nullptr);

// A row of a list, as wide as the pane. `detail` stands dim at its right end.
bool selectable(Ui& ui, const char* label, bool selected, std::string_view detail = {});
// Text that acts when clicked, underlined under the mouse. It flows: use ImGui::SameLine to go on behind it.
bool link(Ui& ui, const char* label, Color color = 0);

// What comes next stands on the same line if it is no wider than what is left of that, else below.
void same_line_if_fits(float width, float gap);

// A rectangle that notices the mouse; it moves the layout's cursor nowhere.
struct Hit {
    bool hovered = false, clicked = false, double_clicked = false, right_clicked = false, held = false;
    ImVec2 mouse{0, 0};  // in pixels from the rectangle's corner
};
Hit hit_area(Ui& ui, const char* name, Rect rect);

// A tooltip of one or more lines at the mouse.
void tooltip(Ui& ui, std::string_view text);

// A line that can be dragged to resize its neighbours; `position` (along the axis across the line) stays in [low,
// high].
bool splitter(Ui& ui, const char* name, Rect rect, bool vertical, float& position, float low, float high);

}  // namespace backstep
