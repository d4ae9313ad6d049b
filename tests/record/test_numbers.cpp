#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/record/numbers.h"
#include "engine/record/recorder.h"
#include "tests/record/helpers.h"

namespace backstep::test {
namespace {

// Four images of five pixels, one of them empty; three are picked, one of them twice.
struct Images {
    PixelIndex index = index_of_pixels(
        std::vector<std::uint8_t>{0, 51, 0, 255, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 102, 0, 0, 0, 204}, 5);
    PixelBatch batch{index};
    Images() { batch.pick(std::vector<int>{3, 1, 0, 3}); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(images_read_as_the_matrix_that_they_stand_for) {
    const Images images;
    const Matrix dense = images.batch.dense();
    const Numbers sparse(images.batch), full(dense);
    BOOST_TEST(sparse.rows == 5);
    BOOST_TEST(sparse.cols == 4);
    BOOST_TEST(sparse.size() == 20u);
    BOOST_TEST(sparse.contains(4, 3));
    BOOST_TEST(!sparse.contains(5, 0));
    BOOST_TEST(same_bits(sparse.dense(), dense));
    BOOST_TEST((sparse == full));
    std::vector<double> room;
    for (int col = 0; col < 4; ++col)
        for (int row = 0; row < 5; ++row) {
            BOOST_TEST(sparse(row, col) == dense(row, col));
            BOOST_TEST(sparse.column(col, room)[row] == dense(row, col));
        }
    BOOST_TEST(full.column(2, room) == dense.column(2));  // in its place
}

BOOST_AUTO_TEST_CASE(other_numbers_or_another_shape_are_not_equal) {
    const Images images;
    Matrix other = images.batch.dense();
    other(4, 1) = 1;
    BOOST_TEST(!(Numbers(images.batch) == Numbers(other)));
    BOOST_TEST(!(Numbers(images.batch) == Numbers(Matrix(4, 5))));
}

BOOST_AUTO_TEST_CASE(a_visit_sees_all_but_the_zeros_of_images_and_counts_those) {
    const Images images;
    const Matrix dense = images.batch.dense();
    std::vector<double> sparse, full;
    BOOST_TEST(Numbers(images.batch).visit([&](double number) { sparse.push_back(number); }) == 14u);
    BOOST_TEST(Numbers(dense).visit([&](double number) { full.push_back(number); }) == 0u);
    BOOST_TEST(full == dense.values);
    std::erase(full, 0.0);
    BOOST_TEST(sparse == full);
}

BOOST_AUTO_TEST_CASE(the_largest_magnitude_is_of_what_is_finite) {
    const double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(largest_finite(matrix_of({{1, -3, 2}, {infinity, std::nan(""), -infinity}})) == 3);
    BOOST_TEST(largest_finite(matrix_of({{infinity}})) == 0);
    BOOST_TEST(largest_finite(Matrix(2, 3)) == 0);
}

BOOST_AUTO_TEST_CASE(a_recording_keeps_images_as_images) {
    const Images images;
    Machine machine;
    Recorder step(machine.compute, Recording::on);
    const Value X = step.input("X", images.batch);
    step.record("S", sum_rows(X));
    BOOST_TEST(std::holds_alternative<PixelBatch>(step.trace().values[0]));
    BOOST_TEST(step.trace().matrix(1)(0, 2) == (51 / 255.0 + 255 / 255.0));
    BOOST_CHECK_THROW(step.trace().matrix(0), std::logic_error);
}

BOOST_AUTO_TEST_CASE(images_with_a_pixel_set_by_hand_become_a_matrix) {
    const Images images;
    Machine machine;
    Recorder step(machine.compute, Recording::on);
    step.edit({{0, 4, 1, 0.5}, {0, 5, 0, 7}});
    const Value X = step.input("X", images.batch);
    step.record("S", sum_rows(X));
    Matrix expected = images.batch.dense();
    expected(4, 1) = 0.5;
    BOOST_TEST(same_bits(step.trace().matrix(0), expected));
    BOOST_TEST(step.trace().matrix(1)(0, 1) == 0.5);
    BOOST_TEST(step.trace().edits.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep::test
