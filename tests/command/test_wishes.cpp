// Files that the reader asks for in the window.

#include <fmt/format.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "engine/data/digits.h"
#include "program.h"
#include "viewer/command/slide_run.h"
#include "viewer/command/wishes.h"
#include "viewer/model/csv.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/headless.h"

using namespace backstep;

namespace {

// Lesson 5 in a window whose current folder is the test's own.
struct Wishing {
    TemporaryFolder folder;
    std::filesystem::path before = std::filesystem::current_path();
    Pool pool{1};
    Compute compute{*available_kernels().front(), pool};
    Session session;
    PanelState state;
    SlideRun slides;
    HeadlessUi ui;

    Wishing()
        : session(lesson_five(compute)), ui({1280, 800, 1, true, true}, [this](Ui& frame, FrameRequest& request) {
              slides.before_frame(session);
              run_frame(frame, session, state, 1.0 / 60);
              slides.after_frame(frame, session, state, request);
              grant_wishes(session, state, request);
          }) {
        std::filesystem::current_path(folder.file(""));
    }
    ~Wishing() { std::filesystem::current_path(before); }

    static Session lesson_five(Compute& compute) {
        Session session;
        session.compute = &compute;
        session.lessons = catalogue();
        session.digits = std::make_shared<const Dataset>(built_in_digits(200, 1));
        apply(session, OpenLesson{"5"});
        return session;
    }
    bool there(const char* file) const { return std::filesystem::exists(folder.file(file)); }
    int event(const char* name) const { return *find_event(*session.trace, name, session.count()); }
    void save(Wish::What what, int of) {
        state.wishes = {{.what = what, .event = of}};
        ui.frames(1);
    }
    // Width and height of a PNG, as its first chunk has them.
    std::pair<int, int> size_of(const char* file) const {
        const std::string bytes = content_of(folder.file(file));
        const auto number = [&](std::size_t at) {
            int whole = 0;
            for (std::size_t i = 0; i < 4; ++i) whole = whole * 256 + static_cast<unsigned char>(bytes.at(at + i));
            return whole;
        };
        return {number(16), number(20)};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(wishes, Wishing)

BOOST_AUTO_TEST_CASE(a_picture_of_the_window_is_as_large_as_it_and_overwrites_nothing) {
    ui.key({.character = U's', .ctrl = true});
    ui.frames(1);
    BOOST_TEST((size_of("lesson_5_window.png") == std::pair{1280, 800}));
    BOOST_TEST((state.notice.kind == Notice::Kind::done));
    BOOST_TEST(has(state.notice.text, "lesson_5_window.png"));
    const std::string first = content_of(folder.file("lesson_5_window.png"));
    ui.key({.character = U's', .ctrl = true});
    ui.frames(1);
    BOOST_TEST(there("lesson_5_window_2.png"));
    BOOST_TEST((content_of(folder.file("lesson_5_window.png")) == first));
}

BOOST_AUTO_TEST_CASE(a_picture_of_the_panel_under_the_mouse_is_that_part_of_the_window) {
    ui.move(ImVec2{700, 760});
    ui.key({.character = U'e', .ctrl = true});
    ui.frames(1);
    BOOST_TEST((size_of("lesson_5_strip.png") == std::pair{1280, 100}));
}

BOOST_AUTO_TEST_CASE(a_picture_from_the_palette_has_no_palette_in_it) {
    ui.key({.character = U's', .ctrl = true});
    ui.frames(1);
    state.notice = {};
    ui.key({.character = U'p', .ctrl = true});
    ui.type("picture of the window");
    ui.key(Key::enter);
    ui.frames(3);
    BOOST_REQUIRE(there("lesson_5_window_2.png"));
    BOOST_TEST((content_of(folder.file("lesson_5_window.png")) == content_of(folder.file("lesson_5_window_2.png"))));
}

BOOST_AUTO_TEST_CASE(every_value_and_one_matrix_are_saved) {
    state.wishes = {{.what = Wish::What::npz}};
    ui.frames(1);
    BOOST_TEST(there("lesson_5.npz"));
    state.wishes = {{.what = Wish::What::csv, .event = 0}};
    ui.frames(1);
    BOOST_TEST(there("lesson_5_X.csv"));
    BOOST_TEST(has(state.notice.text, "lesson_5_X.csv"));
}

BOOST_AUTO_TEST_CASE(without_a_lesson_a_picture_can_be_had_and_no_value) {
    apply(session, ShowLessons{});
    ui.key({.character = U's', .ctrl = true});
    ui.frames(1);
    BOOST_TEST(there("backstep_window.png"));
    state.wishes = {{.what = Wish::What::npz}};
    ui.frames(1);
    BOOST_TEST((state.notice.kind == Notice::Kind::mistake));
    BOOST_TEST(has(state.notice.text, "no lesson is open"));
}

BOOST_AUTO_TEST_CASE(a_part_is_cut_out_of_a_picture_with_more_pixels_than_the_window) {
    Image picture(30, 14, 7);
    for (int y = 4; y < 10; ++y)
        for (int x = 6; x < 16; ++x) picture.at(x, y) = 9;
    const Image cut = cut_out(picture, {{3, 2}, {8, 5}}, {15, 7});
    BOOST_TEST(cut.width == 10);
    BOOST_TEST(cut.height == 6);
    for (const Color pixel : cut.pixels) BOOST_TEST(pixel == 9u);
}

BOOST_AUTO_TEST_CASE(a_matrix_is_saved_once_with_all_its_numbers_and_the_whole_path_is_told) {
    save(Wish::What::csv, event("dW[2]"));
    const std::string file = folder.file("lesson_5_dW_2.csv");
    BOOST_TEST(content_of(file) == csv_text(session.trace->value(event("dW[2]"))));
    BOOST_TEST(state.notice.text == "Saved as " + std::filesystem::canonical(file).string());
    ui.frames(2);
    BOOST_TEST(!there("lesson_5_dW_2_2.csv"));
    for (int i = 0; i < 2; ++i) save(Wish::What::csv, event("dW[2]"));
    BOOST_TEST(there("lesson_5_dW_2_2.csv"));
    BOOST_TEST(there("lesson_5_dW_2_3.csv"));
}

BOOST_AUTO_TEST_CASE(a_later_version_and_a_step_of_a_training_have_their_numbers_in_the_name) {
    save(Wish::What::csv, event("W[1]@0"));
    save(Wish::What::csv, event("W[1]@1"));
    apply(session, OpenLesson{"10"});
    apply(session, StepBatch{1});
    save(Wish::What::csv, event("dW[2]"));
    save(Wish::What::npz, 0);
    for (const char* name : {"lesson_5_W_1.csv", "lesson_5_W_1_version_1.csv", "lesson_10_step_2_dW_2.csv"})
        BOOST_TEST(there(name), name);
    BOOST_TEST(content_of(folder.file("lesson_10_step_2.npz")).substr(0, 2) == "PK");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_saved_is_told_as_a_mistake) {
    std::filesystem::create_directory("gone");
    std::filesystem::current_path("gone");
    std::filesystem::remove(folder.file("gone"));
    save(Wish::What::csv, event("J"));
    BOOST_TEST(has(state.notice.text, "lesson_5_J.csv"));
    BOOST_TEST((state.notice.kind == Notice::Kind::mistake));
}

BOOST_AUTO_TEST_CASE(every_step_is_saved_as_it_is_seen_and_the_cursor_comes_back) {
    apply(session, OpenLesson{"1"});
    apply(session, GoToValue{"Y"});
    ui.frames(2);
    const int position = session.position;
    const std::size_t jumps = session.places.back.size();
    state.wishes = {{.what = Wish::What::slides}};
    ui.frames(1);
    BOOST_TEST(slides.is_running());
    for (int frame = 0; frame < 100 && slides.is_running(); ++frame) ui.frames(1);
    BOOST_TEST(!slides.is_running());
    BOOST_TEST(session.position == position);
    BOOST_TEST(session.places.back.size() == jumps);
    std::set<std::string> pictures;
    for (const Event& event : session.trace->events) {
        const std::string name = fmt::format("lesson_1_slides/{:02}_{}.png", event.index + 1, event.name.text());
        BOOST_TEST(there(name.c_str()), name);
        BOOST_TEST((size_of(name.c_str()) == std::pair(1280, 800)));
        pictures.insert(content_of(folder.file(name)));
    }
    BOOST_TEST(pictures.size() == session.trace->events.size());
    BOOST_TEST(state.notice.text.find(fmt::format("Saved {} pictures in ", session.count())) == 0u);
}

BOOST_AUTO_TEST_CASE(no_more_steps_are_saved_when_another_lesson_is_opened_or_there_is_none) {
    state.wishes = {{.what = Wish::What::slides}};
    ui.frames(8);
    BOOST_TEST(slides.is_running());
    apply(session, OpenLesson{"1"});
    ui.frames(2);
    BOOST_TEST(!slides.is_running());
    BOOST_TEST(state.notice.text.find("no more pictures are saved") != std::string::npos);
    apply(session, ShowLessons{});
    state.wishes = {{.what = Wish::What::slides}};
    ui.frames(2);
    BOOST_TEST(!slides.is_running());
}

BOOST_AUTO_TEST_SUITE_END()
