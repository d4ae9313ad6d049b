#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "engine/data/idx.h"
#include "tests/data/samples.h"

using namespace backstep;
using namespace backstep::samples;

namespace {

struct Fixture {
    Folder folder;
    std::string images = folder.write("images", idx_images(5)),
                labels = folder.write("labels", idx_labels({7, 0, 9, 1, 7}));

    void refuse_images(const Bytes& bytes, std::vector<std::string> words) {
        const std::string raw = folder.write("bad", bytes);
        words.push_back(raw);
        check_refused([&] { read_idx(raw, labels); }, words);
    }
    void refuse_labels(const Bytes& bytes, std::vector<std::string> words) {
        const std::string raw = folder.write("bad", bytes), packed = folder.write("bad.gz", gzipped(bytes));
        words.push_back(raw);
        check_refused([&] { read_idx(images, raw); }, words);
        words.back() = packed;
        check_refused([&] { read_idx(images, packed); }, words);
    }
};

Bytes header(std::vector<std::uint32_t> words) { return with_header(words, Bytes(5 * 784)); }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(idx, Fixture)

BOOST_AUTO_TEST_CASE(images_and_labels_come_back_as_they_were_written) {
    const Dataset data = read_idx(images, labels);
    BOOST_TEST(data.count == 5);
    BOOST_TEST((data.labels == Bytes{7, 0, 9, 1, 7}));
    BOOST_REQUIRE(data.images.size() == 5u * 784u);
    for (int i = 0; i < 5; ++i)
        for (int p = 0; p < 784; ++p) BOOST_REQUIRE(data.image(i)[p] == sample_pixel(i, p));
    BOOST_TEST(data.source == images);
}

BOOST_AUTO_TEST_CASE(packed_files_give_the_same_whatever_they_are_called) {
    const Dataset raw = read_idx(images, labels);
    const Dataset packed = read_idx(folder.write("other", gzipped(idx_images(5))),
                                    folder.write("labels.gz", gzipped(idx_labels({7, 0, 9, 1, 7}))));
    BOOST_TEST((packed.images == raw.images));
    BOOST_TEST((packed.labels == raw.labels));
}

BOOST_AUTO_TEST_CASE(a_file_that_ends_in_its_header_is_refused) {
    refuse_images({}, {"ends at byte 0", "16 bytes"});
    refuse_images({0, 0, 8}, {"ends at byte 3", "16 bytes"});
    const Bytes whole = idx_images(5);
    refuse_images(Bytes(whole.begin(), whole.begin() + 15), {"ends at byte 15", "16 bytes"});
    refuse_labels({}, {"ends at byte 0", "8 bytes"});
    refuse_labels({0, 0, 8, 1, 0, 0, 0}, {"ends at byte 7", "8 bytes"});
}

BOOST_AUTO_TEST_CASE(a_wrong_magic_number_is_refused_and_explained) {
    refuse_images(header({0x89504e47, 5, 28, 28}), {"0x89504e47", "byte 0", "not an IDX file", "0x00000803"});
    refuse_images(header({0x0d03, 5, 28, 28}), {"0x00000d03", "type 0x0d"});
    refuse_images(header({0x0802, 5, 28, 28}), {"0x00000802", "rank 2 instead of 3"});
    refuse_images(header({0x03080000, 5u << 24, 28u << 24, 28u << 24}), {"0x03080000", "little-endian"});
}

BOOST_AUTO_TEST_CASE(labels_given_as_images_are_refused_and_the_other_way_round) {
    check_refused([&] { read_idx(images, images); }, {images, "these are images", "(labels)"});
    Bytes many(20, 3);
    refuse_images(idx_labels(many), {"these are labels", "(images)"});
}

BOOST_AUTO_TEST_CASE(counts_that_cannot_be_are_refused) {
    for (std::uint32_t count : {0u, 1'000'001u, 0x80000000u, 0xffffffffu}) {
        refuse_images(header({0x803, count, 28, 28}), {std::to_string(count) + " images at byte 4", "1 to 1000000"});
        refuse_labels(with_header({0x801, count}, {1, 2, 3}), {std::to_string(count) + " labels at byte 4"});
    }
}

BOOST_AUTO_TEST_CASE(images_may_have_any_size_and_more_classes_than_digits) {
    Bytes bytes(5 * 6 * 3);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(2 * i);
    const Dataset data = read_idx(folder.write("small", with_header({0x803, 5, 6, 3}, bytes)),
                                  folder.write("letters", idx_labels({7, 0, 25, 1, 255})));
    BOOST_TEST(data.rows == 6);
    BOOST_TEST(data.cols == 3);
    BOOST_TEST((data.images == bytes));
    BOOST_TEST((data.labels == Bytes{7, 0, 25, 1, 255}));
}

BOOST_AUTO_TEST_CASE(images_of_a_size_that_cannot_be_are_refused) {
    refuse_images(header({0x803, 5, 1001, 28}), {"1001 rows at byte 8", "expected 1 to 1000"});
    refuse_images(header({0x803, 5, 28, 0}), {"0 columns at byte 12", "expected 1 to 1000"});
    refuse_images(header({0x803, 1'000'000, 50, 50}), {"1000000 images of 50×50", "at most 2000000000 bytes"});
    // The product of these sizes is 0 modulo 2^64.
    refuse_images(header({0x803, 0x10000, 0x80000000, 0x80000000}), {"2147483648 rows"});
}

BOOST_AUTO_TEST_CASE(one_byte_short_or_long_is_refused) {
    Bytes bytes = idx_images(5);
    bytes.push_back(0);
    refuse_images(bytes, {"3937 bytes, expected 3936", "5 images"});
    bytes.resize(bytes.size() - 2);
    refuse_images(bytes, {"3935 bytes, expected 3936", "5 images"});
}

BOOST_AUTO_TEST_CASE(one_packed_byte_short_or_long_is_refused) {
    Bytes bytes = idx_images(5);
    bytes.push_back(0);
    check_refused([&] { read_idx(folder.write("long.gz", gzipped(bytes)), labels); },
                  {"long.gz", "more than the 3936"});
    bytes.resize(bytes.size() - 2);
    check_refused([&] { read_idx(folder.write("short.gz", gzipped(bytes)), labels); }, {"short.gz", "3935", "3936"});
}

BOOST_AUTO_TEST_CASE(a_packed_header_that_promises_far_too_much_is_refused) {
    const Bytes liar = with_header({0x803, 1'000'000, 28, 28}, Bytes(1000));
    check_refused([&] { read_idx(folder.write("liar.gz", gzipped(liar)), labels); }, {"liar.gz", "cannot hold"});
}

BOOST_AUTO_TEST_CASE(damaged_packed_files_are_refused_by_name) {
    Bytes packed = gzipped(idx_images(5));
    check_refused([&] { read_idx(folder.write("junk.gz", joined(packed, {1})), labels); }, {"junk.gz", "not gzip"});
    check_refused([&] { read_idx(folder.write("two.gz", joined(packed, packed)), labels); }, {"two.gz", "another"});
    packed[packed.size() - 6] ^= 1;
    check_refused([&] { read_idx(folder.write("crc.gz", packed), labels); }, {"crc.gz", "damaged"});
    packed.resize(packed.size() / 2);
    check_refused([&] { read_idx(folder.write("cut.gz", packed), labels); }, {"cut.gz", "cut short"});
}

BOOST_AUTO_TEST_CASE(as_many_labels_as_images_are_expected) {
    const std::string four = folder.write("four", idx_labels({1, 2, 3, 4}));
    check_refused([&] { read_idx(images, four); }, {four, images, "4 labels", "5 images"});
}

BOOST_AUTO_TEST_CASE(a_directory_or_a_missing_file_is_refused) {
    check_refused([&] { read_idx(folder.path(), labels); }, {"a directory"});
    check_refused([&] { read_idx(images, folder.path("missing")); }, {"missing", "no such file"});
}

BOOST_AUTO_TEST_SUITE_END()
