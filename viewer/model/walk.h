#pragma once
// Slow motion: a walk through the sum that made the selected cell, one term after the other in the order in which the
// kernel added them, with the sum so far. Terms that are 0 are passed over and counted.

#include <memory>
#include <string>
#include <vector>

#include "engine/record/explain.h"
#include "viewer/model/action.h"
#include "viewer/model/number.h"

namespace backstep {

struct Session;

// Where a walk is. Part of a session; ends when the cursor or the selection moves.
struct SumWalk {
    std::shared_ptr<const Trace> trace;
    CellRef cell;
    std::shared_ptr<const Term> sum;  // its operands are the terms
    std::vector<int> stops;           // places of the terms that are not 0; the first term's if all of them are
    std::vector<double> sums;         // at each stop: the sum up to that term, as the kernel has it
    int zeros = 0;                    // how many terms are 0
    int stop = 0;                     // the one it is at
    bool running = true;
    double time_owed = 0;  // the part of a stop that has already passed, in seconds

    int count() const { return static_cast<int>(sum->operands.size()); }
    bool at_end() const { return stop + 1 == static_cast<int>(stops.size()); }
};

// At the first term of that cell's sum. Throws InputError if its number is no sum, or one too long to be explained.
SumWalk sum_walk(std::shared_ptr<const Trace> trace, CellRef cell);

// How long the walk stays at a stop, in seconds, before it goes on: long at the first, ever shorter where there are
// many, so that a whole walk takes at most twelve seconds.
double walk_pause(int stop, int stops);

// What the actions do. Walking without a walk begins one at the cell's first term, with the cursor at the cell's event.
// Throws InputError if no cell is selected or its number is no sum.
void walk(Session& session);
void walk_terms(Session& session, int terms);
void pass_time(SumWalk& walk, double seconds);
void end_walk_elsewhere(Session& session);  // if the session is no longer where it began

// What is shown of it.
struct WalkView {
    int term = 0, count = 0;  // "term 3 of 784"
    std::string formula;      // "W[1](3,2) · X(2,5)"
    std::string numbers;      // "0.1234 · 0.5 = 0.0617"
    std::string sum;          // "0.2468"; to the last bit at the end
    int passed = 0;           // zeros between this stop and the one before
    int zeros = 0;            // of all terms
    bool running = false, at_end = false;
    std::vector<CellRef> cells;  // that this term is made of
};

WalkView walk_view(const SumWalk& walk, int digits = usual_digits);

}  // namespace backstep
