// A walk through a sum with keys and mouse.

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"
#include "viewer/panels/slow_motion.h"

using namespace backstep;

namespace {

// Lesson 5 at Z[1], with a cell in the middle of it selected.
struct Selected : Window {
    explicit Selected(ImVec2 size = {1600, 1000}) : Window(size) {
        open_lesson_five();
        go_to("Z[1]");
        ui.click("Z[1]", 0.5F, 0.5F);
        ui.frames(2);
        BOOST_REQUIRE(session.selected);
    }
    int stop() const { return session.walk.value().stop; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(slow_motion)

BOOST_FIXTURE_TEST_CASE(w_walks_pauses_and_goes_on_and_escape_ends_it_before_the_selection, Selected) {
    ui.type("w");
    BOOST_REQUIRE(session.walk.has_value());
    BOOST_TEST(stop() == 0);
    ui.frames(120);
    BOOST_TEST(stop() >= 2);
    BOOST_TEST(says(ui, "explanation", "of 784"));
    BOOST_TEST(says(ui, "explanation", "sum so far"));
    ui.type("w");
    const int paused = stop();
    ui.frames(120);
    BOOST_TEST(stop() == paused);
    ui.type("w");
    ui.frames(120);
    BOOST_TEST(stop() > paused);
    ui.key(Key::escape);
    BOOST_TEST(!session.walk.has_value());
    BOOST_TEST(session.selected.has_value());
    ui.key(Key::escape);
    BOOST_TEST(!session.selected.has_value());
}

BOOST_FIXTURE_TEST_CASE(comma_and_full_stop_go_by_single_terms, Selected) {
    ui.type(".");
    BOOST_TEST(stop() == 0);
    ui.type("..");
    BOOST_TEST(stop() == 2);
    ui.type(",");
    ui.frames(60);
    BOOST_TEST(stop() == 1);
}

BOOST_FIXTURE_TEST_CASE(its_links_do_what_the_keys_do, Selected) {
    ui.click("walk through the sum (w)");
    ui.frames(2);
    BOOST_TEST(session.walk.value().running);
    ui.click("pause");
    ui.frames(2);
    BOOST_TEST(!session.walk.value().running);
    const int at = stop();
    ui.click("›");
    BOOST_TEST(stop() == at + 1);
    ui.click("‹");
    BOOST_TEST(stop() == at);
    ui.click("go on");
    BOOST_TEST(session.walk.value().running);
    ui.click("explanation/end");
    BOOST_TEST(!session.walk.has_value());
}

BOOST_FIXTURE_TEST_CASE(the_sum_so_far_has_as_many_digits_as_are_chosen, Selected) {
    for (int i = 0; i < 3; ++i) ui.type(".");
    for (const int digits : {3, 12}) {
        state.digits = digits;
        ui.frames(2);
        BOOST_TEST(says(ui, "explanation", walk_view(session.walk.value(), digits).sum));
    }
}

BOOST_FIXTURE_TEST_CASE(the_cells_of_the_term_are_framed_in_the_pictures, Selected) {
    for (int i = 0; i < 3; ++i) ui.type(".");
    const WalkView view = walk_view(session.walk.value());
    BOOST_REQUIRE(view.cells.size() == 2u);
    for (const CellRef& cell : view.cells) {
        HeatmapStyle style;
        frame_walked_cell(style, session, cell.event);
        BOOST_TEST((style.selected == Cell{cell.row, cell.col}));
    }
    HeatmapStyle other;
    frame_walked_cell(other, session, find_event(*session.trace, "b[1]", 0).value());
    BOOST_TEST(!other.selected.has_value());
}

BOOST_FIXTURE_TEST_CASE(at_the_end_stands_the_sum_to_the_last_bit, Selected) {
    ui.type("w");
    ui.frames(13 * 60);
    BOOST_TEST(session.walk.value().at_end());
    BOOST_TEST(!session.walk.value().running);
    BOOST_TEST(says(ui, "explanation", "sum = " + walk_view(session.walk.value()).sum));
}

BOOST_AUTO_TEST_CASE(its_text_is_whole_in_every_window_and_at_every_term) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1600, 1000}}) {
        Selected window(size);
        for (int i = 0; i < 200; i += 20) {
            apply(window.session, WalkTerms{20});
            window.ui.frames(2);
            for (const TextItem& text : window.ui.registry().clipped_texts()) BOOST_ERROR(text.text << " is cut off");
            for (const auto& [one, other] : window.ui.registry().overlapping_texts())
                BOOST_ERROR(one.text << " over " << other.text);
        }
    }
}

BOOST_AUTO_TEST_CASE(without_a_selected_sum_the_key_says_why) {
    Window window;
    window.open_lesson_five();
    window.go_to("Z[1]");
    window.ui.type("w");
    BOOST_TEST(window.state.notice.text.find("no cell is selected") != std::string::npos);
    window.go_to("A[1]");
    window.ui.click("A[1]", 0.5F, 0.5F);
    window.ui.type("w");
    BOOST_TEST(window.state.notice.text.find("not made by a sum") != std::string::npos);
    BOOST_TEST(!window.session.walk.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
