// Lesson 5 clicked through without a display: stepping, explaining, following links down to a pixel, changing knobs.

#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"
#include "viewer/model/number.h"

using namespace backstep;

BOOST_AUTO_TEST_SUITE(lesson_five)

BOOST_AUTO_TEST_CASE(a_click_on_its_card_opens_the_lesson_before_its_first_event) {
    Window window;
    window.open_lesson_five();
    BOOST_TEST(window.session.lesson->number == 5);
    BOOST_TEST(window.session.position == 0);
}

BOOST_AUTO_TEST_CASE(the_right_arrow_steps_and_the_left_arrow_takes_it_back) {
    Window window;
    window.open_lesson_five();
    window.ui.key(Key::right);
    BOOST_TEST(window.current() == "X");
    window.ui.key(Key::right);
    BOOST_TEST(window.current() == "Y");
    window.ui.key(Key::left);
    BOOST_TEST(window.current() == "X");
    window.ui.key(Key::end);
    BOOST_TEST(window.session.position == window.session.count());
    window.ui.key(Key::home);
    BOOST_TEST(window.session.position == 0);
}

BOOST_AUTO_TEST_CASE(down_and_up_go_from_phase_to_phase) {
    Window window;
    window.open_lesson_five();
    window.ui.key(Key::down);
    window.ui.key(Key::down);
    BOOST_TEST(static_cast<int>(window.session.current()->phase) == static_cast<int>(Phase::loss));
    window.ui.key(Key::down);
    BOOST_TEST(window.current() == "dZ[2]");
    window.ui.key(Key::up);
    BOOST_TEST(static_cast<int>(window.session.current()->phase) == static_cast<int>(Phase::loss));
}

BOOST_AUTO_TEST_CASE(the_transport_buttons_do_what_the_keys_do) {
    Window window;
    window.open_lesson_five();
    window.ui.click("strip/Step");
    window.ui.click("strip/Step");
    BOOST_TEST(window.current() == "Y");
    window.ui.click("Back");
    BOOST_TEST(window.current() == "X");
    window.ui.click("Next phase");
    BOOST_TEST(window.session.position > 1);
    window.ui.click("Last");
    BOOST_TEST(window.session.position == window.session.count());
    window.ui.click("First");
    BOOST_TEST(window.session.position == 0);
}

BOOST_AUTO_TEST_CASE(space_plays_to_the_end_and_stops_there) {
    Window window;
    window.open_lesson_five();
    window.session.events_per_second = 1000;
    window.ui.type(" ");
    BOOST_TEST(window.session.playing);
    window.ui.frames(60);
    BOOST_TEST(!window.session.playing);
    BOOST_TEST(window.session.position == window.session.count());
}

BOOST_AUTO_TEST_CASE(a_clicked_cell_is_explained_and_its_links_lead_down_to_a_pixel) {
    Window window;
    window.open_lesson_five();
    window.go_to("dW[1]");
    window.ui.click("dW[1]", 0.5F, 0.5F);
    window.ui.frames(2);
    BOOST_REQUIRE(window.session.selected);
    BOOST_TEST(window.session.trace->events[static_cast<std::size_t>(window.session.selected->event)].name.text() ==
               "dW[1]");
    // Each term of dW[1] has a cell of dZ[1] and a pixel: follow the pixel of the largest.
    const ExplanationView& view = window.state.explanation.view;
    BOOST_REQUIRE(view.has_sum);
    BOOST_REQUIRE(view.terms.front().cells.size() == 2u);
    const std::string pixel = view.terms.front().cells[1].name;
    BOOST_TEST(pixel.rfind("X(", 0) == 0u);
    window.ui.click(pixel);
    window.ui.frames(2);
    BOOST_TEST(window.state.explanation.view.given);
    BOOST_TEST(window.session.trail.size() == 1u);
    window.ui.key(Key::backspace);
    BOOST_TEST(window.session.trail.empty());
    window.ui.key(Key::escape);
    BOOST_TEST(!window.session.selected);
}

BOOST_AUTO_TEST_CASE(the_optimizers_are_buttons_and_number_keys_and_the_cursor_stays) {
    Window window;
    window.open_lesson_five();
    window.go_to("dW[2]");
    window.ui.type("3");
    BOOST_TEST(window.session.knobs.choice("optimizer") == "adam");
    BOOST_TEST(window.current() == "dW[2]");
    BOOST_TEST(find_event(*window.session.trace, "m̂W[1]", 0).has_value());
    window.ui.click("Momentum");
    BOOST_TEST(window.session.knobs.choice("optimizer") == "momentum");
    BOOST_TEST(window.current() == "dW[2]");
    window.ui.click("SGD");
    BOOST_TEST(window.session.knobs.choice("optimizer") == "sgd");
}

BOOST_AUTO_TEST_CASE(a_knob_is_typed_in_and_a_mistake_is_said_and_changes_nothing) {
    Window window;
    window.open_lesson_five();
    window.ui.fill("hidden_units", "7");
    window.ui.frames(2);
    BOOST_TEST(window.session.knobs.integer("hidden_units") == 7);
    window.ui.fill("learning_rate", "nan");
    window.ui.frames(1);
    BOOST_TEST(window.state.notice.text.find("learning_rate") != std::string::npos);
    BOOST_TEST(window.session.knobs.integer("hidden_units") == 7);
    BOOST_TEST(window.session.trace);
}

