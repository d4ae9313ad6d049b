#include <algorithm>
#include <limits>

#include "engine/math/column_summary.h"
#include "tests/math/samples.h"

namespace backstep {
namespace {

using samples::Kind;

constexpr double infinity = std::numeric_limits<double>::infinity();

// By the definition, number by number.
ColumnSummary expected(const double* column, int rows) {
    ColumnSummary summary{0, infinity, -infinity, 0, 0};
    double squares[8] = {};
    for (int i = 0; i < rows; ++i) {
        const double x = column[i];
        squares[i % 8] += x * x;
        if (x <= summary.min) summary.min = x == 0 ? 0.0 : x;
        if (x >= summary.max) summary.max = x == 0 ? 0.0 : x;
        summary.zeros += x == 0;
        summary.nans += std::isnan(x);
    }
    summary.squares = ((squares[0] + squares[1]) + (squares[2] + squares[3])) +
                      ((squares[4] + squares[5]) + (squares[6] + squares[7]));
    return summary;
}

// The first summary has what the others found: extremes and counts are of all the columns.
ColumnSummary gathered(const ColumnSummary* columns, int cols) {
    ColumnSummary all{0, infinity, -infinity, 0, 0};
    for (int c = 0; c < cols; ++c) {
        all.min = std::min(all.min, columns[c].min);
        all.max = std::max(all.max, columns[c].max);
        all.zeros += columns[c].zeros;
        all.nans += columns[c].nans;
    }
    return all;
}

bool same_extremes(const ColumnSummary& a, const ColumnSummary& b) {
    return samples::same_bits(a.min, b.min) && samples::same_bits(a.max, b.max) && a.zeros == b.zeros &&
           a.nans == b.nans;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(column_summary)

BOOST_AUTO_TEST_CASE(every_table_gives_the_numbers_of_the_definition) {
    for (const Kernels* kernels : available_kernels())
        for (const Kind kind : {Kind::ordinary, Kind::any})
            for (int rows = 0; rows <= 40; ++rows) {
                const int cols = 1 + rows % 5;
                std::vector<double> a =
                    samples::numbers(static_cast<std::size_t>(rows * cols), static_cast<std::uint32_t>(rows), kind);
                for (std::size_t i = 0; i < a.size(); i += 3) a[i] = i % 2 ? -0.0 : 0.0;
                ColumnSummary out[5], one_by_one[5];
                kernels->summarise_columns(out, a.data(), rows, cols);
                for (int c = 0; c < cols; ++c) {
                    one_by_one[c] = expected(a.data() + c * rows, rows);
                    BOOST_TEST(samples::same_bits(out[c].squares, one_by_one[c].squares),
                               kernels->name << ", " << rows << " rows, column " << c);
                }
                BOOST_TEST(same_extremes(gathered(out, cols), gathered(one_by_one, cols)),
                           kernels->name << ", " << rows << " rows");
                BOOST_TEST(same_extremes(out[0], gathered(one_by_one, cols)), kernels->name << ", " << rows << " rows");
            }
}

BOOST_AUTO_TEST_CASE(minus_zero_is_remembered_as_zero) {
    for (const Kernels* kernels : available_kernels())
        for (const int rows : {3, 8, 19}) {
            std::vector<double> above(static_cast<std::size_t>(rows), 2.5), below(static_cast<std::size_t>(rows), -2.5);
            above[1] = below[1] = -0.0;
            ColumnSummary least, largest;
            kernels->summarise_columns(&least, above.data(), rows, 1);
            kernels->summarise_columns(&largest, below.data(), rows, 1);
            BOOST_TEST(samples::same_bits(least.min, 0.0), kernels->name);
            BOOST_TEST(samples::same_bits(largest.max, 0.0), kernels->name);
        }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
