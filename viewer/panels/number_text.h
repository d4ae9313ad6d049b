#pragma once
// Numbers in narrow places.

#include <optional>
#include <string>

#include "viewer/panels/panels.h"

namespace backstep {

// With as many of the chosen digits, or of `digits`, as there is room for, and no fewer than can be chosen.
std::string number_within(const PanelContext& context, double number, float width, ImFont* font = nullptr,
                          std::optional<int> digits = {});

// How wide a column of numbers is with all of the chosen digits.
float number_width(const PanelContext& context, ImFont* font = nullptr);

}  // namespace backstep
