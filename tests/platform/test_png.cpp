#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/math/error.h"
#include "viewer/platform/png.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(png)

// The signature and the header of the PNG specification (ISO/IEC 15948): width, height, 8 bits, RGBA.
BOOST_AUTO_TEST_CASE(a_picture_is_written_with_its_size) {
    const std::filesystem::path path = std::filesystem::temp_directory_path() / "backstep_test_png.png";
    write_png(path.string(), Image(5, 3, rgb(0x804020)));
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    BOOST_TEST(bytes.substr(0, 8) == "\x89PNG\r\n\x1a\n");
    BOOST_TEST(bytes.substr(12, 14) == std::string("IHDR\0\0\0\5\0\0\0\3\x08\x06", 14));
    std::filesystem::remove(path);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_written_is_refused) {
    BOOST_CHECK_THROW(write_png("no/such/folder/picture.png", Image(2, 1)), InputError);
}

BOOST_AUTO_TEST_SUITE_END()
