#pragma once
// Where one number came from, ready to be shown: its formula, the terms of its main sum with the largest first, what
// happens around the sum, and a link to every number that went in.

#include <string>
#include <vector>

#include "viewer/model/number.h"
#include "viewer/model/session.h"

namespace backstep {

// A number that went in, and where it stands.
struct CellLink {
    CellRef cell;
    std::string name;  // "dZ[2](3,5)"
    double value = 0;
};

// One term of the main sum.
struct ExplanationTerm {
    int index = 0;  // its place in the order in which the kernel adds, from 0
    double value = 0;
    double share = 0;     // |value| as a part of the sum of all |values|: 0 … 1
    std::string formula;  // "dZ[2](3,5) · A[1](7,5)"
    std::string numbers;  // "0.0312 · −0.441"
    std::vector<CellLink> cells;
};

// One line of arithmetic: around the sum, or of a formula that has none.
struct ExplanationStep {
    std::string text;  // "÷ 32", "+ b[1](3,0) = 0.01", "e^Z[2](3,1) = e^0.5"
    double value = 0;  // what it comes to, after this step
    std::vector<CellLink> cells;
};

struct ExplanationView {
    CellRef cell;
    std::string name;      // "dW[2](3,7)"
    double value = 0;      // the recorded number
    std::string equation;  // "dW[2](3,7) = 1/32 · Σ over 32 examples dZ[2](3,i) · A[1](7,i)"
    bool given = false;    // nothing computed it: only `origin` is filled
    std::string origin;    // "pixel (12,14) of image 7: byte 133", "an initial weight"

    // The main sum, if there is one.
    bool has_sum = false;
    std::string sum_title;               // "Σ of 32 terms"
    int count = 0;                       // of all its terms
    double sum = 0;                      // in the kernel's order
    std::vector<ExplanationTerm> terms;  // the largest |value| first; at most as many as were asked for
    int hidden = 0;                      // terms that are not in `terms`: count − terms.size()
    double hidden_sum = 0;               // what the hidden terms add up to
    int zeros = 0;                       // of all the terms, how many are exactly 0

    // A formula of too many operations to list (above half a million) has one step, which says so.
    // From the inside out; the last one's value is `value`. With a sum: what happens around it.
    std::vector<ExplanationStep> steps;

    // Every cell that is mentioned above, each once, in the order of the formula.
    std::vector<CellLink> cells;
};

// The first sum from the top that has something to add: the main sum. Null if there is none.
const Term* sum_to_show(const Term& arithmetic);

// Shows at most `most_terms` terms of the sum. A sum of 41,000 terms takes some 30 ms: call it when the cell
// changes, not in every frame. Numbers in its texts have so many digits. Throws std::out_of_range if there is no such
// event or cell.
ExplanationView explanation_view(const Trace& trace, CellRef cell, int most_terms = 100, int digits = usual_digits);

}  // namespace backstep
