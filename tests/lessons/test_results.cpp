#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "lessons/results.h"
#include "tests/lessons/run.h"

using namespace backstep;

namespace {

// Two epochs of three steps each.
struct Trained {
    Pool pool{1};
    Compute compute{*available_kernels().back(), pool};
    TrainingPlan plan;
    std::shared_ptr<const Timeline> timeline;

    Trained() {
        plan.data = split(first_images(test_dataset(), 30), first_images(test_dataset(), 10), 24, 6);
        plan.network.layers = {784, 5, 10};
        plan.batch_size = 8;
        plan.epochs = 2;
        timeline = trained_beside(plan, compute);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(results)

BOOST_FIXTURE_TEST_CASE(rows_have_a_number_for_each_epoch_or_step, Trained) {
    BOOST_TEST(timeline->trained() == 6);
    const Matrix losses = loss_row(*timeline), means = epoch_row(*timeline, &EpochRecord::loss);
    BOOST_TEST(losses.cols == 6);
    BOOST_TEST(means.cols == 2);
    for (int i = 0; i < 6; ++i) BOOST_TEST(losses(0, i) == timeline->step_record(i + 1).loss);
    const Matrix norms = step_row(*timeline, "dW[2]", [](const Summary& dW) { return dW.norm; });
    BOOST_TEST(norms.cols == 6);
    BOOST_TEST(norms(0, 3) > 0);
    BOOST_CHECK_THROW(step_row(*timeline, "dW[3]", [](const Summary& dW) { return dW.norm; }), std::out_of_range);
}

BOOST_FIXTURE_TEST_CASE(the_trained_network_is_the_one_after_the_last_step, Trained) {
    BOOST_TEST(state_hash(trained_network(*timeline, compute)) == timeline->hash());
}

BOOST_AUTO_TEST_CASE(a_confusion_matrix_has_a_row_for_each_label_and_a_column_for_each_answer) {
    const std::vector<std::uint8_t> labels{0, 2, 2, 1, 2};
    const std::vector<int> predicted{0, 1, 2, 1, 1};
    BOOST_TEST((confusion_matrix(labels, predicted, 3) == matrix_of({{1, 0, 0}, {0, 1, 0}, {0, 2, 1}})));
    BOOST_TEST((mistakes(labels, predicted) == std::vector<int>{1, 4}));
    BOOST_CHECK_THROW(confusion_matrix(labels, predicted, 2), std::out_of_range);
    BOOST_CHECK_THROW(confusion_matrix(labels, std::vector<int>{0, 1}, 3), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(pictures_stand_in_rows_with_a_line_between_them) {
    const Matrix a = matrix_of({{1, 2}}), b = matrix_of({{3, 4}}), c = matrix_of({{5, 6}});
    BOOST_TEST((side_by_side({a, b, c}, 2) == matrix_of({{1, 2, 0, 3, 4}, {0, 0, 0, 0, 0}, {5, 6, 0, 0, 0}})));
    BOOST_TEST((side_by_side({a}, 8) == a));
    BOOST_TEST((side_by_side({}, 8) == Matrix(1, 1)));
}

BOOST_AUTO_TEST_CASE(the_weights_of_a_unit_are_laid_out_as_the_pixels_are) {
    const Matrix W = matrix_of({{9, 9, 9, 9, 9, 9}, {1, 2, 3, 4, 5, 6}});
    BOOST_TEST((weight_picture(W, 1, 2, 3) == matrix_of({{1, 2, 3}, {4, 5, 6}})));
}

BOOST_AUTO_TEST_SUITE_END()
