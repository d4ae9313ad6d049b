#include <boost/test/unit_test.hpp>

#include "engine/data/gzip.h"
#include "engine/math/error.h"
#include "tests/data/samples.h"

using namespace backstep;
using namespace backstep::samples;

namespace {

Bytes counting(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * i / 3);
    return bytes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gzip)

BOOST_AUTO_TEST_CASE(what_was_packed_comes_back) {
    const Bytes bytes = counting(10007);
    BOOST_TEST((gunzip("f", gzipped(bytes), bytes.size()) == bytes));
    BOOST_TEST(gunzip("f", gzipped({}), 0).empty());
}

BOOST_AUTO_TEST_CASE(a_member_written_by_the_gzip_program_is_read) {
    // printf 'step back' | gzip -n9
    const Bytes packed{0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0x2e, 0x49, 0x2d, 0x50,
                       0x48, 0x4a, 0x4c, 0xce, 0x06, 0x00, 0x78, 0x2b, 0xda, 0x58, 0x09, 0x00, 0x00, 0x00};
    const Bytes bytes = gunzip("f", packed, 9);
    BOOST_TEST(std::string(bytes.begin(), bytes.end()) == "step back");
}

BOOST_AUTO_TEST_CASE(the_start_is_unpacked_alone) {
    const Bytes bytes = counting(10007);
    BOOST_TEST((gunzip_start("f", gzipped(bytes), 16) == Bytes(bytes.begin(), bytes.begin() + 16)));
    BOOST_TEST((gunzip_start("f", gzipped(counting(5)), 16) == counting(5)));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_gzip_are_refused) {
    BOOST_TEST(!is_gzip({}));
    BOOST_TEST(!is_gzip({0x1f, 0x8b}));
    BOOST_TEST(is_gzip({0x1f, 0x8b, 8}));
    check_refused([] { gunzip("some.gz", {1, 2, 3, 4}, 4); }, {"some.gz", "does not begin with the gzip bytes"});
}

BOOST_AUTO_TEST_CASE(a_member_cut_short_anywhere_is_refused) {
    const Bytes bytes = counting(300), packed = gzipped(bytes);
    for (std::size_t size = 3; size < packed.size(); ++size)
        check_refused([&] { gunzip("cut.gz", Bytes(packed.begin(), packed.begin() + static_cast<long>(size)), 300); },
                      {"cut.gz", "cut short at byte " + std::to_string(size)});
}

BOOST_AUTO_TEST_CASE(a_wrong_checksum_is_refused) {
    Bytes packed = gzipped(counting(300));
    packed[packed.size() - 8] ^= 1;
    check_refused([&] { gunzip("crc.gz", packed, 300); }, {"crc.gz", "damaged", "incorrect data check"});
}

BOOST_AUTO_TEST_CASE(a_wrong_length_at_the_end_is_refused) {
    Bytes packed = gzipped(counting(300));
    packed[packed.size() - 4] ^= 1;
    check_refused([&] { gunzip("length.gz", packed, 300); }, {"length.gz", "damaged", "incorrect length check"});
}

BOOST_AUTO_TEST_CASE(no_flipped_bit_changes_what_comes_out_unnoticed) {
    // Bits that fill up the last byte mean nothing (RFC 1951, 3.2.3): the few without an error there are allowed.
    const Bytes bytes = counting(300), packed = gzipped(bytes);
    int refused = 0, flipped = 0;
    for (std::size_t i = 10; i < packed.size(); ++i)
        for (int bit = 0; bit < 8; ++bit, ++flipped) {
            Bytes damaged = packed;
            damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ (1 << bit));
            try {
                BOOST_TEST((gunzip("bit.gz", damaged, 300) == bytes));
            } catch (const InputError&) {
                ++refused;
            }
        }
    BOOST_TEST(flipped - refused <= 7);
}

BOOST_AUTO_TEST_CASE(several_members_are_refused) {
    const Bytes first = gzipped(counting(300));
    check_refused([&] { gunzip("two.gz", joined(first, gzipped(counting(5))), 300); },
                  {"two.gz", "another gzip member at byte " + std::to_string(first.size())});
}

BOOST_AUTO_TEST_CASE(bytes_after_the_member_are_refused) {
    const Bytes first = gzipped(counting(300));
    check_refused([&] { gunzip("junk.gz", joined(first, {0}), 300); },
                  {"junk.gz", "not gzip at byte " + std::to_string(first.size())});
}

BOOST_AUTO_TEST_CASE(less_or_more_than_the_promised_size_is_refused) {
    const Bytes packed = gzipped(counting(300));
    check_refused([&] { gunzip("f.gz", packed, 301); }, {"f.gz", "unpacks to 300 bytes", "promises 301"});
    check_refused([&] { gunzip("f.gz", packed, 299); }, {"f.gz", "more than the 299 bytes"});
}

BOOST_AUTO_TEST_CASE(a_bomb_is_left_after_one_byte_too_many) {
    const Bytes bomb = gzipped(Bytes(50'000'000));
    BOOST_TEST(bomb.size() < 60'000u);
    check_refused([&] { gunzip("bomb.gz", bomb, 100); }, {"bomb.gz", "more than the 100 bytes"});
}

BOOST_AUTO_TEST_CASE(a_size_that_cannot_be_packed_in_so_few_bytes_is_refused_before_memory_is_taken) {
    check_refused([] { gunzip("tiny.gz", gzipped(counting(300)), std::size_t{1} << 60); },
                  {"tiny.gz", "cannot hold the 1152921504606846976 bytes"});
}

BOOST_AUTO_TEST_SUITE_END()
