#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "program.h"
#include "viewer/command/npy.h"

using namespace backstep;

namespace {

// Read in pieces of an odd size, as an archive may ask for them.
std::string npy_bytes(const Numbers& numbers) {
    NpyReader reader(numbers);
    std::string bytes;
    char some[37];
    while (const std::size_t count = reader.read(some, sizeof some)) bytes.append(some, count);
    BOOST_TEST(bytes.size() == reader.size());
    return bytes;
}

std::string npz_bytes(const std::vector<NpzEntry>& entries) {
    const TemporaryFolder folder;
    write_npz(folder.file("x.npz"), entries);
    return content_of(folder.file("x.npz"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(npy)

BOOST_AUTO_TEST_CASE(the_header_is_that_of_numpy_and_the_numbers_begin_at_a_multiple_of_64) {
    const Matrix matrix = matrix_of({{1, 2, 3}, {4, 5, 6}});
    const std::string bytes = npy_bytes(matrix);
    BOOST_TEST(bytes.substr(0, 8) == std::string("\x93NUMPY\x01\x00", 8));
    const std::size_t length = static_cast<unsigned char>(bytes[8]) + 256u * static_cast<unsigned char>(bytes[9]);
    BOOST_TEST((10 + length) % 64 == 0u);
    BOOST_TEST(bytes.substr(10, 60) == "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }  ");
    BOOST_TEST(bytes[10 + length - 1] == '\n');
    BOOST_TEST(bytes.size() == 10 + length + 6 * 8);
    double second = 0;
    std::memcpy(&second, bytes.data() + 10 + length + 8, 8);
    BOOST_TEST(second == 4);  // down the column
    double last = 0;
    std::memcpy(&last, bytes.data() + 10 + length + 5 * 8, 8);
    BOOST_TEST(last == 6);
}

BOOST_AUTO_TEST_CASE(every_nan_has_the_same_bytes_and_zero_keeps_its_sign) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(npy_bytes(matrix_of({{nan}})) == npy_bytes(matrix_of({{-nan}})));
    BOOST_TEST(npy_bytes(matrix_of({{0.0}})) != npy_bytes(matrix_of({{-0.0}})));
}

BOOST_AUTO_TEST_CASE(images_are_written_as_the_matrix_that_they_stand_for) {
    const PixelIndex index = index_of_pixels(std::vector<std::uint8_t>{0, 51, 0, 255, 0, 7}, 3);
    PixelBatch images(index);
    images.pick(std::vector<int>{1, 0, 1});
    BOOST_TEST(npy_bytes(images) == npy_bytes(images.dense()));
}

BOOST_AUTO_TEST_CASE(a_second_reading_gives_the_same_bytes) {
    const Matrix matrix = matrix_of({{1, 2, 3}, {4, 5, 6}});
    NpyReader reader(matrix);
    std::string first(reader.size(), ' '), second(reader.size(), ' ');
    BOOST_TEST(reader.read(first.data(), first.size()) == first.size());
    reader.rewind();
    BOOST_TEST(reader.read(second.data(), second.size()) == second.size());
    BOOST_TEST(first == second);
}

BOOST_AUTO_TEST_CASE(an_archive_has_the_same_bytes_each_time_and_an_end_record) {
    const Matrix a = matrix_of({{1, 2}}), b = matrix_of({{3}, {4}, {5}});
    const std::vector<NpzEntry> entries{{"000 a", a}, {"001 m̂W[1]", b}};
    const std::string bytes = npz_bytes(entries);
    BOOST_TEST(bytes == npz_bytes(entries));
    BOOST_TEST(bytes.substr(0, 4) == "PK\x03\x04");
    BOOST_TEST(bytes.substr(10, 4) == std::string("\x00\x00\x21\x00", 4));  // midnight, the first of January 1980
    BOOST_TEST(bytes.find("000 a.npy") < bytes.find("001 m̂W[1].npy"));
    BOOST_TEST(bytes.substr(bytes.size() - 22, 4) == "PK\x05\x06");
    BOOST_TEST(bytes.find(npy_bytes(b)) != std::string::npos);  // stored as it is
}

BOOST_AUTO_TEST_SUITE_END()
