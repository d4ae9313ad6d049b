#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "tests/widgets/one_panel.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"
#include "viewer/widgets/ui.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(ui)

BOOST_AUTO_TEST_CASE(the_name_of_an_item_is_its_label_without_its_id) {
    BOOST_TEST(item_name("Step") == "Step");
    BOOST_TEST(item_name("Step##2") == "Step");
    BOOST_TEST(item_name("##cell") == "cell");
}

BOOST_AUTO_TEST_CASE(an_unknown_or_ambiguous_name_is_refused) {
    Registry registry;
    registry.items = {{"left", "Step", {}, true, true}, {"right", "Step", {}, true, true}};
    BOOST_CHECK_THROW(registry.find("Step"), std::out_of_range);
    BOOST_CHECK_THROW(registry.find("Back"), std::out_of_range);
    BOOST_TEST(registry.find("right/Step").panel == "right");
    BOOST_TEST(registry.has("Step"));
    BOOST_TEST(!registry.has("middle/Step"));
}

BOOST_AUTO_TEST_CASE(text_that_is_cut_off_is_found_and_shortened_text_is_not) {
    HeadlessUi at(small_window(), [](Ui& ui, FrameRequest&) {
        begin_panel(ui, "narrow", {{0, 0}, {120, 100}}, {.scroll = false});
        text(ui, "a text much wider than its pane is");
        clipped_text(ui, "a text that is shortened to its pane", 80);
        text(ui, "fits");
        end_panel(ui);
    });
    BOOST_TEST(at.registry().clipped_texts().size() == 1U);
    BOOST_TEST(at.registry().clipped_texts().at(0).text == "a text much wider than its pane is");
}

BOOST_AUTO_TEST_CASE(text_that_can_be_scrolled_into_view_is_not_cut_off) {
    HeadlessUi at(small_window(), [](Ui& ui, FrameRequest&) {
        begin_panel(ui, "low", {{0, 0}, {200, 53}});
        for (int line = 0; line < 9; ++line) text(ui, "line");
        end_panel(ui);
    });
    BOOST_TEST(at.registry().clipped_texts().empty());
}

BOOST_AUTO_TEST_CASE(texts_on_top_of_each_other_are_found) {
    HeadlessUi at(small_window(), one_panel([](Ui& ui) {
                      text_at(ui, {50, 50}, "one");
                      text_at(ui, {55, 52}, "two");
                      text_at(ui, {50, 90}, "three");
                      ImGui::Dummy({1, 1});
                  }));
    BOOST_TEST(at.registry().overlapping_texts().size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_scrolled_away_cannot_be_clicked_until_it_is_brought_back) {
    int clicked = -1;
    HeadlessUi at(small_window(), one_panel([&](Ui& ui) {
                      for (int row = 0; row < 40; ++row) {
                          if (button(ui, ("row " + std::to_string(row)).c_str())) clicked = row;
                      }
                  }));
    BOOST_CHECK_THROW(at.click("row 39"), std::logic_error);
    at.scroll_to("row 39", {100, 100});
    at.click("row 39");
    BOOST_TEST(clicked == 39);
    at.scroll_to("row 0", {100, 100});
    at.click("row 0");
    BOOST_TEST(clicked == 0);
}

BOOST_AUTO_TEST_CASE(disabling_nests) {
    HeadlessUi at(small_window(), one_panel([](Ui& ui) {
                      begin_disabled(ui);
                      begin_disabled(ui, false);
                      button(ui, "inner");
                      end_disabled(ui);
                      end_disabled(ui);
                      button(ui, "outer");
                  }));
    BOOST_TEST(!at.find("inner").enabled);
    BOOST_TEST(at.find("outer").enabled);
}

BOOST_AUTO_TEST_SUITE_END()
