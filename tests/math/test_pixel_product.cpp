#include <limits>

#include "engine/math/pixel_product.h"
#include "tests/math/samples.h"

namespace backstep {
namespace {

using samples::check_same;
using samples::Kind;

// Images of 26 pixels, with a last group of two: runs of ink, two pixels always 0, image 3 empty.
constexpr int pixels = 26;
PixelIndex index_of(int images) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(images * pixels));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t image = i / pixels, pixel = i % pixels;
        const bool ink = (pixel * 5 + image * 7) % 17 < 5 && image != 3 && pixel != 6 && pixel != 9;
        bytes[i] = static_cast<std::uint8_t>(ink ? 1 + i * 31 % 255 : 0);
    }
    return index_of_pixels(bytes, pixels);
}

struct Products {
    std::vector<double> out, transposed;
};

// left · X and left · Xᵀ in parts, as tiles would be.
Products sparse(const Kernels& kernels, const PixelBatch& batch, const std::vector<double>& left,
                const std::vector<double>& errors, int rows, bool finite, int threads = 1) {
    PixelGroups groups;
    groups.prepare(batch, threads);
    for (int chunk = 0; chunk < groups.chunks(); ++chunk) groups.sort(batch, chunk);
    const auto size = [rows](int cols) { return static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols); };
    Products products{std::vector<double>(size(batch.cols()), 7), std::vector<double>(size(pixels), 7)};
    std::vector<double> buffer;
    for (int chunk = 0; chunk < groups.chunks(); ++chunk)
        pixel_product(kernels, products.out.data() + size(groups.first(chunk)), {left.data(), rows, finite}, batch,
                      groups, chunk, buffer);
    const PixelLeft dZ{errors.data(), rows, finite};
    pixel_product_transposed(kernels, products.transposed.data(), dZ, batch, groups, 0, 8, buffer);
    pixel_product_transposed(kernels, products.transposed.data() + size(8), dZ, batch, groups, 8, pixels, buffer);
    return products;
}

Products dense(const Kernels& kernels, const PixelBatch& batch, const std::vector<double>& left,
               const std::vector<double>& errors, int rows) {
    const Matrix X = batch.dense();
    Products products{std::vector<double>(static_cast<std::size_t>(rows * batch.cols())),
                      std::vector<double>(static_cast<std::size_t>(rows * pixels))};
    kernels.product(products.out.data(), left.data(), X.values.data(), rows, pixels, batch.cols(), 1, pixels);
    kernels.product(products.transposed.data(), errors.data(), X.values.data(), rows, batch.cols(), pixels, pixels, 1);
    return products;
}

