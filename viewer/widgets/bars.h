#pragma once
// Probabilities as bars, one a class, from the top.

#include <span>

#include "viewer/widgets/ui.h"

namespace backstep {

// Fills `place`; the largest is lit. `truth` is the class that would be right, whose number is marked; −1: not known.
// Every class is named by its number.
void probability_bars(Ui& ui, const char* name, std::span<const double> probabilities, Rect place, int truth = -1);

// "97.3%", "0.02%", "<0.01%": a probability to look at, more closely where it is small.
std::string probability_text(double probability);

}  // namespace backstep
