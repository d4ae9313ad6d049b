#include <set>
#include <thread>

#include "engine/record/run_node.h"
#include "tests/record/cases.h"

namespace backstep::test {
namespace {

// Large enough that every operation is shared out over threads: products of 30,000 and more, maps of 23,000.
Numbers large_numbers() {
    Numbers n = usual_numbers();
    const int rows = 76, cols = 307;
    n.A = noise(rows, cols, 11);
    n.B = noise(rows, cols, 12);
    n.column = noise(rows, 1, 13);
    n.row = noise(1, cols, 14);
    n.W = noise(41, rows, 15);
    n.V = noise(cols, 29, 16);
    n.positive = n.A;
    for (double& x : n.positive.values) x = x < 0 ? -x : x;
    n.labels = Matrix(1, cols);
    n.Y = Matrix(rows, cols);
    for (int c = 0; c < cols; ++c) n.labels(0, c) = c % 5, n.Y(c % 5, c) = 1;
    return n;
}

Matrix result(const Case& one, const Numbers& numbers, int threads, const Kernels& kernels) {
    Machine machine(threads, kernels);
    Recorder step(machine.compute, Recording::on);
    return step[step.record("result", one.formula(record_all(step, numbers)))];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(run_node_)

BOOST_AUTO_TEST_CASE(threads_and_kernels_change_no_bit) {
    for (const Numbers& numbers : {usual_numbers(), strange_numbers(), large_numbers()})
        for (const std::vector<Case>* list : {&cases(), &nested_cases()})
            for (const Case& one : *list) {
                if (one.name == "a flattened one-hot" && numbers.A.rows != 5) continue;
                const Matrix expected = result(one, numbers, 1, kernels_named("baseline"));
                for (const Kernels* kernels : available_kernels())
                    for (const int threads : {1, 2, 3})
                        BOOST_TEST(same_bits(result(one, numbers, threads, *kernels), expected),
                                   one.name << " with " << kernels->name << " and " << threads << " threads");
            }
}

BOOST_AUTO_TEST_CASE(a_product_through_a_transpose_is_the_product_with_the_transpose) {
    for (const int threads : {1, 3}) {
        Machine machine(threads);
        Recorder step(machine.compute, Recording::on);
        const Value A = step.input("A", noise(23, 67, 1)), B = step.input("B", noise(31, 67, 2));
        const Value through = step.record("through", A * transpose(B));
        const Value Bt = step.record("Bt", transpose(B));
        BOOST_TEST(same_bits(step[through], step[step.record("copied", A * Bt)]));
    }
}

BOOST_AUTO_TEST_CASE(matrices_without_rows_or_columns_give_empty_results) {
    RecordingOn on;
    const Value none = on.input("none", 3, 0), empty = on.input("empty", 0, 4);
    BOOST_TEST(on.step[on.step.record("a", relu(none))].size() == 0u);
    BOOST_TEST(on.step[on.step.record("b", softmax(empty))].size() == 0u);
    BOOST_TEST((on.step[on.step.record("c", none * empty)] == Matrix(3, 4)));
    BOOST_TEST((on.step[on.step.record("d", sum_columns(none))] == Matrix(3, 1)));
    BOOST_TEST((on.step[on.step.record("e", sum_rows(empty))] == Matrix(1, 4)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
