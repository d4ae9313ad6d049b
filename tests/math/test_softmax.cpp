#include <boost/test/unit_test.hpp>
#include <string>

#include "engine/math/functions.h"
#include "tests/math/samples.h"

using namespace backstep;
using samples::check_same;
using samples::Kind;

namespace {

double highest_of(const double* z, int rows) {
    double highest = z[0];
    for (int i = 1; i < rows; ++i)
        if (z[i] > highest || std::isnan(z[i])) highest = z[i];
    return highest;
}

void softmax_of_column(double* out, const double* z, int rows) {
    const double highest = highest_of(z, rows);
    double sum = 0;
    for (int i = 0; i < rows; ++i) sum += exponential(z[i] - highest);
    for (int i = 0; i < rows; ++i) out[i] = exponential(z[i] - highest) / sum;
}

double cross_entropy_of_column(const double* z, const double* y, int rows) {
    const double highest = highest_of(z, rows);
    double sum = 0, loss = 0;
    for (int i = 0; i < rows; ++i) sum += exponential(z[i] - highest);
    for (int i = 0; i < rows; ++i)
        if (y[i] != 0) loss += y[i] * (logarithm(sum) - (z[i] - highest));
    return loss;
}

const int many_rows[] = {1, 2, 3, 7, 8, 9, 10, 16, 33, 300, 2500}, many_cols[] = {1, 2, 5, 64, 70};

}  // namespace

BOOST_AUTO_TEST_SUITE(softmax)

BOOST_AUTO_TEST_CASE(softmax_and_cross_entropy_give_the_bits_of_plain_loops) {
    for (const int rows : many_rows)
        for (const int cols : many_cols)
            for (const Kernels* table : available_kernels()) {
                const std::string what = samples::text(table->name, " ", rows, "×", cols);
                const std::size_t size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
                std::vector<double> z = samples::numbers(size, 1, Kind::any, 100), y(size, 0.0), soft(size), out(size);
                std::vector<double> losses, loss(static_cast<std::size_t>(cols));
                for (std::size_t i = 0; i < size; i += 3) y[i] = i % 2 == 0 ? 1 : 0.25;
                for (int c = 0; c < cols; ++c) {
                    const long start = static_cast<long>(c) * rows;
                    softmax_of_column(soft.data() + start, z.data() + start, rows);
                    losses.push_back(cross_entropy_of_column(z.data() + start, y.data() + start, rows));
                }
                table->cross_entropy(loss.data(), z.data(), y.data(), rows, cols);
                check_same(loss, losses, what + " cross-entropy");
                table->softmax(out.data(), z.data(), rows, cols);
                check_same(out, soft, what + " softmax");
                out.assign(size, -1), loss.assign(loss.size(), -1);
                table->softmax_and_cross_entropy(out.data(), loss.data(), z.data(), y.data(), rows, cols);
                check_same(out, soft, what + " softmax of both");
                check_same(loss, losses, what + " cross-entropy of both");
                table->softmax(z.data(), z.data(), rows, cols);
                check_same(z, soft, what + " softmax in place");
            }
}

BOOST_AUTO_TEST_CASE(equal_logits_give_equal_shares_and_the_loss_log_10) {
    for (const double logit : {0.0, 1000.0, -1000.0, 1e300}) {
        const std::vector<double> z(10, logit), y = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
        for (const Kernels* table : available_kernels()) {
            std::vector<double> out(10);
            double loss = 0;
            table->softmax(out.data(), z.data(), 10, 1);
            table->cross_entropy(&loss, z.data(), y.data(), 10, 1);
            check_same(out, std::vector<double>(10, 0.1), table->name);
            BOOST_TEST(loss == 2.302585092994046, boost::test_tools::tolerance(1e-15));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_loss_is_minus_the_logarithm_of_the_softmax) {
    const std::vector<double> z = {2, -1, 0.5, 700, 5, -3}, y = {0, 1, 0, 0, 0, 1};
    for (const Kernels* table : available_kernels()) {
        std::vector<double> loss(2);
        table->cross_entropy(loss.data(), z.data(), y.data(), 3, 2);
        const long double sum = expl(2) + expl(-1) + expl(0.5L);
        BOOST_TEST(loss[0] == static_cast<double>(logl(sum) + 1), boost::test_tools::tolerance(1e-15));
        BOOST_TEST(loss[1] == 703.0, boost::test_tools::tolerance(1e-15));  // softmax e^-703
    }
}

BOOST_AUTO_TEST_SUITE_END()
