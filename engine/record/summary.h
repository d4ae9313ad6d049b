#pragma once
// A value in six numbers: what is remembered of each value of each training step, when the value itself is not.
// It is the same to the last bit for any number of threads: each column is summed up by itself, the squares of rows
// 0, 8, 16 …, then 1, 9, 17 … and so on in eight sums that are added in pairs, and the columns join in their order.

#include "engine/math/column_summary.h"
#include "engine/record/name.h"
#include "engine/record/numbers.h"

namespace backstep {

struct Summary {
    Name name;
    int version = 0;  // as in Event
    Phase phase = Phase::forward;
    int rows = 0, cols = 0;
    double norm = 0;           // the square root of the sum of all squares
    double min = 0, max = 0;   // of the numbers that are not NaN; NaN if there is none
    long zeros = 0, nans = 0;  // how many numbers are 0, how many NaN

    long size() const { return static_cast<long>(rows) * cols; }
};

// One column by itself. Kernels::summarise_columns is quicker and puts the extremes and counts of all columns into the
// first; combine() makes the same of both.
ColumnSummary summarise_column(const double* column, int rows);
// Puts the columns together; name, version and phase stay empty.
Summary combine(const ColumnSummary* columns, int rows, int cols);
Summary summarise(const Numbers& value);

}  // namespace backstep
