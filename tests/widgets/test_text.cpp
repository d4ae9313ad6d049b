#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <limits>
#include <set>
#include <sstream>

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
    // What is rounded up to a thousandth is written as one.
    BOOST_TEST(brief_number(0.00097, 2) == "0.001");
    BOOST_TEST(brief_number(-0.0009996, 3) == "−0.001");
    BOOST_TEST(brief_number(0.00094, 2) == "9e−4");
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

BOOST_AUTO_TEST_CASE(wrapped_text_is_as_narrow_as_asked_and_breaks_between_words_alone) {
    const std::string words = "learning rate 0.005 → 0.5, loss 12.0657;\nthen 1,000.25 steps";
    float width = 0;
    std::string shown;
    HeadlessUi at(small_window(true), one_panel([&](Ui& ui) {
                      shown = wrapped(ui, words, width);
                      std::istringstream lines(shown);
                      for (std::string line; std::getline(lines, line);)
                          BOOST_TEST((text_width(ui, line) <= width || line.find(' ') == std::string::npos), line);
                      wrapped_text(ui, words, {}, width);
                  }));
    for (width = 60; width < 380; width += 7) {
        at.frames();
        const auto lines = static_cast<float>(std::ranges::count(shown, '\n') + 1);
        BOOST_TEST(lines >= (width < 200 ? 3 : 2));
        const TextItem& item = at.registry().texts.at(0);
        BOOST_TEST(item.text == words);
        // No line is broken once more where it is drawn, as behind the point of a number.
        if (width > 100) BOOST_TEST(item.whole.height() / lines < 22, width);
        if (width > 100) BOOST_TEST(item.whole.width() <= width + 1, width);
        std::ranges::replace(shown, '\n', ' ');
        std::string without = words;
        std::ranges::replace(without, '\n', ' ');
        BOOST_TEST(shown == without);
    }
}

BOOST_AUTO_TEST_CASE(of_several_texts_the_first_that_has_room_is_drawn) {
    const std::string lines[] = {"loss around their ways: dark 0.06", "loss: dark 0.06", "dark 0.06"};
    float width = 0;
    HeadlessUi at(small_window(true), one_panel([&](Ui& ui) { fitted_text(ui, lines, width); }));
    std::set<std::string> seen;
    for (width = 380; width > 5; width -= 3) {
        at.frames();
        const TextItem& item = at.registry().texts.at(0);
        BOOST_TEST((item.whole.width() <= width || item.shortened));
        BOOST_TEST((item.shortened == !std::ranges::count(lines, item.text)), item.text);
        if (!item.shortened) seen.insert(item.text);
    }
    BOOST_TEST(seen.size() == 3U);
}

BOOST_AUTO_TEST_CASE(text_that_stands_upright_is_inside_its_place_and_says_what_it_covers) {
    const Rect place{{100, 50}, {114, 120}};
    HeadlessUi at(small_window(true), one_panel([&](Ui& ui) {
                      ImDrawList* const list = ImGui::GetWindowDrawList();
                      const int first = list->VtxBuffer.Size;
                      const Rect covered = text_upwards(ui, place, "losses", {.font = ui.fonts.tiny});
                      BOOST_TEST(list->VtxBuffer.Size == first + 6 * 4);
                      BOOST_TEST(covered.height() > 2 * covered.width());
                      float lowest_of_first = 0, lowest_of_last = 0;
                      for (int i = first; i < list->VtxBuffer.Size; ++i) {
                          const ImVec2 corner = list->VtxBuffer[i].pos;
                          BOOST_TEST((corner.x >= covered.min.x && corner.x <= covered.max.x));
                          BOOST_TEST((corner.y >= covered.min.y - 1 && corner.y <= covered.max.y + 1));
                          float& lowest = i < first + 4 ? lowest_of_first : lowest_of_last;
                          if (i < first + 4 || i >= first + 20) lowest = std::max(lowest, corner.y);
                      }
                      BOOST_TEST(lowest_of_first > lowest_of_last + 10);  // it is read upwards
                  }));
    at.frames();
    BOOST_TEST(!at.registry().texts.at(0).shortened);
    HeadlessUi long_one(small_window(true), one_panel([&](Ui& ui) { text_upwards(ui, place, "losses of them all"); }));
    BOOST_TEST(long_one.registry().texts.at(0).shortened);
    BOOST_TEST(long_one.registry().texts.at(0).whole.height() <= place.height());
    const TextItem& item = at.registry().texts.at(0);
    BOOST_TEST(item.text == "losses");
    BOOST_TEST((item.whole.min.x >= place.min.x && item.whole.max.x <= place.max.x));
    BOOST_TEST((item.whole.min.y >= place.min.y && item.whole.max.y <= place.max.y));
}

BOOST_AUTO_TEST_SUITE_END()
