#include <boost/test/unit_test.hpp>

#include "engine/data/picture.h"
#include "tests/data/png_bytes.h"
#include "tests/data/samples.h"

using namespace backstep;
using namespace backstep::samples;

namespace {

// 5 wide and 4 high: paper of one colour with two pixels of ink.
Bytes five_by_four(std::uint8_t paper, std::uint8_t first, std::uint8_t second) {
    Bytes pixels(20, paper);
    pixels[1 * 5 + 2] = first;
    pixels[2 * 5 + 3] = second;
    return pixels;
}

struct Files {
    Folder folder;
    Picture read(const Bytes& bytes) { return read_png(folder.write("digit.png", bytes)); }
    void check_refused_file(const Bytes& bytes, const std::vector<std::string>& words) {
        const std::string path = folder.write("bad.png", bytes);
        check_refused([&] { read_png(path); }, words);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(picture, Files)

BOOST_AUTO_TEST_CASE(light_on_dark_is_ink_as_it_is) {
    const Picture picture = read(png(5, 4, grey, five_by_four(0, 255, 51)));
    BOOST_TEST(!picture.inverted);
    BOOST_TEST(picture.ink.rows == 4);
    BOOST_TEST(picture.ink.cols == 5);
    BOOST_TEST(picture.ink(1, 2) == 1);
    BOOST_TEST(picture.ink(2, 3) == 0.2, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(picture.ink(0, 0) == 0);
}

BOOST_AUTO_TEST_CASE(dark_on_light_is_inverted) {
    const Picture picture = read(png(5, 4, grey, five_by_four(255, 0, 204)));
    BOOST_TEST(picture.inverted);
    BOOST_TEST(picture.ink(1, 2) == 1);
    BOOST_TEST(picture.ink(2, 3) == 0.2, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(picture.ink(0, 0) == 0);
}

BOOST_AUTO_TEST_CASE(the_paper_is_what_most_of_the_whole_border_shows) {
    Bytes pixels(3 * 30, 255);
    std::fill_n(pixels.begin(), 3, std::uint8_t{0});  // ink along the upper edge
    const Picture picture = read(png(3, 30, grey, pixels));
    BOOST_TEST(picture.inverted);
    BOOST_TEST(picture.ink(0, 1) == 1);
    BOOST_TEST(picture.ink(29, 1) == 0);
}

BOOST_AUTO_TEST_CASE(colours_count_by_their_lightness) {
    Bytes pixels(3 * 4 * 3, 255);
    for (int channel = 0; channel < 3; ++channel) pixels[(1 * 3 + 1) * 3 + static_cast<std::size_t>(channel)] = 0;
    pixels[(2 * 3 + 1) * 3] = 0;  // no red in it: cyan, 0.701 light
    const Picture picture = read(png(3, 4, rgb, pixels));
    BOOST_TEST(picture.inverted);
    BOOST_TEST(picture.ink(1, 1) == 1);
    BOOST_TEST(picture.ink(2, 1) == 0.299, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(what_can_be_seen_through_lies_on_white) {
    Bytes pixels(3 * 4 * 4, 0);  // black and wholly transparent
    pixels[(1 * 3 + 1) * 4 + 3] = 255;
    pixels[(2 * 3 + 1) * 4 + 3] = 51;
    const Picture picture = read(png(3, 4, rgba, pixels));
    BOOST_TEST(picture.inverted);
    BOOST_TEST(picture.ink(1, 1) == 1);
    BOOST_TEST(picture.ink(2, 1) == 0.2, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(paper_that_is_not_clean_is_no_ink) {
    Bytes pixels = five_by_four(204, 0, 190);  // the paper is 0.2 dark, the second pixel little more
    pixels[0] = 220;
    const Picture picture = read(png(5, 4, grey, pixels));
    BOOST_TEST(picture.ink(1, 2) == 1, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(picture.ink(2, 3) == 0);
    BOOST_TEST(picture.ink(0, 0) == 0);
    BOOST_TEST(picture.ink(3, 4) == 0);
}

BOOST_AUTO_TEST_CASE(what_is_no_picture_of_a_digit_is_refused_with_its_name_and_a_remedy) {
    check_refused([&] { read_png(folder.path("nothing.png")); }, {"nothing.png"});
    check_refused_file({'P', '5'}, {"bad.png", "no PNG", "save the picture as PNG"});
    check_refused_file(png(5, 4, grey, Bytes(20, 255)), {"bad.png", "same colour", "open a picture of a digit"});
    check_refused_file(png(5000, 4, grey, Bytes(20000, 255)), {"bad.png", "5000×4", "at most 4096×4096"});
    check_refused_file(png(4, 5000, grey, Bytes(20000, 255)), {"bad.png", "4×5000", "at most 4096×4096"});
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused_wherever_it_is_damaged) {
    const Bytes whole = png(5, 4, grey, five_by_four(0, 255, 51));
    for (std::size_t end = 8; end < whole.size(); ++end)
        check_refused_file({whole.begin(), whole.begin() + static_cast<long>(end)},
                           {"bad.png", "it ends in the middle"});
    for (std::size_t at = 8; at < whole.size(); ++at) {
        Bytes damaged = whole;
        damaged[at] ^= 0x55;
        check_refused_file(damaged, {"bad.png", "picture again"});
    }
}

BOOST_AUTO_TEST_SUITE_END()
