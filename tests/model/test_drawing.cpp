#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "engine/data/centred.h"
#include "engine/data/picture.h"
#include "engine/math/error.h"
#include "tests/data/png_bytes.h"
#include "viewer/model/drawing.h"

using namespace backstep;

namespace {

double sum(const Matrix& ink) { return std::accumulate(ink.values.begin(), ink.values.end(), 0.0); }

struct Drawn {
    Drawing drawing;
    Drawn() { drawing.line({6, 4, 1.2}, {9, 15, 1.2}); }
};

// A file with a stroke on paper, larger than the sheet.
struct PngFile {
    std::string path;
    PngFile(const char* name, std::uint8_t paper, std::uint8_t ink)
        : path((std::filesystem::temp_directory_path() / name).string()) {
        std::vector<std::uint8_t> pixels(40 * 60, paper);
        for (std::size_t row = 12; row < 47; ++row)
            for (std::size_t col = 8; col < 13; ++col) pixels[row * 40 + col] = ink;
        const std::vector<std::uint8_t> bytes = samples::png(40, 60, samples::grey, pixels);
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    ~PngFile() { std::filesystem::remove(path); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(drawing_, Drawn)

BOOST_AUTO_TEST_CASE(a_pen_leaves_ink_and_a_eraser_takes_it_away) {
    BOOST_TEST(drawing.sheet()(9, 7) == 1);
    BOOST_TEST(!drawing.empty());
    const double before = sum(drawing.sheet());
    drawing.line({6, 4, 2}, {7, 8, 2}, true);
    BOOST_TEST(drawing.sheet()(5, 6) == 0);
    BOOST_TEST(drawing.sheet()(14, 8) == 1);
    BOOST_TEST(sum(drawing.sheet()) < before);
    drawing.line({0, 0, 40}, {28, 28, 40}, true);
    BOOST_TEST(drawing.empty());
}

BOOST_AUTO_TEST_CASE(its_pixels_are_given_as_drawn_and_centred) {
    BOOST_TEST(drawing.raw() == bytes_of(drawing.sheet()), boost::test_tools::per_element());
    BOOST_TEST(drawing.centred() == bytes_of(centred(drawing.sheet())), boost::test_tools::per_element());
    BOOST_TEST(drawing.raw() != drawing.centred());
}

BOOST_AUTO_TEST_CASE(each_change_has_another_version) {
    const long first = drawing.version();
    drawing.line({1, 1, 1}, {2, 2, 1});
    const long second = drawing.version();
    drawing.clear();
    BOOST_TEST(first != second);
    BOOST_TEST(second != drawing.version());
    BOOST_TEST(drawing.empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_leaves_it_as_it_is) {
    const std::vector<std::uint8_t> before = drawing.raw();
    BOOST_CHECK_THROW(drawing.open("nowhere/digit.png"), InputError);
    BOOST_TEST(drawing.raw() == before, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_pen_takes_no_ink_away) {
    const Matrix before = drawing.sheet();
    drawing.line({20, 20, 1}, {22, 21, 1});
    for (std::size_t i = 0; i < before.values.size(); ++i) BOOST_TEST(drawing.sheet().values[i] >= before.values[i]);
    BOOST_TEST(sum(drawing.sheet()) > sum(before));
}

BOOST_AUTO_TEST_CASE(a_picture_is_fitted_into_the_sheet_and_centred_from_all_of_its_pixels) {
    const PngFile file("backstep_drawing_light.png", 0, 255);
    const long before = drawing.version();
    drawing.open(file.path);
    const Matrix ink = read_png(file.path).ink;
    BOOST_TEST(drawing.version() != before);
    BOOST_TEST(drawing.raw() == bytes_of(fitted(ink)), boost::test_tools::per_element());
    BOOST_TEST(drawing.centred() == bytes_of(centred(ink)), boost::test_tools::per_element());
    BOOST_TEST(drawing.centred() != bytes_of(centred(drawing.sheet())));
    BOOST_TEST(drawing.note() == "backstep_drawing_light.png: 40×60 pixels, light on dark, as it is");
}

BOOST_AUTO_TEST_CASE(what_is_drawn_into_a_picture_or_after_it_counts) {
    const PngFile file("backstep_drawing_dark.png", 255, 0);
    drawing.open(file.path);
    BOOST_TEST(drawing.note().ends_with("dark on light, so it is inverted"));
    drawing.line({3, 3, 2}, {3, 20, 2});
    BOOST_TEST(drawing.note() == "");
    BOOST_TEST(drawing.centred() == bytes_of(centred(drawing.sheet())), boost::test_tools::per_element());
    drawing.open(file.path);
    drawing.clear();
    BOOST_TEST(drawing.centred() == bytes_of(centred(Matrix(28, 28))), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
