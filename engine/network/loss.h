#pragma once
// How wrong a network is, as one number for the batch or one for each example.

#include "engine/record/expression.h"

namespace backstep {

// J = 1/m Σ over the examples of −log softmax(Z) at the label: the mean over the batch, 1×1. Z n×m, Y n×m one-hot.
Expression mean_cross_entropy(Expression Z, Expression Y, Scalar m);

// E = Σ_rows ½(T − A)²: one number an example, 1×m. A and T n×m. Its slope is A − T.
Expression half_squared_error(Expression A, Expression T);

}  // namespace backstep
