#include <algorithm>
#include <numeric>

#include "engine/record/fusion.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

// Formulas over states and inputs of 3×5, each a group of its own.
struct Formulas : RecordingOn {
    State W{noise(3, 5, 1)}, m{noise(3, 5, 2)}, v{noise(3, 5, 3)};
    Value w, m_old, v_old, g;
    int first = 0;
    std::vector<int> summarised;
    Summarised how = Summarised::wholly;
    Formulas() {
        w = step.state("W", W);
        m_old = step.state("m", m);
        v_old = step.state("v", v);
        g = step.input("g", noise(3, 5, 4));
        first = g.node + 1;
    }
    // Of all nodes from `first` on; updates and the nodes in `stored` have a home.
    std::vector<FusedStep> program(std::vector<int> stored = {}) const {
        std::vector<int> group(tape().nodes.size() - static_cast<std::size_t>(first));
        std::iota(group.begin(), group.end(), first);
        std::vector<char> has_home(tape().nodes.size(), 0);
        std::vector<FusedCode> gathered(tape().nodes.size(), FusedCode::none);
        for (std::size_t i = 0; i < has_home.size(); ++i)
            has_home[i] = static_cast<int>(i) < first || tape().nodes[i].updates >= 0;
        for (const int node : stored) has_home[static_cast<std::size_t>(node)] = 1;
        for (const int node : summarised) gathered[static_cast<std::size_t>(node)] = gathering(how, false);
        return fused_program(tape(), group, has_home, gathered);
    }
    Value update(const char* name, Value old, Expression formula) { return step.update(name, old, formula); }
};

long count_of(const std::vector<FusedStep>& program, FusedCode code) {
    return std::ranges::count(program, code, &FusedStep::code);
}
long temporaries_of(const std::vector<FusedStep>& program) {
    return std::ranges::count_if(program,
                                 [](const FusedStep& s) { return s.code == FusedCode::store && s.temporary >= 0; });
}
std::vector<FusedCode> codes_of(const std::vector<FusedStep>& program) {
    std::vector<FusedCode> codes;
    for (const FusedStep& step : program) codes.push_back(step.code);
    return codes;
}

using Code = FusedCode;

}  // namespace

BOOST_AUTO_TEST_SUITE(fusion)

BOOST_AUTO_TEST_CASE(a_scaled_side_of_a_sum_is_added_in_one_instruction) {
    Formulas f;
    f.update("m", f.m_old, 0.9 * f.m_old + 0.1 * f.g);
    const std::vector<FusedStep> program = f.program();
    BOOST_TEST((codes_of(program) == std::vector{Code::load, Code::scale, Code::add_scaled, Code::store}));
    BOOST_TEST(program[2].scalar != program[1].scalar);
    BOOST_TEST(program[2].node != program[0].node);
}

BOOST_AUTO_TEST_CASE(a_scaled_side_that_is_summarised_or_read_twice_is_computed_by_itself) {
    Formulas f;
    const Expression scaled = 0.9 * f.m_old;
    f.update("m", f.m_old, scaled + f.g);
    f.summarised = {scaled.node};
    BOOST_TEST(
        (codes_of(f.program()) == std::vector{Code::load, Code::scale, Code::summarise, Code::add, Code::store}));
    f.how = Summarised::by_norm;
    BOOST_TEST(
        (codes_of(f.program()) == std::vector{Code::load, Code::scale, Code::sum_squares, Code::add, Code::store}));
    f.summarised = {};
    f.update("v", f.v_old, scaled + f.v_old);
    BOOST_TEST(count_of(f.program(), Code::add_scaled) == 0);
}

BOOST_AUTO_TEST_CASE(what_the_accumulator_holds_is_used_at_once) {
    // Adam: of all that lies between, only one value is put aside.
    Formulas f;
    const Value m = f.update("m", f.m_old, 0.9 * f.m_old + 0.1 * f.g);
    const Value v = f.update("v", f.v_old, 0.99 * f.v_old + 0.01 * square(f.g));
    f.update("W", f.w, f.w + (-0.1 * (1.5 * m)) / (sqrt(1.25 * v) + 1e-8));
    const std::vector<FusedStep> program = f.program();
    BOOST_TEST(temporaries_of(program) == 1);
    BOOST_TEST(program.size() == 19u);
}

BOOST_AUTO_TEST_CASE(of_two_sides_the_one_that_begins_with_what_the_accumulator_holds_comes_first) {
    Formulas f;
    const Value v = f.update("v", f.v_old, f.v_old + f.g);
    f.update("W", f.w, f.w + (1.5 * v) / sqrt(f.g));
    const std::vector<FusedStep> program = f.program();
    BOOST_TEST(std::ranges::count_if(
                   program, [&](const FusedStep& s) { return s.code == Code::load && s.node == v.node; }) == 0);
}

