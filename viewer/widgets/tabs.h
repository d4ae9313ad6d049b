#pragma once
// Names of what can stand in one place, side by side; a line under the one that does.

#include <span>
#include <string>

#include "viewer/widgets/ui.h"

namespace backstep {

// Draws them at ImGui's cursor, `height` high. True when `selected` was changed.
bool tabs(Ui& ui, const char* name, std::span<const std::string> labels, int& selected, float height);

}  // namespace backstep
