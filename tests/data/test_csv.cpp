#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <clocale>
#include <locale>

#include "engine/data/csv.h"
#include "tests/data/samples.h"

using namespace backstep;
using namespace backstep::samples;

namespace {

// The text with the first `from` at or after `start` replaced.
std::string replaced(const std::string& text, const std::string& from, const std::string& to, std::size_t start = 0) {
    const std::size_t at = text.find(from, start);
    BOOST_REQUIRE(at != std::string::npos);
    return fmt::format("{}{}{}", text.substr(0, at), to, text.substr(at + from.size()));
}

// 1.000.000,5
struct GermanNumbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

struct Fixture {
    Folder folder;
    std::string good = csv_file({3, 1, 4});

    Dataset read(const std::string& text) { return read_csv(folder.write("train.csv", text)); }
    void refuse(const std::string& text, std::vector<std::string> words) {
        words.push_back(folder.path("train.csv"));
        check_refused([&] { read(text); }, words);
    }
    // The good file with pixel 2 of the second image (line 3) as `text`; it was 145.
    std::string with_pixel(const std::string& text) {
        return replaced(good, "1,131,138,145,", "1,131,138," + text + ",", csv_header().size());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(csv, Fixture)

BOOST_AUTO_TEST_CASE(images_and_labels_come_back_as_they_were_written) {
    const Dataset data = read(good);
    BOOST_TEST(data.count == 3);
    BOOST_TEST((data.labels == Bytes{3, 1, 4}));
    BOOST_REQUIRE(data.images.size() == 3u * 784u);
    for (int i = 0; i < 3; ++i)
        for (int p = 0; p < 784; ++p) BOOST_REQUIRE(data.image(i)[p] == sample_pixel(i, p));
    BOOST_TEST(data.source == folder.path("train.csv"));
}

BOOST_AUTO_TEST_CASE(line_ends_of_other_systems_a_byte_order_mark_and_a_blank_last_line_change_nothing) {
    const Dataset data = read(good);
    std::string carriage = good;
    for (std::size_t at = 0; (at = carriage.find('\n', at)) != std::string::npos; at += 2) carriage.insert(at, 1, '\r');
    for (const std::string& text : {carriage, carriage + "\r\n", fmt::format("\xef\xbb\xbf{}", good), good + "\n",
                                    good.substr(0, good.size() - 1)}) {
        const Dataset same = read(text);
        BOOST_TEST((same.images == data.images));
        BOOST_TEST((same.labels == data.labels));
    }
}

BOOST_AUTO_TEST_CASE(another_header_is_refused) {
    refuse("", {"line 1", "an empty file"});
    refuse(good.substr(csv_header().size()), {"line 1", "column 1 of the header is \"3\"", "expected label"});
    refuse(replaced(good, "label,", ""), {"line 1", "unlabelled test.csv"});
    refuse(replaced(good, ",pixel5,", ",pixel6,"), {"line 1", "column 7", "\"pixel6\"", "expected pixel5"});
    refuse(replaced(good, ",pixel783", ""), {"line 1", "783 pixels are no square image"});
    refuse(replaced(good, ",pixel783", ",pixel783,pixel784"), {"line 1", "785 pixels are no square image"});
    refuse(replaced(good, "label", "\"label\""), {"line 1", "\"\"label\"\"", "expected label"});
    refuse("label\n3\n", {"line 1", "no column of a pixel"});
    refuse("label,1x1,1x2,2x1\n3,0,0,0\n", {"line 1", "3 pixels are no lines of 2"});
    refuse("label,1x1,1x2,2x2,2x1\n3,0,0,0,0\n", {"line 1", "column 4", "\"2x2\"", "expected 1x3"});
    refuse("label,pixel0,pixel1\n3,0,0\n", {"line 1", "2 pixels are no square image"});
    refuse("label,red,green\n3,0,0\n", {"line 1", "column 2", "\"red\"", "expected pixel0"});
}

BOOST_AUTO_TEST_CASE(pixels_may_be_counted_from_1_or_named_by_row_and_column) {
    const Dataset counted = read("label,pixel1,pixel2,pixel3,pixel4\n25,1,2,3,4\n255,5,6,7,8\n");
    BOOST_TEST(counted.rows == 2);
    BOOST_TEST(counted.cols == 2);
    BOOST_TEST((counted.labels == Bytes{25, 255}));
    BOOST_TEST((counted.images == Bytes{1, 2, 3, 4, 5, 6, 7, 8}));
    const Dataset named = read("label,1x1,1x2,1x3,2x1,2x2,2x3\n0,1,2,3,4,5,6\n");
    BOOST_TEST(named.rows == 2);
    BOOST_TEST(named.cols == 3);
    BOOST_TEST((named.images == Bytes{1, 2, 3, 4, 5, 6}));
    refuse("label,1x1,1x2,2x1,2x2\n0,1,2,3,256\n", {"line 2", "2x2 is \"256\""});
}

BOOST_AUTO_TEST_CASE(a_header_alone_is_refused) {
    refuse(csv_header(), {"line 2", "no images after the header"});
    refuse(csv_header() + "\n", {"line 2", "no images after the header"});
}

BOOST_AUTO_TEST_CASE(lines_of_other_lengths_are_refused) {
    const std::string first = csv_header() + csv_line(0, 3);
    std::string shorter = csv_line(1, 1), longer = shorter;
    shorter.erase(shorter.rfind(','));
    refuse(first + shorter + "\n" + csv_line(2, 4), {"line 3", "ends after 784 columns", "expected 785"});
    refuse(first + shorter, {"line 3", "ends after 784 columns"});
    longer.insert(longer.size() - 1, ",0");
    refuse(first + longer, {"line 3", "goes on with", "after 785 columns"});
    refuse(first + "\n" + csv_line(1, 1), {"line 3", "label is \"\""});
}

BOOST_AUTO_TEST_CASE(a_pixel_that_is_no_byte_is_refused_by_line_and_column) {
    for (const char* text : {"-1", "256", "1e400", "nan", "0x10", "12.5", "+5", " 5", "5 ", "", "\"5\"", "99999999999",
                             "0000", "1e2", "5;6", "٣"}) {
        const std::string message = input_error([&] { read(with_pixel(text)); });
        BOOST_TEST(message.find("train.csv line 3: pixel2 is \"") != std::string::npos, message);
        BOOST_TEST(
            message.find("expected a whole number from 0 to 255; use a file like train.csv") != std::string::npos,
            message);
    }
    BOOST_TEST(read(with_pixel("255")).image(1)[2] == 255);
    BOOST_TEST(read(with_pixel("0")).image(1)[2] == 0);
}

BOOST_AUTO_TEST_CASE(a_label_that_is_no_byte_is_refused) {
    refuse(replaced(good, "\n1,", "\n256,"), {"line 3", "label is \"256\"", "0 to 255"});
}

BOOST_AUTO_TEST_CASE(bytes_that_a_terminal_would_obey_are_shown_as_numbers) {
    refuse(with_pixel(std::string(1, '\0')), {"line 3", "\"\\x00\""});
    refuse(with_pixel("\x1b[2J"), {"line 3", "\"\\x1b[2J\""});
    refuse(std::string(1000, '\0'), {"line 1", "\\x00"});
}

BOOST_AUTO_TEST_CASE(a_carriage_return_within_a_line_is_refused) {
    refuse(with_pixel("145\r7"), {"line 3", "ends after 4 columns"});
}

BOOST_AUTO_TEST_CASE(a_line_of_100_megabytes_is_refused_with_a_short_message) {
    const std::string huge(100'000'000, '7');
    BOOST_TEST(input_error([&] { read(huge); }).size() < 400u);
    BOOST_TEST(input_error([&] { read(csv_header() + huge); }).size() < 400u);
    std::string fields(100'000'000, ',');
    for (std::size_t i = 0; i < fields.size(); i += 2) fields[i] = '1';
    BOOST_TEST(input_error([&] { read(csv_header() + fields); }).size() < 400u);
}

BOOST_AUTO_TEST_CASE(a_locale_with_decimal_commas_changes_nothing) {
    const std::locale before = std::locale::global(std::locale(std::locale(), new GermanNumbers));
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"})  // the C library's too, where the machine has one
        if (std::setlocale(LC_ALL, name)) break;
    const Dataset data = read(good);
    const std::string message = input_error([&] { read(with_pixel("12,5")); });
    std::locale::global(before);
    std::setlocale(LC_ALL, "C");
    BOOST_TEST(data.image(2)[783] == sample_pixel(2, 783));
    BOOST_TEST(message.find("line 3: goes on with") != std::string::npos, message);
}

BOOST_AUTO_TEST_CASE(a_directory_is_refused) {
    check_refused([&] { read_csv(folder.path()); }, {folder.path(), "a directory"});
}

BOOST_AUTO_TEST_SUITE_END()
