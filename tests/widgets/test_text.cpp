#include <boost/test/unit_test.hpp>
#include <cctype>
#include <limits>
#include <set>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/text.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(text_)

BOOST_AUTO_TEST_CASE(numbers_are_written_as_people_write_them) {
    BOOST_TEST(brief_number(0) == "0");
    BOOST_TEST(brief_number(-0.0) == "0");
    BOOST_TEST(brief_number(0.97312) == "0.973");
    BOOST_TEST(brief_number(-0.5) == "−0.5");
    BOOST_TEST(brief_number(1) == "1");
    BOOST_TEST(brief_number(0.9996) == "1");
    BOOST_TEST(brief_number(12.345) == "12.3");
    BOOST_TEST(brief_number(784) == "784");
    BOOST_TEST(brief_number(60000) == "60000");
    BOOST_TEST(brief_number(1234567) == "1.2e6");
    BOOST_TEST(brief_number(-0.0000123) == "−1.2e−5");
    BOOST_TEST(brief_number(3.14159265, 6) == "3.14159");
    BOOST_TEST(brief_number(5e-324) == "4.9e−324");
}

BOOST_AUTO_TEST_CASE(what_is_not_finite_is_named) {
    BOOST_TEST(brief_number(std::numeric_limits<double>::quiet_NaN()) == "NaN");
    BOOST_TEST(brief_number(std::numeric_limits<double>::infinity()) == "∞");
    BOOST_TEST(brief_number(-std::numeric_limits<double>::infinity()) == "−∞");
}

BOOST_AUTO_TEST_CASE(shortened_text_fits_and_ends_between_two_letters) {
    HeadlessUi at(small_window(true), one_panel([](Ui& ui) {
                      clipped_text(ui, "αβγδεζηθικλμνξοπρστυφχψω", 90);
                      clipped_text(ui, "short", 90);
                  }));
    const TextItem& item = at.registry().texts.at(0);
    BOOST_TEST(item.shortened);
    BOOST_TEST(item.whole.width() <= 90);
    BOOST_TEST(item.text.substr(item.text.size() - 3) == "…");
    BOOST_TEST((item.text.size() - 3) % 2 == 0U);
    BOOST_TEST(!at.registry().texts.at(1).shortened);
}

BOOST_AUTO_TEST_CASE(shortened_text_does_not_end_with_a_number) {
    const std::string line = "dark 0.06125, light 2.4871";
    float width = 0;
    HeadlessUi at(small_window(true), one_panel([&](Ui& ui) {
                      clipped_text(ui, line, width);
                      text(ui, fitting(ui, line, width));
                  }));
    std::set<std::string> seen;
    for (width = 10; width < 260; width += 3) {
        at.frames();
        for (const TextItem& item : at.registry().texts) seen.insert(item.text);
    }
    BOOST_TEST(seen.contains(line));
    seen.erase(line);
    for (const std::string& shown : seen)
        BOOST_TEST((shown == "…" || std::isalpha(shown[shown.size() - 4]) || shown[shown.size() - 4] == ','), shown);
    BOOST_TEST(seen.contains("dark…"));
}

BOOST_AUTO_TEST_CASE(hovering_shortened_text_shows_the_whole) {
    HeadlessUi at(small_window(), one_panel([](Ui& ui) { clipped_text(ui, "much too long for its place", 60); }));
    at.move(at.registry().texts.at(0).whole.center());
    at.frames(2);
    BOOST_TEST(at.registry().texts.back().panel == "tooltip");
    BOOST_TEST(at.registry().texts.back().text == "much too long for its place");
}

BOOST_AUTO_TEST_CASE(anchored_text_stands_where_it_is_anchored) {
    Rect left, right;
    HeadlessUi at(small_window(), one_panel([&](Ui& ui) {
                      left = text_in(ui, {{100, 100}, {300, 140}}, {0, 0}, "word");
                      right = text_in(ui, {{100, 100}, {300, 140}}, {1, 1}, "word");
                      ImGui::Dummy({1, 1});
                  }));
    BOOST_TEST(left.min.x == 100.0F);
    BOOST_TEST(left.min.y == 100.0F);
    BOOST_TEST(right.max.x == 300.0F);
    BOOST_TEST(right.max.y == 140.0F);
}

BOOST_AUTO_TEST_SUITE_END()