BOOST_AUTO_TEST_CASE(where_names_have_no_room_on_one_line_all_stand_above_their_layer) {
    for (const float width : {2400.0F, 1280.0F}) {
        Window window({width, 800});
        window.open_lesson_five();
        const auto writes = [&](const char* name) {
            const std::vector<TextItem>& texts = window.ui.registry().texts;
            return std::count_if(texts.begin(), texts.end(),
                                 [&](const TextItem& text) { return text.panel == "strip" && text.text == name; });
        };
        const bool wide = width > 2000;
        BOOST_TEST(writes("dW[2]") == (wide ? 1 : 0));
        BOOST_TEST(writes("dW") == (wide ? 0 : 2));
        BOOST_TEST(writes("b[1]") == (wide ? 2 : 0));  // also where it would fit
    }
}

BOOST_AUTO_TEST_CASE(each_operand_says_the_scale_of_its_colours) {
    Window window;
    window.open_lesson_five();
    window.go_to("Z[1]");
    const Numbers W = window.session.trace->value(*find_event(*window.session.trace, "W[1]", 0));
    double largest = 0;
    W.visit([&](double number) { largest = std::max(largest, std::abs(number)); });
    BOOST_TEST(says(window.ui, "stage", "±" + short_number(largest, 3)));
    BOOST_TEST(says(window.ui, "stage", "all 0"));  // b[1]
}

BOOST_AUTO_TEST_CASE(the_notes_beside_the_code_have_as_many_digits_as_were_chosen) {
    Window window;
    window.open_lesson_five();
    window.go_to("J");
    const double J = window.session.trace->value(window.session.current()->index)(0, 0);
    for (const int digits : {3, usual_digits, 12}) {
        window.state.digits = digits;
        window.ui.frames(2);
        BOOST_TEST(says(window.ui, "page", fmt::format("= {:.{}g}", J, digits == usual_digits ? 5 : digits)), digits);
    }
}

BOOST_AUTO_TEST_CASE(of_a_long_trail_the_last_crumbs_are_shown_and_the_rest_is_a_link) {
    Window window;
    window.open_lesson_five();
    window.go_to("dW[1]");
    const auto cell = [&](const char* name) { return CellRef{*find_event(*window.session.trace, name, 40), 2, 3}; };
    apply(window.session, SelectCell{cell("dW[1]")});
    for (const char* name : {"dZ[1]", "dZ[2]", "A[2]", "Z[2]"}) apply(window.session, FollowCell{cell(name)});
    window.ui.frames(2);
    BOOST_TEST(!says(window.ui, "explanation", "dW[1](2,3)"));
    window.ui.click("explanation/…");
    window.ui.frames(2);
    BOOST_TEST(window.state.explanation.view.name == "dW[1](2,3)");
    BOOST_TEST(window.session.trail.empty());
}

BOOST_AUTO_TEST_CASE(the_strip_is_clicked_and_dragged_through_time) {
    Window window;
    window.open_lesson_five();
    window.ui.click("events", 0.999F, 0.5F);
    BOOST_TEST(window.session.position == window.session.count());
    window.ui.drag("events", {0.999F, 0.5F}, {0.001F, 0.5F});
    BOOST_TEST(window.session.position == 1);
}

BOOST_AUTO_TEST_CASE(a_double_click_shows_a_matrix_alone_and_the_link_leads_back) {
    Window window;
    window.open_lesson_five();
    window.go_to("dW[2]");
    window.ui.double_click("dW[2]");
    window.ui.frames(2);
    BOOST_REQUIRE(window.state.stage.alone);
    window.ui.click("back to the equation");
    BOOST_TEST(!window.state.stage.alone);
}

BOOST_AUTO_TEST_CASE(a_line_of_code_is_clicked_to_go_to_the_moment_it_runs) {
    Window window;
    window.open_lesson_five();
    window.go_to("dZ[2]");
    const int line = window.session.current()->source.line;
    window.go_to("dW[2]");
    window.ui.scroll_to("code line " + std::to_string(line), {200, 400});
    window.ui.click("code line " + std::to_string(line));
    BOOST_TEST(window.current() == "dZ[2]");
}

BOOST_AUTO_TEST_CASE(a_key_is_on_the_screen_with_the_frame_that_it_comes_in) {
    Pool pool(1);
    Compute compute{*available_kernels().front(), pool};
    Session session = Window::make_session(compute);
    apply(session, OpenLesson{"5"});
    PanelState state;
    int drawn = -1;  // by the frame with the key
    HeadlessUi ui({1280, 800, 1, true, false}, [&](Ui& frame, FrameRequest&) {
        run_frame(frame, session, state, 1.0 / 60);
        if (!frame.keys.empty()) drawn = state.map.made_for.position;
    });
    ui.key(Key::right);
    BOOST_TEST(drawn == 1);
    ui.key(Key::end);
    BOOST_TEST(drawn == session.count());
}

BOOST_AUTO_TEST_CASE(the_question_mark_opens_the_help_and_escape_closes_it) {
    Window window;
    window.open_lesson_five();
    window.ui.type("?");
    BOOST_TEST(window.state.help);
    window.ui.click("Close help");
    BOOST_TEST(!window.state.help);
    window.ui.click("Help");
    BOOST_TEST(window.state.help);
    window.ui.key(Key::escape);
    BOOST_TEST(!window.state.help);
}

BOOST_AUTO_TEST_SUITE_END()
