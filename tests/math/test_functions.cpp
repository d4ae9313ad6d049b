#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "engine/math/functions.h"
#include "engine/math/random.h"
#include "tests/math/samples.h"

using namespace backstep;
using Limits = std::numeric_limits<double>;

namespace {

// The error in units in the last place of a double of the true value's size, at least that of the subnormal numbers.
double error_in_ulp(double got, long double truth) {
    const long double largest = Limits::max();
    if (std::isinf(got)) return truth * (got > 0 ? 1 : -1) > largest ? 0 : HUGE_VAL;
    int exponent = 0;
    frexpl(truth, &exponent);
    const long double ulp = ldexpl(1, std::max(exponent - 53, -1074));
    return static_cast<double>(fabsl(static_cast<long double>(got) - truth) / ulp);
}

struct Worst {
    double error = 0, at = 0;
};

// Tries count numbers made from an index and the ones that lie next to them.
Worst worst(double (*function)(double), long double (*truth)(long double), int count,
            const std::function<double(std::uint64_t)>& number) {
    Worst worst;
    for (int i = 0; i < count; ++i) {
        const double x = number(static_cast<std::uint64_t>(i));
        for (const double near : {x, std::nextafter(x, HUGE_VAL), std::nextafter(x, -HUGE_VAL)}) {
            const double error = error_in_ulp(function(near), truth(near));
            if (!(error <= worst.error)) worst = {error, near};
        }
    }
    return worst;
}

void check_worst(const Worst& worst, double bound, const char* where) {
    BOOST_TEST_MESSAGE(where << ": at most " << worst.error << " ulp, at " << std::hexfloat << worst.at
                             << std::defaultfloat);
    BOOST_TEST(worst.error <= bound, where << ": " << worst.error << " ulp at " << worst.at);
}

// Uniform in [low, high).
std::function<double(std::uint64_t)> between(double low, double high) {
    const Stream stream{.seed = 7, .purpose = Purpose::noise};
    return [=](std::uint64_t i) { return low + (high - low) * uniform(stream, i); };
}

// ±f · 2^e, f uniform in [1, 2), e uniform in [low, high]; plus only if `negative` is false.
std::function<double(std::uint64_t)> all_exponents(int low, int high, bool negative) {
    const Stream stream{.seed = 8, .purpose = Purpose::noise}, bits{.seed = 9, .purpose = Purpose::noise};
    return [=](std::uint64_t i) {
        const std::uint32_t width = static_cast<std::uint32_t>(high - low + 1);
        const double x = std::ldexp(1 + uniform(stream, i), low + static_cast<int>(uniform_below(bits, i, width)));
        return negative && i % 2 == 1 ? -x : x;
    };
}

constexpr int many = 300000;

}  // namespace

BOOST_AUTO_TEST_SUITE(functions)

BOOST_AUTO_TEST_CASE(exponential_is_within_an_ulp) {
    const auto check = [](const char* where, double bound, int count, const std::function<double(std::uint64_t)>& x) {
        check_worst(worst(exponential, expl, count, x), bound, where);
    };
    check("all results", 0.8, many, between(-746, 710));
    check("subnormal results", 0.8, many, between(-746, -708));
    check("-1 to 1", 0.6, many, between(-1, 1));
    check("all exponents", 0.8, many, all_exponents(-1074, 10, true));
    // (k + ½) ln 2, where the power of two changes, and k ln 2, where the rest is small.
    check("half multiples of ln 2", 0.8, 4200,
          [](std::uint64_t i) { return (static_cast<double>(i) - 2150) * 0.34657359027997264; });
    check("the largest and the smallest", 0.8, 2000, [](std::uint64_t i) {
        const double threshold = i % 2 == 0 ? 709.782712893384 : -745.1332191019411;
        return threshold * (1 + (static_cast<double>(i) - 1000) * 0x1p-52);
    });
}

