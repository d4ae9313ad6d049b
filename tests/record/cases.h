#pragma once
// Every operation at least once, with a definition that knows nothing of the engine.

#include <functional>
#include <string>
#include <vector>

#include "tests/record/helpers.h"

namespace backstep::test {

// What the formulas of the cases are made of. Pairwise different dimensions: 5 rows, 7 examples, 3 columns of W.
template <class T>
struct Operands {
    T A, B;      // 5×7
    T column;    // 5×1
    T row;       // 1×7
    T W;         // 3×5
    T V;         // 7×4
    T positive;  // 5×7, positive numbers
    T labels;    // 1×7, 0 … 4
    T Y;         // 5×7, one-hot
};
using Numbers = Operands<Matrix>;
using Values = Operands<Value>;

Numbers usual_numbers();
// NaN, infinities, −0, subnormal and very large numbers among the others.
Numbers strange_numbers();
Values record_all(Recorder& step, const Numbers& numbers);

struct Case {
    std::string name;
    Expression (*formula)(const Values&);
    // One cell of the result, by definition. `ulps`: how far the last digits may differ; 0 where only + − × ÷ √ and
    // comparisons are used in the order that engine/math/kernels.h promises.
    double (*cell)(const Numbers&, int row, int col);
    int ulps;
};
const std::vector<Case>& cases();
const std::vector<Case>& nested_cases();  // formulas of several operations, whose cell is null

// Within so many units in the last place of the larger one.
bool close(double a, double b, int ulps);

}  // namespace backstep::test
