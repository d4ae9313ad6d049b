#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>

#include "tests/math/samples.h"

using namespace backstep;
using samples::check_same;
using samples::Kind;

namespace {

// Calls use(table, rows, cols, what) for all tables and many shapes.
void for_all(const std::function<void(const Kernels&, int, int, const std::string&)>& use) {
    for (const Kernels* table : available_kernels())
        for (int rows = 1; rows <= 35; ++rows)
            for (const int cols : {1, 2, 3, 7, 8, 9, 17, 70})
                use(*table, rows, cols, samples::text(table->name, " ", rows, "×", cols));
}

std::vector<double> matrix(int rows, int cols, std::uint32_t part, std::uint32_t one_in = 30) {
    return samples::numbers(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols), part, Kind::any, one_in);
}

// The expected result, from its elements.
std::vector<double> expected(int rows, int cols, const std::function<double(int, int)>& element) {
    std::vector<double> all;
    for (int c = 0; c < cols; ++c)
        for (int i = 0; i < rows; ++i) all.push_back(element(i, c));
    return all;
}

double at(const std::vector<double>& a, int rows, int row, int col) {
    return a[static_cast<std::size_t>(col) * static_cast<std::size_t>(rows) + static_cast<std::size_t>(row)];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(columns)

BOOST_AUTO_TEST_CASE(a_column_is_added_to_each_column) {
    for_all([](const Kernels& table, int rows, int cols, const std::string& what) {
        std::vector<double> a = matrix(rows, cols, 1), column = matrix(rows, 1, 2), out(a.size());
        const auto sums =
            expected(rows, cols, [&](int i, int c) { return at(a, rows, i, c) + at(column, rows, i, 0); });
        table.add_column(out.data(), a.data(), column.data(), rows, cols);
        check_same(out, sums, what);
        table.add_column(a.data(), a.data(), column.data(), rows, cols);
        check_same(a, sums, what + " in place");
    });
}

BOOST_AUTO_TEST_CASE(a_row_is_subtracted_from_and_divides_each_row) {
    for_all([](const Kernels& table, int rows, int cols, const std::string& what) {
        const std::vector<double> a = matrix(rows, cols, 3), row = matrix(1, cols, 4);
        std::vector<double> less(a.size()), quotient = a;
        table.subtract_row(less.data(), a.data(), row.data(), rows, cols);
        table.divide_row(quotient.data(), quotient.data(), row.data(), rows, cols);
        check_same(less, expected(rows, cols, [&](int i, int c) { return at(a, rows, i, c) - at(row, 1, 0, c); }),
                   what);
        check_same(quotient, expected(rows, cols, [&](int i, int c) { return at(a, rows, i, c) / at(row, 1, 0, c); }),
                   what);
    });
}

BOOST_AUTO_TEST_CASE(sums_begin_at_zero_and_go_in_increasing_index) {
    for_all([](const Kernels& table, int rows, int cols, const std::string& what) {
        std::vector<double> a = matrix(rows, cols, 5, 300), down(static_cast<std::size_t>(cols));
        std::vector<double> along(static_cast<std::size_t>(rows));
        table.sum_columns(along.data(), a.data(), rows, cols);
        check_same(along,
                   expected(rows, 1,
                            [&](int i, int) {
                                double sum = 0;
                                for (int c = 0; c < cols; ++c) sum += at(a, rows, i, c);
                                return sum;
                            }),
                   what + " along the rows");
        const auto sums = expected(1, cols, [&](int, int c) {
            double sum = 0;
            for (int i = 0; i < rows; ++i) sum += at(a, rows, i, c);
            return sum;
        });
        table.sum_rows(down.data(), a.data(), rows, cols);
        check_same(down, sums, what + " down the columns");
        table.sum_rows(a.data(), a.data(), rows, cols);
        a.resize(static_cast<std::size_t>(cols));
        check_same(a, sums, what + " down the columns, in place");
    });
}

BOOST_AUTO_TEST_CASE(a_sum_of_negative_zeros_is_positive_zero) {
    const std::vector<double> a(6, -0.0);
    for (const Kernels* table : available_kernels()) {
        std::vector<double> down(2, 1.0), along(3, 1.0);
        table->sum_rows(down.data(), a.data(), 3, 2);
        table->sum_columns(along.data(), a.data(), 3, 2);
        check_same(down, {0.0, 0.0}, table->name);
        check_same(along, {0.0, 0.0, 0.0}, table->name);
    }
}

BOOST_AUTO_TEST_CASE(the_maximum_is_the_first_of_the_largest_and_nan_if_there_is_one) {
    for_all([](const Kernels& table, int rows, int cols, const std::string& what) {
        const std::vector<double> a = matrix(rows, cols, 6);
        std::vector<double> out(static_cast<std::size_t>(cols));
        table.max_rows(out.data(), a.data(), rows, cols);
        check_same(out,
                   expected(1, cols,
                            [&](int, int c) {
                                double highest = at(a, rows, 0, c);
                                for (int i = 1; i < rows; ++i)
                                    if (at(a, rows, i, c) > highest || std::isnan(at(a, rows, i, c)))
                                        highest = at(a, rows, i, c);
                                return highest;
                            }),
                   what);
    });
    const std::vector<double> zeros = {-0.0, 0.0, 0.0, -0.0}, with_nan = {1, std::nan(""), 2, 3};
    for (const Kernels* table : available_kernels()) {
        std::vector<double> out(2);
        table->max_rows(out.data(), zeros.data(), 2, 2);
        check_same(out, {-0.0, 0.0}, table->name);
        table->max_rows(out.data(), with_nan.data(), 2, 2);
        check_same(out, {std::nan(""), 3}, table->name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