void check(int rows, int images, Kind kind, int threads = 1) {
    const PixelIndex index = index_of(images);
    PixelBatch batch(index);
    std::vector<int> picked(static_cast<std::size_t>(images));
    for (std::size_t j = 0; j < picked.size(); ++j) picked[j] = static_cast<int>(j * 3 % picked.size());
    batch.pick(picked);
    const std::vector<double> left = samples::numbers(static_cast<std::size_t>(rows * pixels), 1, kind, 20);
    const std::vector<double> errors = samples::numbers(static_cast<std::size_t>(rows * images), 2, kind, 20);
    const Products expected = dense(kernels_named("baseline"), batch, left, errors, rows);
    for (const Kernels* kernels : available_kernels()) {
        const Products got = sparse(*kernels, batch, left, errors, rows, kind == Kind::ordinary, threads);
        const std::string what = samples::text(kernels->name, ", ", rows, " rows, ", images, " images");
        check_same(got.out, expected.out, what);
        check_same(got.transposed, expected.transposed, what + ", transposed");
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pixel_product_)

BOOST_AUTO_TEST_CASE(every_height_gives_the_bits_of_the_dense_product) {
    for (int rows = 1; rows <= 70; ++rows) check(rows, 5, Kind::ordinary);
    for (const int rows : {96, 127, 128, 131, 200, 1000}) check(rows, 7, Kind::ordinary);
}

BOOST_AUTO_TEST_CASE(every_number_of_chunks_gives_the_bits_of_the_dense_product) {
    for (const int images : {1, 63, 64, 65, 200, 1025, 1300})
        for (const int threads : {1, 3}) check(11, images, Kind::ordinary, threads);
}

BOOST_AUTO_TEST_CASE(a_factor_that_may_not_be_finite_multiplies_the_zeros_too) {
    for (const int rows : {1, 8, 13}) check(rows, 70, Kind::any);
}

BOOST_AUTO_TEST_CASE(the_check_is_sharp_zeros_left_out_of_a_factor_that_is_not_finite_are_noticed) {
    const PixelIndex index = index_of(5);
    PixelBatch batch(index);
    batch.pick(std::vector<int>{3, 3, 3});  // nothing but zeros
    std::vector<double> left = samples::numbers(9 * pixels, 1, Kind::ordinary);
    left[9 * 6 + 4] = std::numeric_limits<double>::quiet_NaN();
    const Kernels& kernels = *available_kernels().front();
    const std::vector<double> errors = samples::numbers(9 * 3, 2, Kind::ordinary);
    BOOST_TEST(std::isnan(sparse(kernels, batch, left, errors, 9, false).out[4]));
    BOOST_TEST(!std::isnan(sparse(kernels, batch, left, errors, 9, true).out[4]));
}

BOOST_AUTO_TEST_CASE(groups_without_ink_are_known) {
    const PixelIndex index = index_of(5);
    PixelBatch batch(index);
    batch.pick(std::vector<int>{3, 3});
    PixelGroups groups;
    groups.prepare(batch, 1);
    groups.sort(batch, 0);
    BOOST_TEST(groups.all_zero(0, pixels));
    batch.pick(std::vector<int>{3, 0});
    groups.prepare(batch, 1);
    groups.sort(batch, 0);
    BOOST_TEST(!groups.all_zero(0, 4));
}

BOOST_AUTO_TEST_CASE(what_is_sorted_stays_so_only_for_the_same_images_of_the_same_index) {
    const PixelIndex index = index_of(5), other = index_of(5);
    const PixelIndex copy = index;
    PixelBatch batch(index), same(copy), elsewhere(other);
    PixelGroups groups;
    for (PixelBatch* each : {&batch, &same, &elsewhere}) each->pick(std::vector<int>{4, 0, 2});
    groups.prepare(batch, 1);
    BOOST_TEST(!groups.sorted(0));
    groups.sort(batch, 0);
    groups.prepare(same, 1);
    BOOST_TEST(groups.sorted(0));
    groups.prepare(elsewhere, 1);
    BOOST_TEST(!groups.sorted(0));
    groups.sort(elsewhere, 0);
    elsewhere.pick(std::vector<int>{4, 2, 0});
    groups.prepare(elsewhere, 1);
    BOOST_TEST(!groups.sorted(0));
}

BOOST_AUTO_TEST_CASE(another_number_of_threads_makes_other_chunks_of_the_same_images) {
    const PixelIndex index = index_of(60);
    PixelBatch batch(index);
    batch.pick(std::vector<int>(60, 2));
    PixelGroups groups;
    groups.prepare(batch, 1);
    BOOST_TEST(groups.chunks() == 1);
    groups.sort(batch, 0);
    groups.prepare(batch, 4);
    BOOST_TEST(groups.chunks() == 4);
    for (int chunk = 0; chunk < 4; ++chunk) BOOST_TEST(!groups.sorted(chunk));
}

BOOST_AUTO_TEST_CASE(ink_is_found_in_the_last_group_and_in_the_last_chunk) {
    std::vector<std::uint8_t> bytes(3 * pixels);
    bytes[2 * pixels + 25] = 7;  // the last pixel of the last image
    const PixelIndex index = index_of_pixels(bytes, pixels);
    PixelBatch batch(index);
    std::vector<int> picked(80, 0);
    picked.back() = 2;
    batch.pick(picked);
    PixelGroups groups;
    groups.prepare(batch, 1);
    BOOST_REQUIRE(groups.chunks() == 2);
    for (const int chunk : {0, 1}) groups.sort(batch, chunk);
    BOOST_TEST(groups.all_zero(0, 24));
    BOOST_TEST(!groups.all_zero(24, 26));
    BOOST_TEST(!groups.all_zero(0, 26));
}

BOOST_AUTO_TEST_CASE(a_batch_is_sorted_as_if_none_had_been_before) {
    const PixelIndex index = index_of(7);
    PixelBatch batch(index);
    PixelGroups again, fresh;
    for (const std::vector<int>& picked : {std::vector<int>{0, 1, 2, 4}, {6, 5, 3}}) {
        batch.pick(picked);
        again.prepare(batch, 1);
        again.sort(batch, 0);
    }
    fresh.prepare(batch, 1);
    fresh.sort(batch, 0);
    constexpr int groups = (pixels + 3) / 4;
    const PixelLists one = again.lists(0), other = fresh.lists(0);
    for (int group = 0; group <= groups; ++group) BOOST_TEST(one.starts[group] == other.starts[group]);
    for (std::uint32_t i = 0; i < other.starts[groups]; ++i) BOOST_TEST(one.entries[i] == other.entries[i]);
    BOOST_TEST(other.starts[groups] > 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
