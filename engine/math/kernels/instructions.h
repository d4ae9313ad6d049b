#pragma once
// What one instruction does and compilers do not find by themselves. The last branch says in plain C++ what is meant.

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "engine/math/kernels/vector.h"

namespace backstep {
namespace {

// Of the first n lanes, all bits set.
BACKSTEP_INLINE Mask first_lanes(long n) {
    Mask lane{};
    for (int i = 0; i < lanes; ++i) lane[i] = i;
    return lane < n;
}
// The first n numbers, n ≤ lanes, and zeros. Nothing behind them is touched.
BACKSTEP_INLINE Vector load_first(const double* from, long n) {
#if defined(__AVX512F__)
    return reinterpret_cast<Vector>(_mm512_maskz_loadu_pd(static_cast<__mmask8>((1u << n) - 1), from));
#elif defined(__AVX__)
    return reinterpret_cast<Vector>(_mm256_maskload_pd(from, reinterpret_cast<__m256i>(first_lanes(n))));
#else
    Vector v{};
    for (long i = 0; i < n; ++i) v[i] = from[i];
    return v;
#endif
}
BACKSTEP_INLINE void store_first(double* to, Vector v, long n) {
#if defined(__AVX512F__)
    _mm512_mask_storeu_pd(to, static_cast<__mmask8>((1u << n) - 1), reinterpret_cast<__m512d>(v));
#elif defined(__AVX__)
    _mm256_maskstore_pd(to, reinterpret_cast<__m256i>(first_lanes(n)), reinterpret_cast<__m256d>(v));
#else
    for (long i = 0; i < n; ++i) to[i] = v[i];
#endif
}

// The smaller and the greater; y, if one of them is NaN.
BACKSTEP_INLINE Vector least(Vector x, Vector y) {
#if defined(__AVX512F__)
    return reinterpret_cast<Vector>(
        _mm512_maskz_min_pd(0xff, reinterpret_cast<__m512d>(x), reinterpret_cast<__m512d>(y)));
#elif defined(__AVX__)
    return reinterpret_cast<Vector>(_mm256_min_pd(reinterpret_cast<__m256d>(x), reinterpret_cast<__m256d>(y)));
#else
    return choose(x < y, x, y);
#endif
}
BACKSTEP_INLINE Vector greatest(Vector x, Vector y) {
#if defined(__AVX512F__)
    return reinterpret_cast<Vector>(
        _mm512_maskz_max_pd(0xff, reinterpret_cast<__m512d>(x), reinterpret_cast<__m512d>(y)));
#elif defined(__AVX__)
    return reinterpret_cast<Vector>(_mm256_max_pd(reinterpret_cast<__m256d>(x), reinterpret_cast<__m256d>(y)));
#else
    return choose(x > y, x, y);
#endif
}
BACKSTEP_INLINE bool has_nan(Vector x) {
#if defined(__AVX512F__)
    return _mm512_cmp_pd_mask(reinterpret_cast<__m512d>(x), reinterpret_cast<__m512d>(x), _CMP_UNORD_Q) != 0;
#elif defined(__AVX__)
    return _mm256_movemask_pd(reinterpret_cast<__m256d>(x != x)) != 0;
#elif defined(__SSE2__)
    return _mm_movemask_pd(reinterpret_cast<__m128d>(x != x)) != 0;
#else
    return x[0] != x[0] || x[1] != x[1];
#endif
}
// A bit for each lane that is not 0; a NaN is not.
BACKSTEP_INLINE unsigned places_other_than_zero(Vector x) {
#if defined(__AVX512F__)
    return _mm512_cmp_pd_mask(reinterpret_cast<__m512d>(x), _mm512_setzero_pd(), _CMP_NEQ_UQ);
#elif defined(__AVX__)
    return static_cast<unsigned>(_mm256_movemask_pd(reinterpret_cast<__m256d>(x != 0.0)));
#elif defined(__SSE2__)
    return static_cast<unsigned>(_mm_movemask_pd(reinterpret_cast<__m128d>(x != 0.0)));
#else
    return (x[0] != 0.0 ? 1u : 0u) | (x[1] != 0.0 ? 2u : 0u);
#endif
}
// One more in each lane whose number is 0.
BACKSTEP_INLINE Mask count_zeros(Mask zeros, Vector x) {
#if defined(__AVX512F__)
    const __m512i z = reinterpret_cast<__m512i>(zeros);
    const __mmask8 which = _mm512_cmp_pd_mask(reinterpret_cast<__m512d>(x), _mm512_setzero_pd(), _CMP_EQ_OQ);
    return reinterpret_cast<Mask>(_mm512_mask_sub_epi64(z, which, z, _mm512_set1_epi64(-1)));
#else
    return zeros - (x == 0.0);  // a lane of the comparison is −1 or 0
#endif
}

}  // namespace
}  // namespace backstep
