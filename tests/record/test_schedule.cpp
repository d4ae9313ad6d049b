#include <algorithm>

#include "engine/record/schedule.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

// One layer with Adam's two averages: 3 units, 5 inputs, 7 examples.
struct Layer : RecordingOn {
    State W{noise(3, 5, 1)}, m{Matrix(3, 5)};
    Value dZ, dW, m_next, W_next;
    int A = -1, doubled = -1;  // unnamed nodes
    Layer() {
        const Value X = input("X", 5, 7), w = step.state("W", W), m_old = step.state("m", m);
        const Expression a = relu(w * X);
        A = a.node;
        dZ = step.record("dZ", 2 * a);
        dW = step.record("dW", dZ * transpose(X) / 7.0);
        const Expression old = 0.9 * m_old;
        doubled = old.node;
        m_next = step.update("m", m_old, old + 0.1 * dW);
        W_next = step.update("W", w, w - m_next / (sqrt(square(m_next)) + 1e-8));
    }
    Schedule schedule() const { return schedule_of(tape(), 2); }
};

int pass_of(const Schedule& schedule, int node) {
    for (std::size_t p = 0; p < schedule.passes.size(); ++p)
        if (std::ranges::count(schedule.passes[p].nodes, node)) return static_cast<int>(p);
    return -1;
}

Home home_of(const Schedule& schedule, int node) { return schedule.homes[static_cast<std::size_t>(node)]; }

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule)

BOOST_AUTO_TEST_CASE(what_sums_over_the_examples_comes_a_stage_later_with_all_that_follows_column_by_column) {
    const Layer layer;
    const Schedule schedule = layer.schedule();
    BOOST_TEST_REQUIRE(schedule.passes.size() == 2u);
    BOOST_TEST(schedule.passes[0].stage == 1);
    BOOST_TEST(schedule.passes[1].stage == 2);
    BOOST_TEST(schedule.passes[0].cols == 7);
    BOOST_TEST(schedule.passes[1].cols == 5);
    BOOST_TEST(pass_of(schedule, layer.dZ.node) == 0);
    BOOST_TEST(pass_of(schedule, layer.dW.node) == 1);
    BOOST_TEST(pass_of(schedule, layer.W_next.node) == 1);
}

BOOST_AUTO_TEST_CASE(a_formula_of_states_alone_waits_for_its_readers) {
    const Layer layer;
    BOOST_TEST(pass_of(layer.schedule(), layer.doubled) == 1);
}

BOOST_AUTO_TEST_CASE(only_what_another_pass_reads_gets_memory_and_states_are_written_over) {
    const Layer layer;
    const Schedule schedule = layer.schedule();
    BOOST_TEST((home_of(schedule, layer.dZ.node) == Home::memory));
    BOOST_TEST((home_of(schedule, layer.A) == Home::nowhere));
    BOOST_TEST((home_of(schedule, layer.dW.node) == Home::nowhere));
    BOOST_TEST((home_of(schedule, layer.m_next.node) == Home::state));
    BOOST_TEST((home_of(schedule, layer.W_next.node) == Home::state));
    BOOST_TEST(std::ranges::count(schedule.homes, Home::memory) == 1);
}

BOOST_AUTO_TEST_CASE(element_wise_neighbours_become_one_program) {
    const Layer layer;
    const Schedule schedule = layer.schedule();
    for (const Pass& pass : schedule.passes) {
        BOOST_TEST_REQUIRE(pass.jobs.size() == 2u);  // the product, and all the rest
        BOOST_TEST(pass.jobs[0].node >= 0);
        BOOST_TEST(!pass.jobs[1].program.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_kept_value_gets_memory_and_a_summarised_one_a_slot) {
    Layer layer;
    layer.step.keep(layer.W_next);
    Tape tape = layer.tape();
    tape.nodes[static_cast<std::size_t>(layer.dW.node)].summarised = Summarised::wholly;
    const Schedule schedule = schedule_of(tape, 2);
    BOOST_TEST((home_of(schedule, layer.W_next.node) == Home::memory));
    BOOST_TEST((home_of(schedule, layer.dW.node) == Home::slot));
}

// Softmax and losses of the same logits, with labels that are given or computed.
BOOST_AUTO_TEST_CASE(a_softmax_and_the_losses_of_its_logits_are_one_job_if_the_labels_are_given) {
    for (const bool given : {true, false}) {
        RecordingOn on;
        State w{noise(4, 5, 1)}, kept{Matrix(1, 1)};
        const Value X = on.input("X", 5, 7), Y = on.input("Y", 4, 7), W = on.step.state("W", w);
        const Value J = on.step.state("J", kept), labels = given ? Y : on.step.record("Y", 2 * Y);
        const Value Z = on.step.record("Z", W * X), A = on.step.record("A", softmax(Z));
        const Value losses = on.step.record("losses", cross_entropy(Z, labels));
        on.step.update("W", W, W - (A - Y) * transpose(X));
        on.step.update("J", J, sum_columns(losses));
        const Schedule schedule = schedule_of(on.tape(), 2);
        int alone = 0, together = 0;
        for (const Pass& pass : schedule.passes)
            for (const Job& job : pass.jobs) {
                alone += job.node == losses.node;
                together += job.node == A.node && job.losses == losses.node;
            }
        BOOST_TEST(together == (given ? 1 : 0));
        BOOST_TEST(alone == (given ? 0 : 1));
        BOOST_TEST((home_of(schedule, losses.node) == Home::memory));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