BOOST_AUTO_TEST_CASE(an_old_state_is_read_before_it_is_written_over) {
    Formulas f;
    const Expression twice = 2 * f.m_old;  // read after the update of m
    const Value m = f.update("m", f.m_old, f.m_old + f.g);
    f.update("W", f.w, hadamard(twice, m));
    const std::vector<FusedStep> program = f.program();
    const auto written =
        std::ranges::find_if(program, [&](const FusedStep& s) { return s.code == Code::store && s.node == m.node; });
    const auto scaled = std::ranges::find(program, Code::scale, &FusedStep::code);
    BOOST_TEST_REQUIRE((written != program.end() && scaled != program.end()));
    BOOST_TEST((scaled < written));
    BOOST_TEST(std::count_if(written, program.end(), [&](const FusedStep& s) { return s.node == f.m_old.node; }) == 0);
}

BOOST_AUTO_TEST_CASE(each_node_is_computed_once_and_each_home_is_stored_once) {
    Formulas f;
    const Expression shared = f.g + 1.0;
    const Expression product = hadamard(shared, shared);
    f.update("m", f.m_old, product - shared / f.v_old);
    const std::vector<FusedStep> program = f.program({product.node});
    for (const Code code : {Code::add_scalar, Code::multiply, Code::divide})
        BOOST_TEST(count_of(program, code) == 1, static_cast<int>(code));
    BOOST_TEST(count_of(program, Code::subtract) + count_of(program, Code::subtract_swapped) == 1);
    BOOST_TEST(std::ranges::count_if(
                   program, [&](const FusedStep& s) { return s.code == Code::store && s.node == product.node; }) == 1);
}

BOOST_AUTO_TEST_CASE(more_temporaries_than_there_are_make_no_program) {
    Formulas f;
    Expression sum = f.g;
    std::vector<Expression> parts;
    for (int i = 0; i <= fused_temporaries; ++i) parts.push_back(square(f.g + 1.0 * i));
    for (const Expression& part : parts) sum = hadamard(part, part) - sum / part;
    for (const Expression& part : parts) sum = sum - part;
    f.update("m", f.m_old, sum);
    BOOST_TEST(f.program().empty());
}

BOOST_AUTO_TEST_CASE(a_temporary_that_nobody_will_read_is_used_again) {
    Formulas f;
    Expression product = f.g;
    for (int i = 0; i < fused_temporaries; ++i) product = hadamard(product + 1.0, product + (-2.0));
    f.update("m", f.m_old, product);
    BOOST_TEST(temporaries_of(f.program()) >= 2 * fused_temporaries - 1);
}

// Random formulas: each node reads states, inputs or earlier nodes, some are read often, some update a state.
BOOST_AUTO_TEST_CASE(recording_off_computes_the_bits_of_recording_on_whatever_the_formula) {
    unsigned long random = 7;
    const auto below = [&](int n) {
        random = random * 6364136223846793005ul + 1442695040888963407ul;
        return static_cast<int>((random >> 33) % static_cast<unsigned long>(n));
    };
    for (int round = 0; round < 200; ++round) {
        const unsigned long start = random;
        const int rows = round % 2 ? 64 : 3;
        std::vector<Matrix> results[2];
        for (const Recording recording : {Recording::on, Recording::off}) {
            random = start;
            Machine machine(1 + round % 2);
            State states[] = {{noise(rows, 5, 1)}, {noise(rows, 5, 2)}, {noise(rows, 5, 3)}};
            const Matrix g = noise(rows, 5, 4);
            Recorder step(machine.compute, recording);
            step.summarise(static_cast<Summarised>(round / 2 % 3));
            std::vector<Value> olds;
            std::vector<Expression> formulas{step.input("g", g)};
            for (State& state : states) olds.push_back(step.state(Name("W", static_cast<int>(olds.size()) + 1), state));
            formulas.insert(formulas.end(), olds.begin(), olds.end());
            for (int i = 0; i < 14; ++i) {
                const auto any = [&] {
                    return formulas[static_cast<std::size_t>(below(static_cast<int>(formulas.size())))];
                };
                const Expression a = any(), b = any();
                const int what = below(7);
                Expression made = what == 0   ? a + b
                                  : what == 1 ? a - b
                                  : what == 2 ? hadamard(a, b)
                                  : what == 3 ? a / b
                                  : what == 4 ? square(a)
                                  : what == 5 ? 0.5 * a
                                              : a + 0.25;
                if (i % 4 == 3)
                    made = step.update(Name("W", i / 4 + 1), olds[static_cast<std::size_t>(i / 4)], made + 0.5 * a);
                formulas.push_back(made);
            }
            step.finish();
            for (const State& state : states) results[recording == Recording::on].push_back(state.matrix);
        }
        for (std::size_t i = 0; i < 3; ++i)
            BOOST_TEST(same_bits(results[0][i], results[1][i]), "round " << round << ", state " << i);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
