#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "viewer/platform/headless.h"
#include "viewer/widgets/controls.h"
#include "viewer/widgets/text.h"

using namespace backstep;

namespace {

HeadlessOptions small(bool fonts = false) { return {320, 200, 1, true, fonts}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(headless)

BOOST_AUTO_TEST_CASE(keys_arrive_once_and_characters_as_typed) {
    std::vector<KeyPress> keys;
    HeadlessUi at(small(), [&](Ui& ui, FrameRequest&) { keys.insert(keys.end(), ui.keys.begin(), ui.keys.end()); });
    at.key(Key::right);
    at.type("?π");
    at.key(Key::c, true);
    BOOST_REQUIRE(keys.size() == 4U);
    BOOST_TEST((keys[0].key == Key::right));
    BOOST_TEST((keys[1].character == U'?'));
    BOOST_TEST((keys[2].character == U'π'));
    BOOST_TEST(keys[3].ctrl);
}

BOOST_AUTO_TEST_CASE(a_text_field_keeps_the_keys_for_itself) {
    std::size_t keys = 0;
    std::string name;
    HeadlessUi at(small(), [&](Ui& ui, FrameRequest&) {
        keys += ui.keys.size();
        begin_panel(ui, "pane", {{0, 0}, ui.size});
        input(ui, "Name", name);
        end_panel(ui);
    });
    at.click("Name");
    at.type("13?");
    at.key(Key::left);
    BOOST_TEST(name == "13?");
    BOOST_TEST(keys == 0U);
}

BOOST_AUTO_TEST_CASE(the_same_frame_is_the_same_picture_to_the_byte) {
    const auto picture = [] {
        HeadlessUi at(small(true), [](Ui& ui, FrameRequest&) {
            begin_panel(ui, "pane", {{0, 0}, ui.size});
            text(ui, "Z = W · X + b");
            button(ui, "Step");
            end_panel(ui);
        });
        return at.image().pixels;
    };
    BOOST_TEST((picture() == picture()));
}

BOOST_AUTO_TEST_CASE(the_theme_changes_when_a_frame_asks_for_it) {
    HeadlessUi at(small(), [](Ui&, FrameRequest& request) { request.dark = false; });
    at.frames(2);
    BOOST_TEST(at.image().at(160, 100) == light_theme().background);
}

BOOST_AUTO_TEST_CASE(settling_draws_while_something_moves) {
    int drawn = 0;
    HeadlessUi at(small(), [&](Ui& ui, FrameRequest&) { ui.animating = ++drawn < 50; });
    at.settle();
    BOOST_TEST(drawn == 50);
}

BOOST_AUTO_TEST_CASE(an_item_that_is_not_there_is_named_with_those_that_are) {
    HeadlessUi at(small(), [](Ui& ui, FrameRequest&) {
        begin_panel(ui, "pane", {{0, 0}, ui.size});
        button(ui, "Step");
        end_panel(ui);
    });
    try {
        at.click("Stop");
        BOOST_FAIL("found");
    } catch (const std::out_of_range& error) {
        BOOST_TEST(std::string(error.what()).find("pane/Step") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_thousand_clicks_are_a_thousand_steps) {
    int steps = 0;
    HeadlessUi at(small(), [&](Ui& ui, FrameRequest&) {
        begin_panel(ui, "pane", {{0, 0}, ui.size});
        steps += button(ui, "Step") ? 1 : 0;
        end_panel(ui);
    });
    for (int click = 0; click < 1000; ++click) at.click("Step");
    BOOST_TEST(steps == 1000);
}

BOOST_AUTO_TEST_SUITE_END()
