#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "engine/math/error.h"
#include "engine/math/pixels.h"

namespace backstep {
namespace {

// Seven images of 11 pixels: the last group of each has three. Image 2 is empty, image 5 full.
std::vector<std::uint8_t> images() {
    std::vector<std::uint8_t> bytes(7 * 11);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        if (i % 3 != 1 || i / 11 == 5) bytes[i] = static_cast<std::uint8_t>(i / 11 == 2 ? 0 : i * 37 % 255 + 1);
    return bytes;
}

const std::vector<int> picked{5, 2, 0, 6, 5};

std::string refusal(const std::vector<std::uint8_t>& bytes, int pixels) {
    try {
        index_of_pixels(bytes, pixels);
    } catch (const ShapeError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pixels)

BOOST_AUTO_TEST_CASE(a_batch_is_the_bytes_of_its_images_scaled_or_as_they_are) {
    const std::vector<std::uint8_t> bytes = images();
    const PixelIndex index = index_of_pixels(bytes, 11);
    for (const PixelScale scale : {PixelScale::unit, PixelScale::byte}) {
        PixelBatch batch(index, scale);
        batch.pick(picked);
        const Matrix dense = batch.dense();
        BOOST_TEST((dense.rows == 11 && dense.cols == 5 && batch.rows() == 11 && batch.cols() == 5));
        for (int j = 0; j < 5; ++j)
            for (int p = 0; p < 11; ++p) {
                const double byte = bytes[static_cast<std::size_t>(picked[static_cast<std::size_t>(j)] * 11 + p)];
                const double expected = scale == PixelScale::unit ? byte / 255.0 : byte;
                BOOST_TEST(dense(p, j) == expected);
                BOOST_TEST(batch.value(p, j) == expected);
            }
    }
}

BOOST_AUTO_TEST_CASE(a_batch_can_be_picked_again_and_read_in_parts) {
    const std::vector<std::uint8_t> bytes = images();
    const PixelIndex index = index_of_pixels(bytes, 11);
    PixelBatch batch(index);
    batch.pick(picked);
    batch.pick(std::vector<int>{1, 3, 4});
    BOOST_TEST(batch.cols() == 3);
    const Matrix dense = batch.dense();
    Matrix part(11, 2);
    batch.dense_columns(part.values.data(), 1, 3);
    for (int p = 0; p < 11; ++p) {
        BOOST_TEST(part(p, 0) == dense(p, 1));
        BOOST_TEST(part(p, 1) == dense(p, 2));
    }
}

BOOST_AUTO_TEST_CASE(the_groups_hold_the_same_bytes) {
    const std::vector<std::uint8_t> bytes = images();
    const PixelIndex index = index_of_pixels(bytes, 11);
    BOOST_TEST(index.groups_per_image() == 3);
    BOOST_TEST(index.largest_group_count == 3);
    std::vector<std::uint8_t> again(bytes.size());
    for (int i = 0; i < 7; ++i) {
        for (const std::uint64_t entry : index.groups(i))
            for (std::size_t k = 0; k < 4; ++k)
                if (const auto byte = static_cast<std::uint8_t>(entry >> 8 * k))
                    again[static_cast<std::size_t>(i) * 11 + (entry >> 32) * 4 + k] = byte;
    }
    BOOST_TEST(again == bytes);
    BOOST_TEST(index.groups(2).empty());
}

// Enough of them for several threads: 900 times the seven.
BOOST_AUTO_TEST_CASE(many_images_are_indexed_as_each_is_by_itself) {
    const std::vector<std::uint8_t> seven = images();
    std::vector<std::uint8_t> many;
    for (int i = 0; i < 900; ++i) many.insert(many.end(), seven.begin(), seven.end());
    const PixelIndex one = index_of_pixels(seven, 11), all = index_of_pixels(many, 11);
    BOOST_TEST(all.count == 6300);
    BOOST_TEST(all.largest_group_count == one.largest_group_count);
    BOOST_TEST(all.words.size() == 900 * one.words.size());
    for (int i = 0; i < 6300; ++i) {
        const auto expected = one.groups(i % 7), found = all.groups(i);
        BOOST_REQUIRE(std::equal(expected.begin(), expected.end(), found.begin(), found.end()));
    }
}

BOOST_AUTO_TEST_CASE(an_image_that_is_not_there_is_refused_by_its_number) {
    const PixelIndex index = index_of_pixels(images(), 11);
    PixelBatch batch(index);
    for (const int wrong : {-1, 7})
        BOOST_CHECK_EXCEPTION(batch.pick(std::vector<int>{0, wrong}), ShapeError, [wrong](const ShapeError& error) {
            return std::string(error.what()).find("image " + std::to_string(wrong) + " of 7") != std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_whole_images_are_refused) {
    BOOST_TEST(refusal(images(), 10).find("77 bytes are no whole number of images of 10 pixels") != std::string::npos);
    BOOST_TEST(refusal(images(), 0).find("images of 0 pixels") != std::string::npos);
    BOOST_TEST(refusal({}, 300000).find("images of 300000 pixels") != std::string::npos);
    BOOST_TEST(index_of_pixels({}, 11).count == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace backstep
