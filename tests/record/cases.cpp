#include "tests/record/cases.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace backstep::test {
namespace {

using N = Numbers;
using V = Values;

// z − max z, as a double: what both sides of the engine's formula begin with.
double shifted(const Matrix& z, int row, int col) {
    double highest = z(0, col);
    for (int r = 1; r < z.rows; ++r)
        if (z(r, col) > highest || std::isnan(z(r, col))) highest = z(r, col);
    return z(row, col) - highest;
}

long double sum_of_powers(const Matrix& z, int col) {
    long double sum = 0;
    for (int r = 0; r < z.rows; ++r) sum += std::exp(static_cast<long double>(shifted(z, r, col)));
    return sum;
}

long double share(const Matrix& z, int row, int col) {
    return std::exp(static_cast<long double>(shifted(z, row, col))) / sum_of_powers(z, col);
}

double loss(const N& n, int, int col) {
    double sum = 0;
    for (int r = 0; r < n.A.rows; ++r)
        if (n.Y(r, col) != 0)
            sum += n.Y(r, col) * static_cast<double>(std::log(sum_of_powers(n.A, col)) - shifted(n.A, r, col));
    return sum;
}

double largest(const N& n, int, int col) {
    double highest = n.A(0, col);
    for (int r = 1; r < n.A.rows; ++r)
        if (n.A(r, col) > highest || std::isnan(n.A(r, col))) highest = n.A(r, col);
    return highest;
}

double column_total(const N& n, int, int col) {
    double sum = 0;
    for (int r = 0; r < n.A.rows; ++r) sum += n.A(r, col);
    return sum;
}

double row_total(const N& n, int row, int) {
    double sum = 0;
    for (int c = 0; c < n.A.cols; ++c) sum += n.A(row, c);
    return sum;
}

double product(const N& n, int row, int col) {
    double sum = 0;
    for (int i = 0; i < n.W.cols; ++i) sum += n.W(row, i) * n.A(i, col);
    return sum;
}

double product_through_transpose(const N& n, int row, int col) {
    double sum = 0;
    for (int i = 0; i < n.A.cols; ++i) sum += n.A(row, i) * n.B(col, i);
    return sum;
}

double scaled(const N& n, int row, int col) {
    double highest = 0;
    for (int r = 0; r < n.B.rows; ++r) {
        double sum = 0;
        for (int c = 0; c < n.B.cols; ++c) sum += n.B(r, c);
        if (r == 0 || sum > highest || std::isnan(sum)) highest = sum;
    }
    return highest * n.A(row, col);
}

// The double nearest to a function of the C library in long double.
double rounded(long double x) { return static_cast<double>(x); }

}  // namespace

Numbers usual_numbers() {
    Numbers n{noise(5, 7, 1), noise(5, 7, 2), noise(5, 1, 3), noise(1, 7, 4), noise(3, 5, 5),
              noise(7, 4, 6), noise(5, 7, 7), Matrix(1, 7),   Matrix(5, 7)};
    for (double& x : n.positive.values) x = x < 0 ? -x : x;
    for (int c = 0; c < 7; ++c) {
        n.labels(0, c) = c * 3 % 5;
        n.Y(c * 3 % 5, c) = 1;
    }
    return n;
}

Numbers strange_numbers() {
    constexpr double infinity = std::numeric_limits<double>::infinity(),
                     none = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> strange{none, infinity, -infinity, -0.0, 0.0, 5e-324, -3e-310, 1.7e308, -1.7e308, 800};
    Numbers n = usual_numbers();
    std::size_t next = 0;
    for (Matrix* m : {&n.A, &n.B, &n.column, &n.row, &n.W, &n.V, &n.positive, &n.labels, &n.Y})
        for (std::size_t i = next % 3; i < m->size(); i += 4) m->values[i] = strange[next++ % strange.size()];
    return n;
}

