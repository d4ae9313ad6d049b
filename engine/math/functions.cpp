#include "engine/math/functions.h"

#include "engine/math/elementary.h"

namespace backstep {

double exponential(double x) { return exponential_of(x); }
double logarithm(double x) { return logarithm_of(x); }
double hyperbolic_tangent(double x) { return hyperbolic_tangent_of(x); }

}  // namespace backstep
