#pragma once
// Kernels that make each element from the elements at the same place.

#include "engine/math/elementary.h"
#include "engine/math/kernels/instructions.h"

namespace backstep {
namespace {

// out_i = operation(a_i). The last vector overlaps the one before it. It is computed first, for when out is a, the
// loop overwrites what it reads.
template <class Operation>
BACKSTEP_INLINE void map(double* out, const double* a, long n, Operation operation) {
    if (n < lanes) return store_first(out, operation(load_first(a, n)), n);
    const Vector last = operation(load(a + n - lanes));
    for (long i = 0; i < n - lanes; i += lanes) store(out + i, operation(load(a + i)));
    store(out + n - lanes, last);
}

// out_i = operation(a_i, b_i).
template <class Operation>
BACKSTEP_INLINE void map(double* out, const double* a, const double* b, long n, Operation operation) {
    if (n < lanes) return store_first(out, operation(load_first(a, n), load_first(b, n)), n);
    const Vector last = operation(load(a + n - lanes), load(b + n - lanes));
    for (long i = 0; i < n - lanes; i += lanes) store(out + i, operation(load(a + i), load(b + i)));
    store(out + n - lanes, last);
}

void add(double* out, const double* a, const double* b, long n) {
    map(out, a, b, n, [](Vector x, Vector y) { return x + y; });
}
void subtract(double* out, const double* a, const double* b, long n) {
    map(out, a, b, n, [](Vector x, Vector y) { return x - y; });
}
void multiply(double* out, const double* a, const double* b, long n) {
    map(out, a, b, n, [](Vector x, Vector y) { return x * y; });
}
void divide(double* out, const double* a, const double* b, long n) {
    map(out, a, b, n, [](Vector x, Vector y) { return x / y; });
}
void scale(double* out, const double* a, double s, long n) {
    map(out, a, n, [s](Vector x) { return s * x; });
}
void add_scalar(double* out, const double* a, double s, long n) {
    map(out, a, n, [s](Vector x) { return x + s; });
}
void subtract_from(double* out, const double* a, double s, long n) {
    map(out, a, n, [s](Vector x) { return s - x; });
}

// Division is slow. By a power of two whose reciprocal is a normal number, it rounds the same real number as the
// multiplication with the reciprocal does.
BACKSTEP_INLINE bool has_exact_reciprocal(double s) {
    const std::uint64_t fraction = bits_of(s) << 12, exponent = bits_of(s) >> 52 & 0x7ff;
    return fraction == 0 && exponent >= 1 && exponent <= 2045;
}

void divide_by(double* out, const double* a, double s, long n) {
    if (has_exact_reciprocal(s)) return scale(out, a, 1 / s, n);
    map(out, a, n, [s](Vector x) { return x / s; });
}

BACKSTEP_INLINE Vector square_root_of(Vector x) {
    for (int lane = 0; lane < lanes; ++lane) x[lane] = __builtin_sqrt(x[lane]);
    return x;
}
void square_root(double* out, const double* a, long n) { map(out, a, n, square_root_of); }
void exponential(double* out, const double* a, long n) {
    map(out, a, n, [](Vector x) { return exponential_of(x); });
}
void logarithm(double* out, const double* a, long n) {
    map(out, a, n, [](Vector x) { return logarithm_of(x); });
}
void hyperbolic_tangent(double* out, const double* a, long n) {
    map(out, a, n, [](Vector x) { return hyperbolic_tangent_of(x); });
}
void sigmoid(double* out, const double* a, long n) {
    map(out, a, n, [](Vector x) { return 1.0 / (1.0 + exponential_of(-x)); });
}
void relu(double* out, const double* a, long n) {
    map(out, a, n, [](Vector x) { return choose(x <= 0.0, Vector{}, x); });
}
void relu_slope(double* out, const double* a, long n) {
    map(out, a, n, [](Vector x) { return choose(x > 0.0, all<Vector>(1), Vector{}); });
}
void leaky_relu(double* out, const double* a, double s, long n) {
    map(out, a, n, [s](Vector x) { return choose(x <= 0.0, s * x, x); });
}
void leaky_relu_slope(double* out, const double* a, double s, long n) {
    map(out, a, n, [s](Vector x) { return choose(x > 0.0, all<Vector>(1), all<Vector>(s)); });
}

// x − x is 0 for every finite x and NaN for an infinity or a NaN, and a sum with a NaN in it is NaN.
bool all_finite(const double* a, long n) {
    Vector sums[4] = {};
    long i = 0;
    for (; i + 4 * lanes <= n; i += 4 * lanes)
        for (int part = 0; part < 4; ++part) {
            const Vector x = load(a + i + part * lanes);
            sums[part] += x - x;
        }
    const Vector sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
    double total = 0;
    for (int lane = 0; lane < lanes; ++lane) total += sum[lane];
    for (; i < n; ++i) total += a[i] - a[i];
    return total == 0;
}

}  // namespace
}  // namespace backstep
