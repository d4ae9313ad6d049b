#pragma once
// The widest vector of doubles the file is compiled for, and the few operations on it that + − × ÷ do not give.
// Everything is in an unnamed namespace and uses no inline function of a standard header: of those the linker keeps
// one copy for all files, and it might keep one with instructions that this machine does not have.

#include <cstdint>

#define BACKSTEP_INLINE [[gnu::always_inline]] inline

namespace backstep {
namespace {

#if defined(__AVX512F__)
constexpr int lanes = 8;
#elif defined(__AVX__)
constexpr int lanes = 4;
#else
constexpr int lanes = 2;
#endif

typedef double Vector __attribute__((vector_size(lanes * 8)));
typedef std::uint64_t Words __attribute__((vector_size(lanes * 8)));
typedef std::int64_t Mask __attribute__((vector_size(lanes * 8)));
typedef double UnalignedVector __attribute__((vector_size(lanes * 8), aligned(8), may_alias));
typedef std::uint64_t UnalignedWords __attribute__((vector_size(lanes * 8), aligned(8), may_alias));

BACKSTEP_INLINE Vector load(const double* from) { return *reinterpret_cast<const UnalignedVector*>(from); }
BACKSTEP_INLINE void store(double* to, Vector v) { *reinterpret_cast<UnalignedVector*>(to) = v; }

BACKSTEP_INLINE Words load_words(const std::uint64_t* from) { return *reinterpret_cast<const UnalignedWords*>(from); }
BACKSTEP_INLINE void store_words(std::uint64_t* to, Words words) { *reinterpret_cast<UnalignedWords*>(to) = words; }

// The same operations for one number and for a vector, so that one template serves both.
template <class D>
BACKSTEP_INLINE D all(double x) {
    return x - D{};  // x − 0 is x, also for −0
}
BACKSTEP_INLINE std::uint64_t bits_of(double x) {
    std::uint64_t bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}
BACKSTEP_INLINE Words bits_of(Vector x) { return reinterpret_cast<Words>(x); }
template <class D, class B>
BACKSTEP_INLINE D from_bits(B bits) {
    D x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}
// Of eight lanes ((0+1)+(2+3)) + ((4+5)+(6+7)), of fewer the beginning of that.
BACKSTEP_INLINE double sum_of_lanes(Vector x) {
#if defined(__AVX512F__)
    x += __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6);
    x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5);
    return x[0] + x[4];
#elif defined(__AVX__)
    x += __builtin_shufflevector(x, x, 1, 0, 3, 2);
    return x[0] + x[2];
#else
    return x[0] + x[1];
#endif
}
BACKSTEP_INLINE double choose(bool which, double yes, double no) { return which ? yes : no; }
BACKSTEP_INLINE Vector choose(Mask which, Vector yes, Vector no) { return which ? yes : no; }

}  // namespace
}  // namespace backstep
