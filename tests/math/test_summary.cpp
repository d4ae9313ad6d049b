#include <algorithm>
#include <limits>

#include "engine/math/summary_lanes.h"
#include "tests/math/samples.h"

namespace backstep {
namespace {

using samples::Kind;

// By the definition, number by number.
double expected_squares(const double* column, int rows) {
    double squares[8] = {};
    for (int i = 0; i < rows; ++i) squares[i % 8] += column[i] * column[i];
    return ((squares[0] + squares[1]) + (squares[2] + squares[3])) +
           ((squares[4] + squares[5]) + (squares[6] + squares[7]));
}

void gather_by_hand(SummaryLanes& to, const double* column, int rows) {
    for (int i = 0; i < rows; ++i) {
        const double x = column[i];
        to.nans += std::isnan(x);
        if (std::isnan(x)) continue;
        to.min[i % 8] = std::min(to.min[i % 8], x);
        to.max[i % 8] = std::max(to.max[i % 8], x);
        to.zeros[i % 8] += x == 0;
    }
}

bool same_lanes(const SummaryLanes& a, const SummaryLanes& b) {
    bool same = a.nans == b.nans;
    for (int lane = 0; lane < SummaryLanes::lanes; ++lane)
        same = same && a.min[lane] == b.min[lane] && a.max[lane] == b.max[lane] && a.zeros[lane] == b.zeros[lane];
    return same;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(summary_lanes)

BOOST_AUTO_TEST_CASE(every_table_gathers_the_numbers_of_the_definition) {
    for (const Kernels* kernels : available_kernels())
        for (const Kind kind : {Kind::ordinary, Kind::any})
            for (int rows = 0; rows <= 40; ++rows) {
                const int cols = 1 + rows % 5;
                std::vector<double> a =
                    samples::numbers(static_cast<std::size_t>(rows * cols), static_cast<std::uint32_t>(rows), kind);
                for (std::size_t i = 0; i < a.size(); i += 3) a[i] = i % 2 ? -0.0 : 0.0;
                SummaryLanes found, expected;
                double squares[5], alone[5];
                kernels->summarise_columns(found, squares, a.data(), rows, cols);
                kernels->square_columns(alone, a.data(), rows, cols);
                for (int c = 0; c < cols; ++c) {
                    const double sum = expected_squares(a.data() + c * rows, rows);
                    BOOST_TEST((samples::same_bits(squares[c], sum) && samples::same_bits(alone[c], sum)),
                               kernels->name << ", " << rows << " rows, column " << c);
                    gather_by_hand(expected, a.data() + c * rows, rows);
                }
                BOOST_TEST(same_lanes(found, expected), kernels->name << ", " << rows << " rows");
            }
}

BOOST_AUTO_TEST_CASE(what_was_gathered_before_stays) {
    const std::vector<double> a = samples::numbers(5 * 19, 1, Kind::any), b = samples::numbers(3 * 19, 2, Kind::any);
    for (const Kernels* kernels : available_kernels()) {
        SummaryLanes one_by_one, first, second;
        double squares[5];
        kernels->summarise_columns(one_by_one, squares, a.data(), 19, 5);
        kernels->summarise_columns(one_by_one, squares, b.data(), 19, 3);
        kernels->summarise_columns(second, squares, b.data(), 19, 3);
        kernels->summarise_columns(first, squares, a.data(), 19, 5);
        second.add(first);
        BOOST_TEST(same_lanes(one_by_one, second), kernels->name);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
