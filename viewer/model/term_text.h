#pragma once
// The arithmetic of a cell (engine/record/explain.h) as text: with the names of the cells, or with their numbers.

#include <string>

#include "engine/record/explain.h"
#include "viewer/model/number.h"

namespace backstep {

enum class TermText {
    names,      // "W[1](3,7) − α · m̂W[1](3,7)"
    numbers,    // "0.1 − 0.001 · 0.0123"
    one_level,  // cells by name, what is computed before by its number: "W[1](3,7) − 0.0000123"
};

// A sum or a maximum over more than three operands is written as "Σ of 10 terms" or "max of 10" by name, and as its
// number otherwise.
std::string term_text(const Trace& trace, const Term& term, TermText style, int digits = usual_digits);

std::string cell_name(const Trace& trace, int event, int row, int col);  // "dW[2](3,7)"

}  // namespace backstep
