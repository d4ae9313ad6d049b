#include <utility>

#include "engine/math/fused.h"
#include "tests/math/samples.h"

namespace backstep {
namespace {

using samples::Kind;
using Code = FusedCode;

// An instruction and what it makes of a number x; y is the operand, s the scalar.
struct Meaning {
    Code code;
    double (*of)(double x, double y, double s);
};

const std::vector<Meaning> meanings{
    {Code::load, [](double, double y, double) { return y; }},
    {Code::add, [](double x, double y, double) { return x + y; }},
    {Code::subtract, [](double x, double y, double) { return x - y; }},
    {Code::multiply, [](double x, double y, double) { return x * y; }},
    {Code::divide, [](double x, double y, double) { return x / y; }},
    {Code::subtract_swapped, [](double x, double y, double) { return y - x; }},
    {Code::divide_swapped, [](double x, double y, double) { return y / x; }},
    {Code::add_scaled, [](double x, double y, double s) { return x + s * y; }},
    {Code::scale, [](double x, double, double s) { return s * x; }},
    {Code::divide_by, [](double x, double, double s) { return x / s; }},
    {Code::add_scalar, [](double x, double, double s) { return x + s; }},
    {Code::subtract_from, [](double x, double, double s) { return s - x; }},
    {Code::negate, [](double x, double, double) { return -x; }},
    {Code::square, [](double x, double, double) { return x * x; }},
    {Code::square_root, [](double x, double, double) { return std::sqrt(x); }},
    {Code::relu, [](double x, double, double) { return x <= 0 ? 0.0 : x; }},
    {Code::relu_slope, [](double x, double, double) { return x > 0 ? 1.0 : 0.0; }},
    {Code::leaky_relu, [](double x, double, double s) { return x <= 0 ? s * x : x; }},
    {Code::leaky_relu_slope, [](double x, double, double s) { return x > 0 ? 1.0 : s; }},
};

FusedInstruction on_memory(Code code, std::vector<double>& memory) { return {code, -1, memory.data(), 0, nullptr}; }
FusedInstruction on_temporary(Code code, int temporary) { return {code, temporary, nullptr, 0, nullptr}; }
FusedInstruction summarising(FusedSummary& summary) { return {Code::summarise, -1, nullptr, 0, &summary}; }

bool same_summary(const ColumnSummary& a, const ColumnSummary& b) {
    return samples::same_bits(a.squares, b.squares) && samples::same_bits(a.min, b.min) &&
           samples::same_bits(a.max, b.max) && a.zeros == b.zeros && a.nans == b.nans;
}

// Lengths around a block, a vector and their sums.
const std::vector<std::size_t> lengths{0, 1, 3, 7, 8, 9, 16, 31, 63, 64, 65, 128, 203};

}  // namespace

BOOST_AUTO_TEST_SUITE(fused)

BOOST_AUTO_TEST_CASE(every_instruction_does_to_each_number_what_it_says) {
    // All but none, store and summarise.
    BOOST_TEST(meanings.size() == static_cast<std::size_t>(Code::summarise) - 2);
    for (const Kernels* kernels : available_kernels())
        for (const std::size_t n : lengths)
            for (const double s : {0.07, 32.0, -3.0})
                for (const Meaning& meaning : meanings) {
                    std::vector<double> x = samples::numbers(n, 1, Kind::any, 3),
                                        y = samples::numbers(n, 2, Kind::any, 4);
                    std::vector<double> out(n + 1, 77);
                    FusedInstruction what = on_memory(meaning.code, y);
                    what.scalar = s;
                    const FusedInstruction program[] = {on_memory(Code::load, x), what, on_memory(Code::store, out)};
                    kernels->fused(program, 3, static_cast<long>(n));
                    bool same = out[n] == 77;
                    for (std::size_t i = 0; i < n; ++i)
                        same = same && samples::same_bits(out[i], meaning.of(x[i], y[i], s));
                    BOOST_TEST(same, kernels->name << ", code " << static_cast<int>(meaning.code) << ", n " << n);
                }
}

BOOST_AUTO_TEST_CASE(temporaries_hold_what_was_stored_in_them_and_memory_can_be_written_over) {
    // a ← (a + b)² − (a · b) / (a + b), through two temporaries.
    for (const Kernels* kernels : available_kernels())
        for (const std::size_t n : lengths) {
            const std::vector<double> before = samples::numbers(n, 1, Kind::ordinary);
            std::vector<double> a = before, b = samples::numbers(n, 2, Kind::ordinary);
            const FusedInstruction program[] = {
                on_memory(Code::load, a),        on_memory(Code::add, b),      on_temporary(Code::store, 7),
                on_memory(Code::load, a),        on_memory(Code::multiply, b), on_temporary(Code::divide, 7),
                on_temporary(Code::store, 0),    on_temporary(Code::load, 7),  on_temporary(Code::square, 7),
                on_temporary(Code::subtract, 0), on_memory(Code::store, a)};
            kernels->fused(program, 11, static_cast<long>(n));
            bool same = true;
            for (std::size_t i = 0; i < n; ++i) {
                const double sum = before[i] + b[i];
                same = same && samples::same_bits(a[i], sum * sum - before[i] * b[i] / sum);
            }
            BOOST_TEST(same, kernels->name << ", n " << n);
        }
}

// a ← a + 0.5 · b, of which b as well as the new a are summarised.
BOOST_AUTO_TEST_CASE(what_is_summarised_on_the_way_is_what_is_summarised_and_hashed_afterwards) {
    for (const Kernels* kernels : available_kernels())
        for (const Kind kind : {Kind::ordinary, Kind::any})
            for (const int rows : {8, 64, 72, 136, 200})
                for (const int cols : {1, 3, 5}) {
                    const std::size_t n = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
                    std::vector<double> a = samples::numbers(n, 1, kind), b = samples::numbers(n, 2, kind);
                    for (std::size_t i = 0; i < n; i += 5) b[i] = i % 2 ? -0.0 : 0.0;
                    if (cols == 5)  // none below zero
                        for (double& x : b) x = x > 0 ? x : -0.0;
                    std::vector<double> expected(n);
                    for (std::size_t i = 0; i < n; ++i) expected[i] = a[i] + 0.5 * b[i];
                    std::vector<ColumnSummary> seen[2], later[2];
                    FusedSummary of_b, of_a;
                    HashSums sums, sums_later;
                    for (int which = 0; which < 2; ++which) seen[which].resize(5), later[which].resize(5);
                    of_b.columns = seen[0].data();
                    of_a.columns = seen[1].data();
                    of_a.hash = &sums;
                    of_a.place = 9;
                    FusedInstruction add = on_memory(Code::add_scaled, b);
                    add.scalar = 0.5;
                    const FusedInstruction program[] = {on_memory(Code::load, b), summarising(of_b),
                                                        on_memory(Code::load, a), add,
                                                        summarising(of_a),        on_memory(Code::store, a)};
                    kernels->fused_columns(program, 6, rows, cols);

                    const std::string what = samples::text(kernels->name, " ", rows, "×", cols);
                    samples::check_same(a, expected, what);
                    kernels->summarise_columns(later[0].data(), b.data(), rows, cols);
                    kernels->summarise_columns(later[1].data(), a.data(), rows, cols);
                    for (std::size_t which = 0; which < 2; ++which)
                        for (std::size_t col = 0; col < static_cast<std::size_t>(cols); ++col)
                            BOOST_TEST(same_summary(seen[which][col], later[which][col]),
                                       what << ", " << which << ", column " << col);
                    kernels->hash(sums_later, a.data(), static_cast<long>(n), 9);
                    if (seen[1][0].nans == 0) BOOST_TEST(sums.of(1) == sums_later.of(1), what);
                }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