Values record_all(Recorder& step, const Numbers& n) {
    return {step.input("A", n.A),        step.input("B", n.B),           step.input("c", n.column),
            step.input("r", n.row),      step.input("W", n.W),           step.input("V", n.V),
            step.input("P", n.positive), step.input("labels", n.labels), step.input("Y", n.Y)};
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"add", [](const V& v) { return v.A + v.B; }, [](const N& n, int r, int c) { return n.A(r, c) + n.B(r, c); },
         0},
        {"subtract", [](const V& v) { return v.A - v.B; },
         [](const N& n, int r, int c) { return n.A(r, c) - n.B(r, c); }, 0},
        {"multiply", [](const V& v) { return hadamard(v.A, v.B); },
         [](const N& n, int r, int c) { return n.A(r, c) * n.B(r, c); }, 0},
        {"divide", [](const V& v) { return v.A / v.B; }, [](const N& n, int r, int c) { return n.A(r, c) / n.B(r, c); },
         0},
        {"negate", [](const V& v) { return -v.A; }, [](const N& n, int r, int c) { return -n.A(r, c); }, 0},
        {"square", [](const V& v) { return square(v.A); },
         [](const N& n, int r, int c) { return n.A(r, c) * n.A(r, c); }, 0},
        {"scale", [](const V& v) { return 0.3 * v.A; }, [](const N& n, int r, int c) { return 0.3 * n.A(r, c); }, 0},
        {"divide by 7", [](const V& v) { return v.A / 7.0; }, [](const N& n, int r, int c) { return n.A(r, c) / 7; },
         0},
        {"divide by 32", [](const V& v) { return v.A / 32.0; }, [](const N& n, int r, int c) { return n.A(r, c) / 32; },
         0},
        {"add a scalar", [](const V& v) { return v.A + 0.3; }, [](const N& n, int r, int c) { return n.A(r, c) + 0.3; },
         0},
        {"subtract from", [](const V& v) { return 0.3 - v.A; },
         [](const N& n, int r, int c) { return 0.3 - n.A(r, c); }, 0},
        {"square root", [](const V& v) { return sqrt(v.positive); },
         [](const N& n, int r, int c) { return std::sqrt(n.positive(r, c)); }, 0},
        {"exp", [](const V& v) { return exp(v.A); },
         [](const N& n, int r, int c) { return rounded(std::exp(static_cast<long double>(n.A(r, c)))); }, 1},
        {"log", [](const V& v) { return log(v.positive); },
         [](const N& n, int r, int c) { return rounded(std::log(static_cast<long double>(n.positive(r, c)))); }, 1},
        {"tanh", [](const V& v) { return tanh(v.A); },
         [](const N& n, int r, int c) { return rounded(std::tanh(static_cast<long double>(n.A(r, c)))); }, 1},
        {"sigmoid", [](const V& v) { return sigmoid(v.A); },
         [](const N& n, int r, int c) { return rounded(1 / (1 + std::exp(-static_cast<long double>(n.A(r, c))))); }, 4},
        {"relu", [](const V& v) { return relu(v.A); },
         [](const N& n, int r, int c) { return n.A(r, c) <= 0 ? 0.0 : n.A(r, c); }, 0},
        {"relu slope", [](const V& v) { return relu_slope(v.A); },
         [](const N& n, int r, int c) { return n.A(r, c) > 0 ? 1.0 : 0.0; }, 0},
        {"leaky relu", [](const V& v) { return leaky_relu(v.A, 0.07); },
         [](const N& n, int r, int c) { return n.A(r, c) <= 0 ? 0.07 * n.A(r, c) : n.A(r, c); }, 0},
        {"leaky relu slope", [](const V& v) { return leaky_relu_slope(v.A, 0.07); },
         [](const N& n, int r, int c) { return n.A(r, c) > 0 ? 1 : 0.07; }, 0},
        {"add a column", [](const V& v) { return v.A + v.column; },
         [](const N& n, int r, int c) { return n.A(r, c) + n.column(r, 0); }, 0},
        {"subtract a row", [](const V& v) { return v.A - v.row; },
         [](const N& n, int r, int c) { return n.A(r, c) - n.row(0, c); }, 0},
        {"divide by a row", [](const V& v) { return v.A / v.row; },
         [](const N& n, int r, int c) { return n.A(r, c) / n.row(0, c); }, 0},
        {"at least", [](const V& v) { return at_least(v.A, 0.25); },
         [](const N& n, int r, int c) { return n.A(r, c) < 0.25 ? 0.25 : n.A(r, c); }, 0},
        {"divide into", [](const V& v) { return 0.7 / v.A; }, [](const N& n, int r, int c) { return 0.7 / n.A(r, c); },
         0},
        {"scale by a value", [](const V& v) { return scale_by(max_rows(sum_columns(v.B)), v.A); }, scaled, 0},
        {"softmax", [](const V& v) { return softmax(v.A); },
         [](const N& n, int r, int c) { return rounded(share(n.A, r, c)); }, 8},
        {"cross entropy", [](const V& v) { return cross_entropy(v.A, v.Y); }, loss, 16},
        {"sum of rows", [](const V& v) { return sum_rows(v.A); }, column_total, 0},
        {"largest of rows", [](const V& v) { return max_rows(v.A); }, largest, 0},
        {"sum of columns", [](const V& v) { return sum_columns(v.A); }, row_total, 0},
        {"product", [](const V& v) { return v.W * v.A; }, product, 0},
        {"product through a transpose", [](const V& v) { return v.A * transpose(v.B); }, product_through_transpose, 0},
        {"transpose", [](const V& v) { return transpose(v.W); }, [](const N& n, int r, int c) { return n.W(c, r); }, 0},
        {"one-hot", [](const V& v) { return one_hot(v.labels, 6); },
         [](const N& n, int r, int c) { return n.labels(0, c) == r ? 1.0 : 0.0; }, 0},
        {"flatten", [](const V& v) { return flatten(v.W); }, [](const N& n, int r, int) { return n.W(r / 5, r % 5); },
         0},
    };
    return all;
}

