#include <chrono>
#include <filesystem>
#include <fstream>
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

// A table of 50 images of that size and so many classes, until the end of the test.
struct ImageTable {
    std::string path = (std::filesystem::temp_directory_path() / "backstep_own_images.csv").string();

    ImageTable(int rows, int cols, int classes) {
        std::ofstream table(path);
        table << "label";
        for (int row = 1; row <= rows; ++row)
            for (int col = 1; col <= cols; ++col) table << ',' << row << 'x' << col;
        for (int image = 0; image < 50; ++image) {
            table << '\n' << image % classes;
            for (int pixel = 0; pixel < rows * cols; ++pixel) table << ',' << (pixel * (image % classes + 3)) % 256;
        }
    }
    ~ImageTable() { std::filesystem::remove(path); }
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

BOOST_AUTO_TEST_CASE(a_long_path_is_kept_whole) {
    OwnWindow window;
    window.state.own.open = true;
    window.state.own.folder = "/" + std::string(700, 'a');
    window.ui.frames(2);
    BOOST_TEST(window.state.own.folder.size() == 701u);
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

BOOST_AUTO_TEST_CASE(images_that_are_no_squares_of_more_classes_than_digits_are_shown_in_every_panel) {
    const ImageTable table(9, 14, 12);
    OwnWindow window;
    window.state.own.open = true;
    window.state.own.folder = table.path;
    window.state.own.options.layers = "126,6,12";
    window.state.own.options.batch = 16;
    window.ui.frames(2);
    window.ui.click("Open it");
    window.wait();
    BOOST_TEST(window.session.error == "");
    BOOST_REQUIRE(window.session.lesson);
    const auto check = [&](const std::string& where) {
        window.ui.settle();
        for (const TextItem& text : window.ui.registry().clipped_texts())
            BOOST_ERROR(where << ": '" << text.text << "' is cut off");
        for (const auto& [one, other] : window.ui.registry().overlapping_texts())
            BOOST_ERROR(where << ": '" << one.text << "' over '" << other.text << "'");
    };
    apply(window.session, Train{});
    window.session.timelines.trainer->wait();
    window.ui.frames(3);
    window.go_to("dW[1]");
    for (const char* tab : {"Step", "Weights", "Health", "Results", "Draw"}) {
        window.state.stage_tab = tab;
        check(tab);
        BOOST_TEST(window.state.notice.empty());
    }
    BOOST_TEST(says(window.ui, "draw", "reads no images of 28×28 pixels"));
    window.state.side_tab = "Images";
    check("Images");
    // Each is as wide as its tile, and 9 / 14 of that high.
    const Rect image = window.ui.find("digit 0").rect;
    BOOST_TEST(image.height() / image.width() == 9.0F / 14, boost::test_tools::tolerance(0.05F));
}

BOOST_AUTO_TEST_SUITE_END()
