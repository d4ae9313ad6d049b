// Files that are dropped on the window.

#include <filesystem>
#include <fstream>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"

using namespace backstep;

namespace {

// A file with a black bar on white paper, until the end of the test.
struct Picture {
    std::string path = (std::filesystem::temp_directory_path() / "backstep_dropped_bar.PNG").string();

    Picture() {
        Image image(60, 44, rgb(0xFFFFFF));
        for (int y = 9; y < 36; ++y)
            for (int x = 25; x < 32; ++x) image.at(x, y) = rgb(0x000000);
        write_png(path, image);
    }
    ~Picture() { std::filesystem::remove(path); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(dropped)

BOOST_AUTO_TEST_CASE(a_picture_is_opened_under_draw) {
    const Picture picture;
    TrainingWindow window;
    window.ui.drop({"/somewhere/notes.txt", picture.path});
    BOOST_TEST(window.state.stage_tab == "Draw");
    BOOST_TEST(window.state.draw.path == picture.path);
    BOOST_TEST(!window.state.draw.drawing.empty());
    BOOST_TEST(window.state.notice.empty());
    BOOST_TEST(window.ui.registry().has("draw/probabilities raw"));
    // It is taken once.
    window.ui.click("draw/Clear");
    window.ui.frames(3);
    BOOST_TEST(window.state.draw.drawing.empty());
}

BOOST_AUTO_TEST_CASE(while_an_image_is_stepped_through_it_leads_back_to_the_training) {
    const Picture picture;
    TrainingWindow window;
    apply(window.session, StepImage{std::vector<std::uint8_t>(784, 9), -1, "drawn digit"});
    window.ui.drop({picture.path});
    window.ui.frames(2);
    BOOST_TEST(window.state.notice.empty());
    BOOST_TEST(!window.session.aside);
    BOOST_TEST(window.ui.registry().has("draw/probabilities raw"));
}

BOOST_AUTO_TEST_CASE(what_is_no_picture_changes_nothing_and_is_told_what_can_be_dropped) {
    TrainingWindow window;
    window.ui.drop({"/somewhere/notes.txt"});
    BOOST_TEST(window.state.stage_tab == "");
    BOOST_TEST(says(window.ui, "header", "'notes.txt' cannot be dropped here: a PNG picture of a digit can"));
    BOOST_TEST((window.state.notice.kind == Notice::Kind::mistake));
}

BOOST_AUTO_TEST_CASE(a_file_that_only_has_the_name_of_a_picture_says_what_is_wrong_with_it) {
    const Picture picture;
    std::ofstream(picture.path) << "no picture";
    TrainingWindow window;
    window.ui.drop({picture.path});
    BOOST_TEST(window.state.draw.drawing.empty());
    BOOST_TEST(window.state.notice.text == window.state.draw.error);
    BOOST_TEST(window.state.notice.text.find("backstep_dropped_bar") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(where_nothing_trains_it_says_where_a_picture_is_read) {
    const Picture picture;
    Window window;
    window.ui.drop({picture.path});
    BOOST_TEST(window.state.notice.text.find("lesson 8") != std::string::npos);
    window.open_lesson_five();
    BOOST_TEST(window.state.notice.empty());
    window.ui.drop({picture.path});
    BOOST_TEST(window.state.notice.text.find("lesson 8") != std::string::npos);
    BOOST_TEST(window.state.stage_tab == "");
}

BOOST_AUTO_TEST_SUITE_END()
