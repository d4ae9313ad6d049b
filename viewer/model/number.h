#pragma once
// Numbers as text, the same in every locale.

#include <string>

namespace backstep {

// To look at: so many significant digits and a true minus: "−0.0441", "1.234e−10", "NaN", "−∞".
constexpr int usual_digits = 4, fewest_digits = 3, most_digits = 17;
std::string short_number(double number, int digits = usual_digits);

// As many digits, and no fewer than `digits`, as it takes for both to be shown as different, if they are.
int digits_to_tell(double one, double other, int digits = usual_digits);

// To compute with: the shortest text that reads back to the same bits, in ASCII: "-0.0441", "1e-10", "nan".
std::string exact_number(double number);

// "37.5%": a part of a whole, to look at.
std::string percent(double part);

}  // namespace backstep
