#include <chrono>
#include <thread>

#include "lesson_window.h"

using namespace backstep;

namespace {

struct OwnWindow : Window {
    OwnWindow() { ui.frames(2); }

    // Until the images are read, or refused.
    void wait() {
        for (ui.frames(1); session.own; ui.frames(1)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        ui.frames(2);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(own_panel)

BOOST_AUTO_TEST_CASE(a_button_of_the_first_page_opens_it_and_its_button_opens_the_network) {
    OwnWindow window;
    window.ui.click("A network of your own…");
    window.ui.frames(2);
    BOOST_REQUIRE(window.state.own.open);
    BOOST_TEST(says(window.ui, "own", "101770 weights and biases"));
    window.state.own.options.layers = "784,12,10";
    window.state.own.options.batch = 20;
    window.ui.frames(2);
    BOOST_TEST(says(window.ui, "own", "9550 weights and biases"));
    window.ui.click("Open it");
    window.wait();
    BOOST_TEST(!window.state.own.open);
    BOOST_REQUIRE(window.session.lesson);
    BOOST_TEST(window.session.lesson->number == 0);
    BOOST_TEST(window.session.timelines.timeline()->plan().network.layers[1] == 12);
}

BOOST_AUTO_TEST_CASE(what_is_typed_wrong_is_said_and_cannot_be_opened) {
    OwnWindow window;
    window.state.own.open = true;
    window.ui.frames(2);
    window.ui.fill("layers", "784,x,10");
    window.ui.frames(2);
    BOOST_TEST(says(window.ui, "own", "'x'"));
    const float edge = window.ui.find("Open it").rect.max.x;
    for (const TextItem& text : window.ui.registry().texts)
        if (text.panel == "own") BOOST_TEST(text.whole.max.x <= edge, text.text);
    window.ui.click("Open it");
    window.ui.frames(2);
    BOOST_TEST(window.state.own.open);
    BOOST_TEST(!window.session.lesson);
    window.ui.click("Cancel");
    window.ui.frames(2);
    BOOST_TEST(!window.state.own.open);
}

BOOST_AUTO_TEST_CASE(a_folder_without_images_is_refused_where_it_was_typed) {
    OwnWindow window;
    window.state.own.open = true;
    window.ui.frames(2);
    window.ui.fill("folder", "/nowhere/at/all");
    window.ui.click("Open it");
    window.wait();
    BOOST_TEST(window.state.own.open);
    BOOST_TEST(says(window.ui, "own", "no such folder"));
    window.ui.click("folder");
    window.ui.type("x");
    window.ui.frames(2);
    BOOST_TEST(!says(window.ui, "own", "no such folder"));  // it is another one now
    window.ui.key(Key::enter);
    window.wait();
    BOOST_TEST(says(window.ui, "own", "no such folder"));
    BOOST_TEST(!window.session.lesson);
}

BOOST_AUTO_TEST_CASE(while_images_are_read_it_says_so_and_closing_it_leaves_them) {
    OwnWindow window;
    window.state.own.open = true;
    window.state.own.folder = "/nowhere/at/all";
    window.ui.frames(2);
    apply(window.session, BeginOwn{{TrainOptions{}, "/nowhere/at/all"}});
    HeadlessUi& ui = window.ui;
    ui.frames(1);  // drawn before it is looked whether they are read
    BOOST_TEST(says(ui, "own", "Reading the images in /nowhere/at/all"));
    window.wait();
    BOOST_TEST(says(ui, "own", "no such folder"));
    apply(window.session, BeginOwn{{TrainOptions{}, "/nowhere/at/all"}});
    window.state.own.open = true;
    ui.key(Key::escape);
    ui.frames(2);
    BOOST_TEST(!window.state.own.open);
    BOOST_TEST(!window.session.own);
    BOOST_TEST(!window.session.lesson);
}

BOOST_AUTO_TEST_CASE(keys_type_into_it_and_escape_closes_it) {
    OwnWindow window;
    window.state.own.open = true;
    window.ui.frames(2);
    window.ui.type("5");  // a lesson's key elsewhere
    window.ui.frames(2);
    BOOST_TEST(!window.session.lesson);
    window.ui.fill("rate", "0.05");
    window.ui.frames(2);
    BOOST_TEST(window.state.own.rate == "0.05");
    window.ui.key(Key::escape);
    window.ui.frames(2);
    BOOST_TEST(!window.state.own.open);
}

BOOST_AUTO_TEST_CASE(an_open_list_has_the_arrow_keys_and_escape_for_itself) {
    OwnWindow window;
    window.state.own.open = true;
    window.ui.frames(2);
    window.ui.click("activation");
    window.ui.key(Key::escape);
    BOOST_TEST(window.state.own.open);
    window.ui.click("activation");
    const std::string before = window.state.own.options.activation;
    window.ui.key(Key::down);
    window.ui.key(Key::enter);
    BOOST_TEST(window.state.own.options.activation != before);
    window.ui.key(Key::escape);
    BOOST_TEST(!window.state.own.open);
}

BOOST_AUTO_TEST_SUITE_END()
