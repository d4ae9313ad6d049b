#include "engine/network/loss.h"

namespace backstep {

Expression mean_cross_entropy(Expression Z, Expression Y, Scalar m) { return sum_columns(cross_entropy(Z, Y)) / m; }

Expression half_squared_error(Expression A, Expression T) { return sum_rows(Scalar{"½", 0.5} * square(T - A)); }

}  // namespace backstep
