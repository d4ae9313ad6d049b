#include <utility>

#include "engine/math/fused.h"
#include "engine/math/known_programs.h"
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
FusedInstruction summarising(const FusedSummary& summary, Code code) { return {code, -1, nullptr, 0, &summary}; }

bool same_lanes(const SummaryLanes& a, const SummaryLanes& b) {
    bool same = a.nans == b.nans;
    for (int lane = 0; lane < SummaryLanes::lanes; ++lane)
        same = same && a.min[lane] == b.min[lane] && a.max[lane] == b.max[lane] && a.zeros[lane] == b.zeros[lane];
    return same;
}
bool same_hash(const SummaryLanes& a, const SummaryLanes& b) { return a.hash.of(1) == b.hash.of(1); }

// Lengths around a block, a vector and their sums.
const std::vector<std::size_t> lengths{0, 1, 3, 7, 8, 9, 16, 31, 63, 64, 65, 128, 203};

// visit(how, kernels, kind, rows, cols) for all summaries, kernels and kinds of numbers, and for some shapes.
template <class Visit>
void in_every_way(const Visit& visit) {
    for (const Summarised how : {Summarised::by_norm, Summarised::wholly})
        for (const Kernels* kernels : available_kernels())
            for (const Kind kind : {Kind::ordinary, Kind::any})
                for (const int rows : {8, 64, 72, 136, 200})
                    for (const int cols : {1, 3, 5}) visit(how, kernels, kind, rows, cols);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fused)

BOOST_AUTO_TEST_CASE(every_instruction_does_to_each_number_what_it_says) {
    // All but none, store and those that gather, which are the last.
    BOOST_TEST(meanings.size() == static_cast<std::size_t>(Code::hash) - 2);
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
    in_every_way([](Summarised how, const Kernels* kernels, Kind kind, int rows, int cols) {
        const std::size_t n = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
        std::vector<double> a = samples::numbers(n, 1, kind), b = samples::numbers(n, 2, kind);
        for (std::size_t i = 0; i < n; i += 5) b[i] = i % 2 ? -0.0 : 0.0;
        if (cols == 5)  // none below zero
            for (double& x : b) x = x > 0 ? x : -0.0;
        std::vector<double> expected(n);
        for (std::size_t i = 0; i < n; ++i) expected[i] = a[i] + 0.5 * b[i];
        SummaryLanes seen[2], later[2];
        double squares[2][5], squares_later[5];
        const FusedSummary of_b{&seen[0], squares[0], 0}, of_a{&seen[1], squares[1], 9};
        FusedInstruction add = on_memory(Code::add_scaled, b);
        add.scalar = 0.5;
        const FusedInstruction program[] = {on_memory(Code::load, b),
                                            summarising(of_b, gathering(how, false)),
                                            on_memory(Code::load, a),
                                            add,
                                            summarising(of_a, gathering(how, true)),
                                            on_memory(Code::store, a)};
        kernels->fused_columns(program, 6, rows, cols);

        const std::string what = samples::text(kernels->name, " ", rows, "×", cols);
        samples::check_same(a, expected, what);
        for (const int which : {0, 1}) {
            const std::vector<double>& value = which == 0 ? b : a;
            kernels->summarise_columns(later[which], squares_later, value.data(), rows, cols);
            BOOST_TEST(same_lanes(seen[which], how == Summarised::wholly ? later[which] : SummaryLanes()),
                       what << ", " << which);
            for (int col = 0; col < cols; ++col)
                BOOST_TEST(samples::same_bits(squares[which][col], squares_later[col]), what << ", " << col);
        }
        const bool has_nans = later[1].nans > 0;  // then a hash is of no use
        kernels->hash(later[1].hash, a.data(), static_cast<long>(n), 9);
        BOOST_TEST((has_nans || same_hash(seen[1], later[1])), what);
        BOOST_TEST(seen[0].hash.of(1) == HashSums().of(1), what);
    });
}

