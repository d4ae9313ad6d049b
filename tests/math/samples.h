#pragma once
// Numbers to test kernels with, and how their results are compared.

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "engine/math/kernels.h"
#include "engine/math/random.h"

namespace backstep::samples {

enum class Kind { ordinary, any };  // any: also zeros, subnormal numbers, infinities, NaN, the largest and the smallest

inline double special(std::uint32_t which) {
    using Limits = std::numeric_limits<double>;
    const double numbers[] = {0.0,
                              -0.0,
                              Limits::infinity(),
                              -Limits::infinity(),
                              Limits::quiet_NaN(),
                              Limits::denorm_min(),
                              -3e-310,
                              Limits::min(),
                              Limits::max(),
                              -Limits::max(),
                              1.0,
                              -746.0};
    return numbers[which % std::size(numbers)];
}

// `one_in` numbers is special when they may be.
inline std::vector<double> numbers(std::size_t count, std::uint32_t part, Kind kind, std::uint32_t one_in = 8) {
    std::vector<double> all(count);
    const Stream stream{.seed = 20, .purpose = Purpose::noise, .part = part};
    for (std::size_t i = 0; i < count; ++i) {
        all[i] = 3 * normal(stream, i);
        if (kind == Kind::any && uniform_below(stream, i + 1000000, one_in) == 0)
            all[i] = special(uniform_below(stream, i + 2000000, 12));
        else if (kind == Kind::any && uniform_below(stream, i + 3000000, 8) == 0)
            all[i] = std::ldexp(all[i], static_cast<int>(uniform_below(stream, i + 4000000, 2100)) - 1070);
    }
    return all;
}

// Two NaN are the same: their sign and payload depend on the order of the operands.
inline bool same_bits(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}

// "avx2 3×5 times 5×2": its parts one after another.
template <class... Parts>
std::string text(const Parts&... parts) {
    std::ostringstream out;
    (out << ... << parts);
    return out.str();
}

inline void check_same(const std::vector<double>& got, const std::vector<double>& expected, const std::string& what) {
    BOOST_REQUIRE_EQUAL(got.size(), expected.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        if (!same_bits(got[i], expected[i])) {
            BOOST_ERROR(what << ": element " << i << " of " << got.size() << " is " << std::hexfloat << got[i]
                             << ", expected " << expected[i]);
            return;
        }
}

}  // namespace backstep::samples
