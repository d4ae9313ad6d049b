#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "engine/data/batches.h"
#include "engine/math/error.h"
#include "tests/data/samples.h"

using namespace backstep;

namespace {

// Four images of 2×3 pixels.
Dataset small() {
    return {2, 3, 4, {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60, 0, 0, 255, 0, 0, 51, 9, 8, 7, 6, 5, 4}, {7, 0, 9, 3},
            ""};
}

const std::vector<int> picked{2, 0, 2};

bool names_image_4(const ShapeError& error) {
    return std::string(error.what()).find("image 4 of") != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(batches)

BOOST_AUTO_TEST_CASE(picked_images_become_columns_in_their_order) {
    const Matrix x = pixel_columns(small(), picked);
    BOOST_TEST((x == matrix_of({{0, 1, 0}, {0, 2, 0}, {255, 3, 255}, {0, 4, 0}, {0, 5, 0}, {51, 6, 51}})));
}

BOOST_AUTO_TEST_CASE(a_batch_of_the_index_has_the_same_numbers) {
    const PixelIndex index = pixel_index(small());
    PixelBatch scaled(index), raw(index, PixelScale::byte);
    scaled.pick(picked);
    raw.pick(picked);
    BOOST_TEST((scaled.dense() == scaled_pixel_columns(small(), picked)));
    BOOST_TEST((raw.dense() == pixel_columns(small(), picked)));
}

BOOST_AUTO_TEST_CASE(scaled_pixels_are_the_bytes_over_255) {
    const Matrix raw = pixel_columns(small(), picked), scaled = scaled_pixel_columns(small(), picked);
    BOOST_REQUIRE((scaled.rows == 6 && scaled.cols == 3));
    for (std::size_t i = 0; i < raw.size(); ++i) BOOST_TEST(scaled.values[i] == raw.values[i] / 255);
    BOOST_TEST(scaled(2, 0) == 1.0);
    BOOST_TEST(scaled(5, 0) == 0.2);
}

BOOST_AUTO_TEST_CASE(an_image_matrix_is_the_image_as_the_eye_sees_it) {
    BOOST_TEST((image_matrix(small(), 1) == matrix_of({{10, 20, 30}, {40, 50, 60}})));
}

BOOST_AUTO_TEST_CASE(labels_become_a_row_or_one_hot_columns) {
    const std::vector<std::uint8_t> labels = picked_labels(small(), picked);
    BOOST_TEST((labels == std::vector<std::uint8_t>{9, 7, 9}));
    BOOST_TEST((label_row(labels) == matrix_of({{9, 7, 9}})));
    const Matrix y = one_hot(std::vector<std::uint8_t>{2, 0}, 3);
    BOOST_TEST((y == matrix_of({{0, 1}, {0, 0}, {1, 0}})));
    const Matrix ten = one_hot(labels);
    BOOST_TEST((ten.rows == 10 && ten.cols == 3));
    BOOST_TEST(std::accumulate(ten.values.begin(), ten.values.end(), 0.0) == 3.0);
}

BOOST_AUTO_TEST_CASE(an_image_outside_the_data_set_is_refused_by_its_index) {
    const std::vector<int> bad{1, 4};
    BOOST_CHECK_EXCEPTION(pixel_columns(small(), bad), ShapeError, names_image_4);
    BOOST_CHECK_EXCEPTION(scaled_pixel_columns(small(), bad), ShapeError, names_image_4);
    BOOST_CHECK_EXCEPTION(picked_labels(small(), bad), ShapeError, names_image_4);
    BOOST_CHECK_EXCEPTION(image_matrix(small(), 4), ShapeError, names_image_4);
    BOOST_CHECK_THROW(image_matrix(small(), -1), ShapeError);
}

BOOST_AUTO_TEST_CASE(a_label_without_a_class_is_refused) {
    BOOST_CHECK_THROW(one_hot(std::vector<std::uint8_t>{2, 3}, 3), ShapeError);
}

BOOST_AUTO_TEST_CASE(an_epoch_visits_every_image_once) {
    std::vector<int> order = epoch_order(1000, 7, 3);
    BOOST_TEST(!std::is_sorted(order.begin(), order.end()));
    std::sort(order.begin(), order.end());
    std::vector<int> all(1000);
    std::iota(all.begin(), all.end(), 0);
    BOOST_TEST((order == all));
}

BOOST_AUTO_TEST_CASE(the_order_depends_on_seed_and_epoch_alone) {
    BOOST_TEST((epoch_order(100, 7, 3) == epoch_order(100, 7, 3)));
    BOOST_TEST((epoch_order(100, 7, 3) != epoch_order(100, 7, 4)));
    BOOST_TEST((epoch_order(100, 7, 3) != epoch_order(100, 8, 3)));
    BOOST_CHECK_THROW(epoch_order(100, 7, -1), ShapeError);
}

BOOST_AUTO_TEST_CASE(the_batches_of_an_epoch_are_its_order_in_slices) {
    const int count = 23, size = 5;
    BOOST_TEST(batches_per_epoch(count, size) == 5);
    std::vector<int> all;
    for (int batch = 0; batch < 5; ++batch) {
        const std::vector<int> indices = batch_indices(count, size, 7, 2, batch);
        BOOST_TEST(indices.size() == (batch < 4 ? 5u : 3u));
        all.insert(all.end(), indices.begin(), indices.end());
    }
    BOOST_TEST((all == epoch_order(count, 7, 2)));
    BOOST_CHECK_THROW(batch_indices(count, size, 7, 2, 5), ShapeError);
    BOOST_CHECK_THROW(batch_indices(count, size, 7, 2, -1), ShapeError);
}

BOOST_AUTO_TEST_CASE(a_batch_size_of_0_or_beyond_the_data_is_refused_as_bad_input) {
    BOOST_TEST(batches_per_epoch(23, 23) == 1);
    BOOST_TEST(batches_per_epoch(23, 1) == 23);
    for (int size : {0, -1, 24})
        samples::check_refused([&] { batch_indices(23, size, 1, 0, 0); }, {"batch size", "for 23 images", "1 to 23"});
}

BOOST_AUTO_TEST_SUITE_END()