// Adam's update of W by a gradient g, which an m divides, as a program. Another temporary than the known program's
// makes the same one unknown.
struct AdamRun {
    std::vector<double> g, m, v, W;
    SummaryLanes seen[5];
    std::vector<double> squares[5];
    FusedSummary summaries[5];

    AdamRun(std::size_t n, Kind kind, int cols) {
        g = samples::numbers(n, 1, kind), m = samples::numbers(n, 2, Kind::ordinary);
        v = samples::numbers(n, 3, Kind::ordinary), W = samples::numbers(n, 4, kind);
        for (double& x : v) x *= x;
        for (std::size_t i = 0; i < n; i += 3) g[i] = m[i] = 0;
        for (int k = 0; k < 5; ++k) {
            squares[k].assign(static_cast<std::size_t>(cols), 77);
            summaries[k] = {&seen[k], squares[k].data(), k + 1};
        }
    }
    std::vector<FusedInstruction> program(double divisor, Summarised how, int temporary) {
        const double scalars[] = {0.1, 0.9, 0.001, 0.999, 1.25, 1e-8, 1.5, -0.01};
        std::vector<double>* const memory[] = {&g, &m, &m, &v, &v, &m, &W, &W};
        std::vector<FusedInstruction> result;
        int scalar = 0, operand = 0, summary = 0;
        for (const KnownStep& step : adam_update) {
            FusedInstruction what;
            what.code = step.code;
            what.temporary = step.temporary < 0 ? -1 : temporary;
            if (gathers(step.code) && how == Summarised::no) continue;
            const bool has_operand = step.code == Code::load || step.code == Code::store || step.code == Code::add ||
                                     step.code == Code::add_scaled || step.code == Code::divide;
            if (gathers(step.code)) {
                what.code = gathering(how, hashes(step.code), step.average);
                what.summary = &summaries[summary++];
            }
            if (has_operand && step.temporary < 0) what.memory = memory[operand++]->data();
            if (what.code == Code::divide_by)
                what.scalar = divisor;
            else if (step.code == Code::scale || step.code == Code::add_scaled || step.code == Code::add_scalar)
                what.scalar = scalars[scalar++];
            result.push_back(what);
        }
        BOOST_TEST_REQUIRE((operand == 8 && scalar == 8 && summary == (how == Summarised::no ? 0 : 5)));
        return result;
    }
};

BOOST_AUTO_TEST_CASE(a_known_program_does_what_the_interpreter_does) {
    for (const Kernels* kernels : available_kernels())
        for (const Kind kind : {Kind::ordinary, Kind::any})
            for (const std::size_t n : lengths)
                for (const double divisor : {128.0, 96.0}) {
                    AdamRun known(n, kind, 1), interpreted(n, kind, 1);
                    const auto one = known.program(divisor, Summarised::no, 0),
                               other = interpreted.program(divisor, Summarised::no, 1);
                    kernels->fused(one.data(), static_cast<int>(one.size()), static_cast<long>(n));
                    kernels->fused(other.data(), static_cast<int>(other.size()), static_cast<long>(n));
                    const std::string what = samples::text(kernels->name, " ", n);
                    samples::check_same(known.m, interpreted.m, what);
                    samples::check_same(known.v, interpreted.v, what);
                    samples::check_same(known.W, interpreted.W, what);
                }
}

BOOST_AUTO_TEST_CASE(a_known_program_summarises_as_the_interpreter_does) {
    in_every_way([](Summarised how, const Kernels* kernels, Kind kind, int rows, int cols) {
        const std::size_t n = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
        AdamRun known(n, kind, cols), interpreted(n, kind, cols);
        const auto one = known.program(128, how, 0), other = interpreted.program(128, how, 1);
        kernels->fused_columns(one.data(), static_cast<int>(one.size()), rows, cols);
        kernels->fused_columns(other.data(), static_cast<int>(other.size()), rows, cols);
        const std::string what = samples::text(kernels->name, " ", rows, "×", cols);
        samples::check_same(known.W, interpreted.W, what);
        for (int k = 0; k < 5; ++k) {
            BOOST_TEST(same_lanes(known.seen[k], interpreted.seen[k]), what << ", " << k);
            BOOST_TEST((known.seen[k].nans > 0 || same_hash(known.seen[k], interpreted.seen[k])), what << ", " << k);
            samples::check_same(known.squares[k], interpreted.squares[k], what);
        }
    });
}

