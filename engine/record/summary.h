#pragma once
// A value in six numbers: what is remembered of each value of each training step, when the value itself is not.
// It is the same to the last bit for any number of threads: the squares of each column are summed by themselves, as
// engine/math/summary_lanes.h says, and so are then the sums of the columns.

#include "engine/math/summary_lanes.h"
#include "engine/record/trace.h"

namespace backstep {

struct Summary {
    Name name;
    int version = 0;  // as in Event
    Phase phase = Phase::forward;
    int rows = 0, cols = 0;
    double norm = 0;           // the square root of the sum of all squares
    double min = 0, max = 0;   // of the numbers that are not NaN; NaN if there is none
    long zeros = 0, nans = 0;  // how many numbers are 0, how many NaN
    bool whole = true;         // false: only the norm was gathered; min, max and zeros mean nothing, nans is 0 or not
    bool has_norm = true;      // false: not even that, and nans means nothing

    long size() const { return static_cast<long>(rows) * cols; }
};

// Puts together what was gathered of all columns, and the squares of each; name, version and phase stay empty.
Summary combine(const SummaryLanes& gathered, const double* squares, int rows, int cols);
Summary combine_squares(const double* squares, int rows, int cols);  // of what was summarised by its norm
Summary without_norm(int rows, int cols);                            // of what was not summarised
Summary summarise(const Numbers& value);

// A named value c·x, |c| ≥ 1, of another that the step computes need not be gathered, so it is not: its summary is
// that of x times c. Only the norm could have another last digit. (Adam's m̂ and v̂ are as large as the weights.)
// Gives the node of x, or −1.
int multiple_of(const Tape& tape, int node);
Summary multiple(const Summary& summary, double c);

// Adam's m and v are averages that begin at 0, so they are corrected before they are used: m̂ goes into W, m does not.
// By norm such an average is not summarised: hardly anybody asks for it, and it costs as much as W.
// If a state's new value, `node`, is used as a named multiple, this gives the new value of another state that it goes
// into, number by number, so that this is NaN where it is. Else −1. The same whatever the scalars are.
int corrected_into(const Tape& tape, int node);
// Whether by norm nothing needs to be known of a value: such an average, or a named multiple of one.
bool may_lack_norm(const Tape& tape, int node);

// The summary of an event that was computed, with its name, version and phase.
Summary summarise(const Trace& trace, const Event& event);

}  // namespace backstep
