#pragma once
// One column of a value in five numbers, or several columns of which the first tells the extremes and counts of all.
// The squares of rows 0, 8, 16 …, of rows 1, 9, 17 … and so on are eight sums, which are added in pairs:
// ((0+1)+(2+3)) + ((4+5)+(6+7)).

namespace backstep {

struct ColumnSummary {
    double squares = 0;       // their sum
    double min = 0, max = 0;  // of the numbers that are not NaN; +inf and −inf if there is none. A zero is +0
    long zeros = 0, nans = 0;
};

}  // namespace backstep
