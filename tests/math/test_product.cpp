#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/math/samples.h"

using namespace backstep;
using samples::check_same;
using samples::Kind;

namespace {

struct Shape {
    int rows, inner, cols;
};

std::size_t area(int rows, int cols) { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols); }

// Compares all tables with the triple loop, right read as it lies and transposed.
void check(Shape s, Kind kind, std::uint32_t one_in = 8) {
    const std::vector<double> left = samples::numbers(area(s.rows, s.inner), 1, kind, one_in);
    const std::vector<double> right = samples::numbers(area(s.inner, s.cols), 2, kind, one_in);
    for (const bool transposed : {false, true}) {
        const long step_inner = transposed ? s.cols : 1, step_col = transposed ? 1 : s.inner;
        std::vector<double> expected;
        for (long c = 0; c < s.cols; ++c)
            for (long i = 0; i < s.rows; ++i) {
                double sum = 0;
                for (long p = 0; p < s.inner; ++p) {
                    const double term = left[static_cast<std::size_t>(p * s.rows + i)] *
                                        right[static_cast<std::size_t>(p * step_inner + c * step_col)];
                    sum += term;
                }
                expected.push_back(sum);
            }
        for (const Kernels* table : available_kernels()) {
            std::vector<double> out(area(s.rows, s.cols), 7.0);
            table->product(out.data(), left.data(), right.data(), s.rows, s.inner, s.cols, step_inner, step_col);
            check_same(out, expected,
                       samples::text(table->name, " ", s.rows, "×", s.inner, " times ", s.inner, "×", s.cols,
                                     transposed ? " transposed" : ""));
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(product)

BOOST_AUTO_TEST_CASE(a_product_written_out_by_hand_is_right) {
    const std::vector<double> left = {1, 4, 2, 5, 3, 6}, right = {7, 9, 11, 8, 10, 12};  // 2×3 · 3×2
    for (const Kernels* table : available_kernels()) {
        std::vector<double> out(4);
        table->product(out.data(), left.data(), right.data(), 2, 3, 2, 1, 3);
        check_same(out, {58, 139, 64, 154}, table->name);
    }
}

BOOST_AUTO_TEST_CASE(every_height_gives_the_bits_of_the_triple_loop) {
    for (int rows = 1; rows <= 70; ++rows)
        for (const int cols : {1, 3, 9, 18}) check({rows, 5, cols}, Kind::any, 40);
}

BOOST_AUTO_TEST_CASE(every_width_gives_the_bits_of_the_triple_loop) {
    for (int cols = 1; cols <= 70; ++cols)
        for (const int rows : {2, 7, 10, 19}) check({rows, 4, cols}, Kind::any, 40);
}

BOOST_AUTO_TEST_CASE(every_inner_size_gives_the_bits_of_the_triple_loop) {
    for (int inner = 0; inner <= 70; ++inner)
        for (const int rows : {3, 10, 33}) check({rows, inner, 11}, Kind::any, 200);
}

BOOST_AUTO_TEST_CASE(sums_longer_than_a_block_and_matrices_higher_than_one_give_the_bits_of_the_triple_loop) {
    for (const int inner : {127, 128, 129, 199, 200, 201, 256, 401, 784})
        for (const int rows : {3, 5, 10, 12, 13, 16, 40}) check({rows, inner, 21}, Kind::ordinary);
    for (const int rows : {127, 128, 129, 131, 257, 400}) check({rows, 150, 19}, Kind::ordinary);
    for (const int rows : {3, 129}) check({rows, 150, 5}, Kind::ordinary);
    check({41, 401, 331}, Kind::ordinary);  // a right factor that is copied part by part
}

BOOST_AUTO_TEST_CASE(zero_times_nan_or_infinity_is_nan) {
    const std::vector<double> left = {1, 0}, right = {2, std::nan("")}, infinite = {2, HUGE_VAL};  // 1×2 · 2×1
    for (const Kernels* table : available_kernels()) {
        double out = 1;
        table->product(&out, left.data(), right.data(), 1, 2, 1, 1, 2);
        BOOST_TEST(std::isnan(out));
        table->product(&out, left.data(), infinite.data(), 1, 2, 1, 1, 2);
        BOOST_TEST(std::isnan(out));
    }
}

BOOST_AUTO_TEST_CASE(a_sum_of_negative_zeros_is_positive_zero) {
    const std::vector<double> left(30, -0.0), right(30, 1.0);
    for (const Kernels* table : available_kernels()) {
        std::vector<double> out(100, 1.0);
        table->product(out.data(), left.data(), right.data(), 10, 3, 10, 1, 3);
        check_same(out, std::vector<double>(100, 0.0), table->name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