const std::vector<Case>& nested_cases() {
    static const std::vector<Case> all{
        {"a layer", [](const V& v) { return relu(v.W * v.A + sum_columns(v.W)); }, nullptr, 0},
        {"the error of a hidden layer",
         [](const V& v) { return hadamard(transpose(v.W) * (v.W * v.B), relu_slope(v.A)); }, nullptr, 0},
        {"a gradient",
         [](const V& v) {
             return v.A * transpose(v.B) / Scalar{"m", 7};
         },
         nullptr, 0},
        {"a gradient through a transposed sum", [](const V& v) { return v.A * transpose(v.B - v.row) / 32.0; }, nullptr,
         0},
        {"a transpose of a transpose", [](const V& v) { return v.A * transpose(transpose(v.V)); }, nullptr, 0},
        {"Adam's change",
         [](const V& v) {
             return Scalar{"−α", -0.001} * (v.A / Scalar{"c", 0.1}) / (sqrt(v.positive / 0.001) + Scalar{"ε", 1e-8});
         },
         nullptr, 0},
        {"softmax by hand",
         [](const V& v) {
             const Expression powers = exp(v.A - max_rows(v.A));
             return powers / sum_rows(powers);
         },
         nullptr, 0},
        {"softmax of a layer", [](const V& v) { return 0.5 * softmax(v.W * v.A); }, nullptr, 0},
        {"the mean loss", [](const V& v) { return sum_columns(cross_entropy(-v.A, softmax(v.Y))) / 7.0; }, nullptr, 0},
        {"the slope of tanh", [](const V& v) { return hadamard(v.B, 1.0 - square(tanh(v.A))); }, nullptr, 0},
        {"the slope of a sigmoid",
         [](const V& v) {
             const Expression a = sigmoid(v.A);
             return hadamard(hadamard(a, 1.0 - a), leaky_relu(v.B, 0.1));
         },
         nullptr, 0},
        {"a flattened one-hot", [](const V& v) { return flatten(v.A + one_hot(v.labels, 5)); }, nullptr, 0},
    };
    return all;
}

bool close(double a, double b, int ulps) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    if (a == b) return ulps > 0 || std::signbit(a) == std::signbit(b);
    if (std::isinf(a) || std::isinf(b)) return false;
    const double larger = std::max(std::abs(a), std::abs(b));
    return std::abs(a - b) <= ulps * (std::nextafter(larger, std::numeric_limits<double>::infinity()) - larger);
}

}  // namespace backstep::test
