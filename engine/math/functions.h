#pragma once
// e^x, log x and tanh x by additions, multiplications, divisions and tables alone, so that they give the same bits on
// every machine. The C library's give different last bits on processors with and without fused multiply-add.
// Each is within 1 ulp of the true value over all doubles, subnormal arguments and results included;
// exponential(−inf) = 0, exponential(+inf) = +inf, logarithm(0) = −inf, logarithm(x < 0) = NaN, NaN gives NaN,
// and hyperbolic_tangent is odd, with hyperbolic_tangent(±inf) = ±1. The kernels compute the same bits.

namespace backstep {

double exponential(double x);
double logarithm(double x);
double hyperbolic_tangent(double x);

}  // namespace backstep
