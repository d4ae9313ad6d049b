#pragma once
// The one definition of e^x, log x and tanh x: templates over the number type, which is double for the functions of
// engine/math/functions.h and a SIMD vector for the kernels. No branches: special cases are chosen at the end, so
// every lane does the same operations and gets the same bits as a single number would.
// Unnamed namespace: each file keeps its own copy, for each is compiled for another instruction set.

#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

// 1.5 · 2^52: adding it rounds |x| < 2^51 to a whole number and leaves that number in the low bits.
constexpr double rounder = 6755399441055744.0;
constexpr double one_over_ln2 = 0x1.71547652b82fep0;
// ln 2 in two parts. The first has 32 bits, so that its product with an exponent is exact.
constexpr double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;

// e^x = 2^k · (1 + high + small) with k = round(x / ln 2): high = x − k · ln2_high is exact, and small is all the rest.
template <class D>
struct Power {
    D k_rounded;  // k + rounder
    D k, high, small;
};

// For |r| < 0.5: the nearest number with at most 26 bits, so that its square is exact.
template <class D>
BACKSTEP_INLINE D leading_bits(D r) {
    return (r + 0x1.8p25) - 0x1.8p25;
}

// For |x| ≤ 746. With r = x − k ln 2, |r| ≤ 0.3466: small = r²/2! + r³/3! + … + r^13/13! − k · ln2_low. What is left
// out is below 2^-57 of e^r: r^14/14! < 5e-18. The largest term would bring the largest error, so it is taken apart:
// r² = head² + (r − head) · (r + head).
template <class D>
BACKSTEP_INLINE Power<D> power_of(D x) {
    const D k_rounded = x * one_over_ln2 + rounder;
    const D k = k_rounded - rounder;
    const D high = x - k * ln2_high;
    const D low = k * ln2_low;
    const D r = high - low;
    D q = r * (1 / 6227020800.0) + 1 / 479001600.0;
    q = q * r + 1 / 39916800.0;
    q = q * r + 1 / 3628800.0;
    q = q * r + 1 / 362880.0;
    q = q * r + 1 / 40320.0;
    q = q * r + 1 / 5040.0;
    q = q * r + 1 / 720.0;
    q = q * r + 1 / 120.0;
    q = q * r + 1 / 24.0;
    q = q * r + 1 / 6.0;
    const D head = leading_bits(high);
    const D rest = (high - head) - low;
    const D half_square_rest = rest * 0.5 * (r + head);
    return {k_rounded, k, high, head * 0.5 * head + (half_square_rest + (r * r * r * q - low))};
}

// 2^k from k + rounder, for −1022 ≤ k ≤ 1023.
template <class D>
BACKSTEP_INLINE D power_of_two(D k_rounded) {
    return from_bits<D>((bits_of(k_rounded) + 1023) << 52);
}

// Below −746 the result is 0 and above 710 infinite, as at these. 1 + high + small is added with the rounding error
// of 1 + high put back; 2^k comes as two factors, so that it reaches the smallest subnormal number and infinity.
template <class D>
BACKSTEP_INLINE D exponential_of(D x) {
    x = choose(x < -746.0, all<D>(-746.0), x);
    x = choose(x > 710.0, all<D>(710.0), x);
    const Power<D> e = power_of(x);
    const D sum = 1.0 + e.high;
    const D error = (1.0 - sum) + e.high;
    const D power = sum + (error + e.small);
    const D half_rounded = e.k * 0.5 + rounder;
    const D half = half_rounded - rounder;
    return power * power_of_two(half_rounded) * power_of_two(e.k - half + rounder);
}

