#include <boost/test/unit_test.hpp>
#include <functional>
#include <string>

#include "engine/math/functions.h"
#include "tests/math/samples.h"

using namespace backstep;
using samples::check_same;
using samples::Kind;

namespace {

struct OneInput {
    const char* name;
    void (*Kernels::*kernel)(double*, const double*, long);
    double (*scalar)(double);
};
const OneInput one_input[] = {
    {"square_root", &Kernels::square_root, [](double x) { return std::sqrt(x); }},
    {"exponential", &Kernels::exponential, exponential},
    {"logarithm", &Kernels::logarithm, logarithm},
    {"hyperbolic_tangent", &Kernels::hyperbolic_tangent, hyperbolic_tangent},
    {"sigmoid", &Kernels::sigmoid, [](double x) { return 1 / (1 + exponential(-x)); }},
    {"relu", &Kernels::relu, [](double x) { return x <= 0 ? 0.0 : x; }},
    {"relu_slope", &Kernels::relu_slope, [](double x) { return x > 0 ? 1.0 : 0.0; }},
};

struct TwoInputs {
    const char* name;
    void (*Kernels::*kernel)(double*, const double*, const double*, long);
    double (*scalar)(double, double);
};
const TwoInputs two_inputs[] = {
    {"add", &Kernels::add, [](double x, double y) { return x + y; }},
    {"subtract", &Kernels::subtract, [](double x, double y) { return x - y; }},
    {"multiply", &Kernels::multiply, [](double x, double y) { return x * y; }},
    {"divide", &Kernels::divide, [](double x, double y) { return x / y; }},
};

struct WithScalar {
    const char* name;
    void (*Kernels::*kernel)(double*, const double*, double, long);
    double (*scalar)(double, double);
};
const WithScalar with_scalar[] = {
    {"scale", &Kernels::scale, [](double x, double s) { return s * x; }},
    {"divide_by", &Kernels::divide_by, [](double x, double s) { return x / s; }},
    {"add_scalar", &Kernels::add_scalar, [](double x, double s) { return x + s; }},
    {"subtract_from", &Kernels::subtract_from, [](double x, double s) { return s - x; }},
    {"leaky_relu", &Kernels::leaky_relu, [](double x, double s) { return x <= 0 ? s * x : x; }},
    {"leaky_relu_slope", &Kernels::leaky_relu_slope, [](double x, double s) { return x > 0 ? 1.0 : s; }},
};

// Calls use(table, size, what) for all tables and many sizes.
void for_all(const char* name, const std::function<void(const Kernels&, std::size_t, const std::string&)>& use) {
    for (const Kernels* table : available_kernels())
        for (std::size_t size = 0; size <= 70; ++size)
            use(*table, size, samples::text(name, " of ", table->name, ", ", size, " numbers"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(elementwise)

BOOST_AUTO_TEST_CASE(functions_of_one_number_give_the_scalar_bits_also_in_place) {
    for (const OneInput& op : one_input)
        for_all(op.name, [&](const Kernels& table, std::size_t size, const std::string& what) {
            std::vector<double> a = samples::numbers(size, 1, Kind::any), expected, out(size);
            for (const double x : a) expected.push_back(op.scalar(x));
            (table.*op.kernel)(out.data(), a.data(), static_cast<long>(size));
            check_same(out, expected, what);
            (table.*op.kernel)(a.data(), a.data(), static_cast<long>(size));
            check_same(a, expected, what + " in place");
        });
}

BOOST_AUTO_TEST_CASE(functions_of_two_numbers_give_the_scalar_bits_with_out_as_either_input) {
    for (const TwoInputs& op : two_inputs)
        for_all(op.name, [&](const Kernels& table, std::size_t size, const std::string& what) {
            const std::vector<double> a = samples::numbers(size, 2, Kind::any),
                                      b = samples::numbers(size, 3, Kind::any);
            std::vector<double> expected, out(size), first = a, second = b;
            for (std::size_t i = 0; i < size; ++i) expected.push_back(op.scalar(a[i], b[i]));
            const long n = static_cast<long>(size);
            (table.*op.kernel)(out.data(), a.data(), b.data(), n);
            check_same(out, expected, what);
            (table.*op.kernel)(first.data(), first.data(), b.data(), n);
            check_same(first, expected, what + " in place of a");
            (table.*op.kernel)(second.data(), a.data(), second.data(), n);
            check_same(second, expected, what + " in place of b");
        });
}

BOOST_AUTO_TEST_CASE(functions_with_a_scalar_give_the_scalar_bits_also_in_place) {
    const double scalars[] = {0.01, -3.7, 0.0, -0.0, 128, -0.125, 0x1p-1074, 0x1p-1022, 0x1p1022, 0x1p1023, 1 / 0.0};
    for (const double s : scalars)
        for (const WithScalar& op : with_scalar)
            for_all(op.name, [&](const Kernels& table, std::size_t size, const std::string& what) {
                std::vector<double> a = samples::numbers(size, 4, Kind::any), expected, out(size);
                for (const double x : a) expected.push_back(op.scalar(x, s));
                (table.*op.kernel)(out.data(), a.data(), s, static_cast<long>(size));
                check_same(out, expected, samples::text(what, ", scalar ", s));
                (table.*op.kernel)(a.data(), a.data(), s, static_cast<long>(size));
                check_same(a, expected, samples::text(what, ", scalar ", s, " in place"));
            });
}

BOOST_AUTO_TEST_CASE(relu_leaves_nan_and_makes_zeros_positive) {
    const std::vector<double> a = {std::nan(""), -0.0, -1, 2};
    for (const Kernels* table : available_kernels()) {
        std::vector<double> out(4), slope(4);
        table->relu(out.data(), a.data(), 4);
        table->relu_slope(slope.data(), a.data(), 4);
        check_same(out, {std::nan(""), 0.0, 0.0, 2.0}, table->name);
        check_same(slope, {0, 0, 0, 1}, table->name);
    }
}

BOOST_AUTO_TEST_CASE(one_number_that_is_not_finite_is_found_wherever_it_is) {
    for_all("all_finite", [](const Kernels& table, std::size_t size, const std::string& what) {
        std::vector<double> a = samples::numbers(size, 5, Kind::ordinary);
        BOOST_TEST(table.all_finite(a.data(), static_cast<long>(size)), what);
        for (std::size_t i = 0; i < size; ++i)
            for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
                const double kept = std::exchange(a[i], bad);
                if (table.all_finite(a.data(), static_cast<long>(size)))
                    BOOST_ERROR(what << ": " << bad << " at " << i);
                a[i] = kept;
            }
        std::fill(a.begin(), a.end(), std::numeric_limits<double>::max());
        BOOST_TEST(table.all_finite(a.data(), static_cast<long>(size)), what);
    });
}

BOOST_AUTO_TEST_SUITE_END()
