#include <limits>
#include <set>

#include "engine/record/operation.h"
#include "tests/record/cases.h"

namespace backstep::test {
namespace {

void every_cell_is_as_defined(const Numbers& numbers) {
    for (const Kernels* kernels : available_kernels())
        for (const Case& one : cases()) {
            Machine machine(1, *kernels);
            Recorder step(machine.compute, Recording::on);
            const Value value = step.record("result", one.formula(record_all(step, numbers)));
            const Matrix& result = step[value];
            for (int c = 0; c < result.cols; ++c)
                for (int r = 0; r < result.rows; ++r)
                    BOOST_TEST(close(result(r, c), one.cell(numbers, r, c), one.ulps),
                               one.name << " (" << r << "," << c << ") with " << kernels->name << ": " << result(r, c)
                                        << " is not " << one.cell(numbers, r, c));
        }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(operation_)

BOOST_AUTO_TEST_CASE(every_operation_computes_what_its_definition_says) { every_cell_is_as_defined(usual_numbers()); }

BOOST_AUTO_TEST_CASE(nan_infinity_and_negative_zero_go_through_every_operation_as_defined) {
    every_cell_is_as_defined(strange_numbers());
}

BOOST_AUTO_TEST_CASE(the_cases_of_these_tests_use_every_operation) {
    std::set<Op> seen;
    for (const Case& one : cases()) {
        RecordingOn on;
        const Expression formula = one.formula(record_all(on.step, usual_numbers()));
        seen.insert(on.tape().nodes[static_cast<std::size_t>(formula.node)].op);
    }
    BOOST_TEST(seen.size() == static_cast<std::size_t>(Op::flatten) + 1 - 3);  // without what is given
}

BOOST_AUTO_TEST_CASE(the_row_of_an_operation_is_its_own) {
    for (int op = 0; op <= static_cast<int>(Op::flatten); ++op)
        BOOST_TEST(static_cast<int>(operation(static_cast<Op>(op)).op) == op);
}

BOOST_AUTO_TEST_CASE(an_example_never_hears_of_another_where_columns_are_read_one_by_one) {
    // Changing column 3 of the left operand may change only column 3 of a result that reads it column by column.
    for (const Case& one : cases()) {
        Numbers changed = usual_numbers();
        for (int r = 0; r < 5; ++r) changed.A(r, 3) += 0.25;
        RecordingOn before, after;
        const Value a = before.step.record("result", one.formula(record_all(before.step, usual_numbers())));
        const Value b = after.step.record("result", one.formula(record_all(after.step, changed)));
        const Node& node = before.tape().nodes[static_cast<std::size_t>(a.node)];
        if (operation(node.op).left != Reach::column) continue;
        for (int c = 0; c < a.cols(); ++c)
            for (int r = 0; r < a.rows(); ++r)
                if (c != 3) BOOST_TEST(same_bits(before.step[a](r, c), after.step[b](r, c)), one.name);
    }
}

BOOST_AUTO_TEST_CASE(only_an_unnamed_transpose_on_the_right_of_a_product_is_read_through) {
    RecordingOn on;
    const Value A = on.input("A", 5, 7), B = on.input("B", 3, 7), C = on.input("C", 5, 3);
    const auto through = [&](Expression x) {
        return reads_through_transpose(on.tape(), on.tape().nodes[static_cast<std::size_t>(x.node)]);
    };
    BOOST_TEST(through(A * transpose(B)));
    BOOST_TEST(!through(transpose(A) * C));
    BOOST_TEST(!through(A + transpose(transpose(A))));
    BOOST_TEST(!through(A * on.step.record("Bt", transpose(B))));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