// The summaries are of dW, m, v, Δ and W; m and v are averages.
BOOST_AUTO_TEST_CASE(of_averages_only_the_hash_is_gathered_by_norm) {
    in_every_way([](Summarised how, const Kernels* kernels, Kind, int rows, int cols) {
        for (const int temporary : {0, 1}) {
            AdamRun run(static_cast<std::size_t>(rows * cols), Kind::ordinary, cols);
            const auto program = run.program(128, how, temporary);
            kernels->fused_columns(program.data(), static_cast<int>(program.size()), rows, cols);
            const std::string what = samples::text(kernels->name, " ", rows, "×", cols, ", ", temporary);
            for (const auto& [k, value] : {std::pair{1, &run.m}, {2, &run.v}, {4, &run.W}}) {
                SummaryLanes later;
                kernels->hash(later.hash, value->data(), static_cast<long>(value->size()), k + 1);
                BOOST_TEST(same_hash(run.seen[k], later), what << ", " << k);
            }
            for (int k = 0; k < 5; ++k) {
                const bool left_out = how == Summarised::by_norm && (k == 1 || k == 2);
                BOOST_TEST((run.squares[k].back() == 77) == left_out, what << ", " << k);
            }
        }
    });
}

// dZ of dA and Z. Another temporary that nobody reads makes the known program unknown.
BOOST_AUTO_TEST_CASE(the_known_slope_of_relu_gives_and_summarises_what_the_interpreter_does) {
    in_every_way([](Summarised how, const Kernels* kernels, Kind kind, int rows, int cols) {
        const std::size_t n = static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
        std::vector<double> Z = samples::numbers(n, 1, kind), dA = samples::numbers(n, 2, kind);
        std::vector<double> dZ[4], squares[2];
        for (std::vector<double>& out : dZ) out.resize(n);
        SummaryLanes seen[2];
        FusedSummary summaries[2];
        for (int k = 0; k < 2; ++k) {
            squares[k].resize(static_cast<std::size_t>(cols));
            summaries[k] = {&seen[k], squares[k].data(), 0};
        }
        const auto program = [&](bool known, const FusedSummary* summary, std::vector<double>& out) {
            std::vector<FusedInstruction> result{on_memory(Code::load, Z)};
            if (!known) result.push_back(on_temporary(Code::store, 3));
            result.push_back({Code::relu_slope, -1, nullptr, 0, nullptr});
            result.push_back(on_memory(Code::multiply, dA));
            if (summary) result.push_back(summarising(*summary, gathering(how, false)));
            result.push_back(on_memory(Code::store, out));
            if (known && summary)
                for (std::size_t k = 0; k < result.size(); ++k)
                    BOOST_TEST((gathers(relu_backward[k].code) || result[k].code == relu_backward[k].code), k);
            return result;
        };
        for (const int k : {0, 1}) {
            const auto with = program(k == 0, &summaries[k], dZ[k]), without = program(k == 0, nullptr, dZ[2 + k]);
            kernels->fused_columns(with.data(), static_cast<int>(with.size()), rows, cols);
            kernels->fused(without.data(), static_cast<int>(without.size()), static_cast<long>(n));
        }
        const std::string what = samples::text(kernels->name, " ", rows, "×", cols);
        for (const int k : {1, 2, 3}) samples::check_same(dZ[0], dZ[k], what);
        for (std::size_t i = 0; i < n; ++i)
            BOOST_TEST(samples::same_bits(dZ[0][i], (Z[i] > 0 ? 1.0 : 0.0) * dA[i]), what << ", " << i);
        BOOST_TEST(same_lanes(seen[0], seen[1]), what);
        samples::check_same(squares[0], squares[1], what);
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
