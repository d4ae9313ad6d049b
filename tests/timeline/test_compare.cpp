#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "engine/timeline/compare.h"
#include "tests/timeline/sample.h"

using namespace backstep;

namespace {

const double not_a_number = std::numeric_limits<double>::quiet_NaN();

Trace trace_of(const std::vector<std::pair<const char*, Matrix>>& values) {
    Computer computer;
    Recorder recorder(computer.compute, Recording::on);
    for (const auto& [name, matrix] : values) recorder.input(name, matrix);
    return recorder.take_trace();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compare_)

BOOST_AUTO_TEST_CASE(values_are_matched_by_name_and_version) {
    const Trace left = trace_of({{"X", Matrix(2, 3)}, {"W[1]", Matrix(1, 2)}, {"W[1]", Matrix(1, 2)}});
    const Trace right = trace_of({{"W[1]", Matrix(1, 2)}, {"J", Matrix(1, 1)}, {"X", Matrix(2, 3)}});
    const std::vector<ValueDifference> list = compare(left, right);
    BOOST_REQUIRE(list.size() == 4u);
    BOOST_TEST((list[0].left == 0 && list[0].right == 2));
    BOOST_TEST((list[1].left == 1 && list[1].right == 0));
    BOOST_TEST((list[2].left == 2 && list[2].right == -1));
    BOOST_TEST((list[3].left == -1 && list[3].right == 1));
}

BOOST_AUTO_TEST_CASE(the_largest_difference_has_a_size_and_a_place) {
    const Matrix a = matrix_of({{1, 2, 3}, {4, 5, 6}});
    const Matrix b = matrix_of({{1, 2.5, 3}, {4, 5, 4}});
    const ValueDifference found = compare(trace_of({{"X", a}}), trace_of({{"X", b}}))[0];
    BOOST_TEST(found.largest == 2);
    BOOST_TEST((found.row == 1 && found.col == 2));
    BOOST_TEST(found.different == 2);
    BOOST_TEST(compare(trace_of({{"X", a}}), trace_of({{"X", a}}))[0].different == 0);
}

BOOST_AUTO_TEST_CASE(nan_against_a_number_is_the_largest_difference) {
    const Matrix a = matrix_of({{not_a_number, 0, 3, not_a_number}}),
                 b = matrix_of({{not_a_number, -0.0, not_a_number, 7}});
    const ValueDifference found = compare(trace_of({{"X", a}}), trace_of({{"X", b}}))[0];
    BOOST_TEST(std::isnan(found.largest));
    BOOST_TEST(found.col == 2);
    BOOST_TEST(found.different == 3);  // −0 is another bit, though no distance
}

BOOST_AUTO_TEST_CASE(values_of_different_shapes_differ_everywhere) {
    const ValueDifference found = compare(trace_of({{"X", Matrix(2, 3)}}), trace_of({{"X", Matrix(2, 4)}}))[0];
    BOOST_TEST(found.different == 8);
    BOOST_TEST(std::isinf(found.largest));
    BOOST_TEST(!difference(Matrix(2, 3), Matrix(3, 2)).has_value());
}

BOOST_AUTO_TEST_CASE(a_difference_is_right_minus_left) {
    const Matrix a = matrix_of({{1, 2, 3}, {4, 5, 6}}), b = matrix_of({{0, 2, 5}, {4, 1, 6}});
    BOOST_TEST((difference(a, b).value() == matrix_of({{-1, 0, 2}, {0, -4, 0}})));
}

BOOST_AUTO_TEST_CASE(two_timelines_part_at_the_first_step_that_differs) {
    const auto parent = trained(sample_plan(), 20);
    TrainingPlan plan = sample_plan();
    plan.network.optimizer.learning_rate = 0.02;
    const auto fork = std::make_shared<Timeline>(parent, 13, Change{plan, {}});
    BOOST_TEST(!first_difference(*parent, *fork).has_value());
    Computer computer;
    fork->advance(computer.compute, 3);
    BOOST_TEST(first_difference(*parent, *fork).value() == 13);
    BOOST_TEST(!first_difference(*parent, *parent).has_value());
}

BOOST_AUTO_TEST_CASE(racers_are_fair_with_the_same_start_and_the_same_batches) {
    TrainingPlan plan = sample_plan();
    const Timeline adam(plan);
    plan.network.optimizer = {.kind = Optimizer::momentum, .learning_rate = 0.3};
    plan.epochs = 3;
    const Timeline momentum(plan);
    BOOST_TEST(fairness(adam, momentum).same());
    const auto unfair = [&](const TrainingPlan& other) { return fairness(adam, Timeline(other)); };
    plan.network.seed = 2;
    BOOST_TEST(unfair(plan).left_start != unfair(plan).right_start);
    BOOST_TEST(unfair(plan).left_order == unfair(plan).right_order);
    plan = sample_plan();
    plan.seed = 2;
    BOOST_TEST(unfair(plan).left_start == unfair(plan).right_start);
    BOOST_TEST(unfair(plan).left_order != unfair(plan).right_order);
    plan = sample_plan();
    plan.batch_size = 31;
    BOOST_TEST(!unfair(plan).same());
    plan = sample_plan();
    plan.scaled = false;
    BOOST_TEST(!unfair(plan).same());
    plan = sample_plan();
    const auto data = own_sample_data();
    plan.data = data;
    BOOST_TEST(unfair(plan).same());
    ++data->train.images[1234];
    BOOST_TEST(!unfair(plan).same());
}

BOOST_AUTO_TEST_SUITE_END()