BOOST_AUTO_TEST_CASE(exponential_of_special_values_is_exact) {
    BOOST_TEST(exponential(0) == 1);
    BOOST_TEST(exponential(-0.0) == 1);
    BOOST_TEST(exponential(HUGE_VAL) == HUGE_VAL);
    BOOST_TEST(exponential(-HUGE_VAL) == 0);
    BOOST_TEST(!std::signbit(exponential(-HUGE_VAL)));
    BOOST_TEST(exponential(Limits::max()) == HUGE_VAL);
    BOOST_TEST(exponential(-Limits::max()) == 0);
    BOOST_TEST(std::isnan(exponential(std::nan(""))));
    BOOST_TEST(exponential(Limits::denorm_min()) == 1);
    BOOST_TEST(std::isfinite(exponential(709.782712893384)));
    BOOST_TEST(exponential(709.7827128933841) == HUGE_VAL);
    BOOST_TEST(exponential(-745.1332191019411) == Limits::denorm_min());
    BOOST_TEST(exponential(-745.1332191019412) == 0);
}

BOOST_AUTO_TEST_CASE(logarithm_is_within_an_ulp) {
    const auto check = [](const char* where, double bound, int count, const std::function<double(std::uint64_t)>& x) {
        check_worst(worst(logarithm, logl, count, x), bound, where);
    };
    check("all exponents", 0.85, many, all_exponents(-1074, 1022, false));
    check("subnormal", 0.85, many, between(0x1p-1070, 0x1p-1022));
    check("0.5 to 2", 0.85, many, between(0.5, 2));
    check("near the square root of a half", 0.85, many, between(0.70, 0.72));
    check("near the square root of two", 0.85, many, between(1.40, 1.43));
    check("near 1", 0.85, many, [](std::uint64_t i) {
        const double away = all_exponents(-52, -2, true)(i);
        return 1 + away;
    });
}

BOOST_AUTO_TEST_CASE(logarithm_of_special_values_is_exact) {
    BOOST_TEST(logarithm(1) == 0);
    BOOST_TEST(!std::signbit(logarithm(1)));
    BOOST_TEST(logarithm(0) == -HUGE_VAL);
    BOOST_TEST(logarithm(-0.0) == -HUGE_VAL);
    BOOST_TEST(logarithm(HUGE_VAL) == HUGE_VAL);
    for (const double x : {-1.0, -HUGE_VAL, -Limits::denorm_min(), std::nan("")}) BOOST_TEST(std::isnan(logarithm(x)));
}

BOOST_AUTO_TEST_CASE(hyperbolic_tangent_is_within_an_ulp) {
    const auto check = [](const char* where, double bound, int count, const std::function<double(std::uint64_t)>& x) {
        check_worst(worst(hyperbolic_tangent, tanhl, count, x), bound, where);
    };
    check("-22 to 22", 0.75, many, between(-22, 22));
    check("-1 to 1", 0.75, many, between(-1, 1));
    check("where the power of two begins", 0.75, many, between(0.17, 0.19));
    check("all exponents", 0.75, many, all_exponents(-1074, 10, true));
    check("multiples of ln 2 / 4", 0.75, 200,
          [](std::uint64_t i) { return (static_cast<double>(i) - 100) * 0.17328679513998632; });
    check("where it becomes 1", 0.75, many, between(18, 20.5));
}

BOOST_AUTO_TEST_CASE(hyperbolic_tangent_is_odd_and_exact_at_special_values) {
    for (std::uint64_t i = 0; i < 10000; ++i) {
        const double x = all_exponents(-1074, 10, false)(i);
        if (!samples::same_bits(hyperbolic_tangent(-x), -hyperbolic_tangent(x))) BOOST_ERROR("not odd at " << x);
    }
    BOOST_TEST(hyperbolic_tangent(0) == 0);
    BOOST_TEST(!std::signbit(hyperbolic_tangent(0)));
    BOOST_TEST(std::signbit(hyperbolic_tangent(-0.0)));
    BOOST_TEST(hyperbolic_tangent(HUGE_VAL) == 1);
    BOOST_TEST(hyperbolic_tangent(-HUGE_VAL) == -1);
    BOOST_TEST(hyperbolic_tangent(Limits::max()) == 1);
    BOOST_TEST(hyperbolic_tangent(Limits::denorm_min()) == Limits::denorm_min());
    BOOST_TEST(std::isnan(hyperbolic_tangent(std::nan(""))));
}

BOOST_AUTO_TEST_SUITE_END()
