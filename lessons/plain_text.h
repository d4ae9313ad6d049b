#pragma once
// Prose for a terminal: Markdown wrapped to a width, its $TeX$ written in plain Unicode, "Z[1] = W[1] X + b[1]".

#include <string>
#include <string_view>

namespace backstep {

// Reads what the lessons use of TeX: \frac \sum \log \exp \max \partial \cdot \odot \top \sqrt \hat \mathrm \text Greek
// ^ _ { } \left \right \le \ne \times \to \quad \, and pmatrix. Any other command stays as its name.
std::string plain_math(std::string_view tex);

// Headings are underlined, paragraphs and items of lists wrapped, $$formulas$$ stand on lines of their own.
std::string plain_prose(std::string_view markdown, int width = 80);

// How many columns a terminal needs for the text: code points, without combining accents.
int columns_of(std::string_view text);

}  // namespace backstep