// log x = e · ln 2 + log(1 + f) with 1 + f in [√½, √2]. With s = f / (2 + f), log(1 + f) = 2 atanh s
// = 2s + s · R = f − s · (f − R), R = 2/3 s² + 2/5 s⁴ + … + 2/21 s^20; as s · f = f²/2 − s · f²/2, this is
// f − (f²/2 − s · (f²/2 + R)), whose first term is exact and whose second comes apart as in power_of. What is left out
// of R is below 2^-60 of the result.
template <class D>
BACKSTEP_INLINE D logarithm_of(D x) {
    const D normal = choose(x < 0x1p-1022, x * 0x1p54, x);
    const auto bits = bits_of(normal);
    D e = from_bits<D>((bits >> 52) | 0x4330000000000000u) - (0x1p52 + 1023);
    e = e - choose(x < 0x1p-1022, all<D>(54), all<D>(0));
    D f = from_bits<D>((bits & 0xfffffffffffffu) | 0x3ff0000000000000u);
    const auto above = f > 0x1.6a09e667f3bcdp0;  // √2
    e = choose(above, e + 1.0, e);
    f = choose(above, f * 0.5, f) - 1.0;

    const D s = f / (f + 2.0);
    const D z = s * s;
    D series = z * (2 / 21.0) + 2 / 19.0;
    series = series * z + 2 / 17.0;
    series = series * z + 2 / 15.0;
    series = series * z + 2 / 13.0;
    series = series * z + 2 / 11.0;
    series = series * z + 2 / 9.0;
    series = series * z + 2 / 7.0;
    series = series * z + 2 / 5.0;
    series = series * z + 2 / 3.0;
    const D head = leading_bits(f);
    const D half_square_head = head * 0.5 * head, half_square_rest = (f - head) * 0.5 * (f + head);
    const D half_square = half_square_head + half_square_rest;
    const D small = (e * ln2_low + s * (half_square + z * series) - half_square_rest) - half_square_head;
    const D whole = e * ln2_high;
    const D sum = whole + f;
    const D error = (whole - sum) + f;
    D result = sum + (error + small);

    result = choose(x == __builtin_inf(), x, result);
    const D none = choose(x == 0.0, all<D>(-__builtin_inf()), all<D>(__builtin_nan("")));
    return choose(x > 0.0, result, none);
}

// The rounding error of the product p = a · b, by T. J. Dekker, "A floating-point technique for extending the
// available precision", 1971: both factors are split into halves whose products are exact.
template <class D>
BACKSTEP_INLINE D product_error(D a, D b, D p) {
    const D a_scaled = a * 134217729.0, b_scaled = b * 134217729.0;  // 2^27 + 1
    const D a_high = a_scaled - (a_scaled - a), b_high = b_scaled - (b_scaled - b);
    const D a_low = a - a_high, b_low = b - b_high;
    return ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

// A number as an unrounded sum.
template <class D>
struct Pair {
    D high, low;
};

// (2^k + one) + scaled + small as a pair, for one = ±1. From |scaled| ≤ 0.35 · 2^k, or scaled alone when the rest is 0.
template <class D>
BACKSTEP_INLINE Pair<D> pair_of(D two_to_k, double one, D scaled, D small) {
    const D first = two_to_k + one;
    const D first_error = one - (first - two_to_k);
    const D sum = first + scaled;
    const D rest = ((first - sum) + scaled) + (first_error + small);
    const D high = sum + rest;
    return {high, (sum - high) + rest};
}

// tanh |x| = (e^2|x| − 1) / (e^2|x| + 1), both as pairs, and the quotient corrected by its remainder. Beyond 20 it
// is 1.
template <class D>
BACKSTEP_INLINE D hyperbolic_tangent_of(D x) {
    const auto sign = bits_of(x) & 0x8000000000000000u;
    D a = from_bits<D>(bits_of(x) ^ sign);
    a = choose(a > 20.0, all<D>(20.0), a);
    const Power<D> e = power_of(a + a);
    const D two_to_k = power_of_two(e.k_rounded);
    const D scaled = two_to_k * e.high, small = two_to_k * e.small;
    const Pair<D> top = pair_of(two_to_k, -1.0, scaled, small), bottom = pair_of(two_to_k, 1.0, scaled, small);
    const D quotient = top.high / bottom.high;
    const D product = quotient * bottom.high;
    const D remainder = (top.high - product) - product_error(quotient, bottom.high, product);
    const D correction = (remainder + (top.low - quotient * bottom.low)) / bottom.high;
    return from_bits<D>(bits_of(quotient + correction) | sign);
}

}  // namespace
}  // namespace backstep
