// What surrounds the equation, clicked through: knobs and the keyboard, the header, the images, the trail, and errors.

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/panels/lesson_window.h"

using namespace backstep;

namespace {

struct LessonFive : Window {
    LessonFive() { open_lesson_five(); }

    std::string shown_in(const std::string& knob) const {
        for (std::size_t i = 0; i < session.knobs.all().size(); ++i)
            if (session.knobs.all()[i].name == knob) return state.knobs.texts[i];
        return "no such knob";
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(controls_of_a_lesson, LessonFive)

BOOST_AUTO_TEST_CASE(what_is_typed_into_a_knob_is_no_shortcut) {
    ui.click("seed");
    ui.frames(2);
    ui.type("3 ?");
    ui.key(Key::right);
    ui.key(Key::end);
    ui.key(Key::backspace);
    BOOST_TEST(session.knobs.choice("optimizer") == "sgd");
    BOOST_TEST(!session.playing);
    BOOST_TEST(!state.help);
    BOOST_TEST(session.position == 0);
}

BOOST_AUTO_TEST_CASE(after_enter_the_arrows_step_again) {
    ui.fill("hidden_units", "7");
    ui.frames(2);
    ui.key(Key::right);
    BOOST_TEST(session.position == 1);
}

BOOST_AUTO_TEST_CASE(escape_in_a_knob_takes_back_what_was_typed_and_the_arrows_step_again) {
    ui.click("hidden_units");
    ui.frames(2);
    ui.type("44");
    ui.key(Key::escape);
    ui.frames(2);
    BOOST_TEST(session.knobs.integer("hidden_units") == 10);
    BOOST_TEST(shown_in("hidden_units") == "10");
    ui.key(Key::right);
    BOOST_TEST(session.position == 1);
}

BOOST_AUTO_TEST_CASE(leaving_a_knob_by_a_click_elsewhere_turns_it) {
    ui.double_click("hidden_units");
    ui.frames(2);
    ui.type("6");
    ui.click("batch_size");
    ui.frames(2);
    BOOST_TEST(session.knobs.integer("hidden_units") == 6);
}

BOOST_AUTO_TEST_CASE(a_refused_value_gives_way_to_the_one_that_holds) {
    ui.fill("learning_rate", "nan");
    ui.frames(3);
    BOOST_TEST(!state.notice.empty());
    BOOST_TEST(shown_in("learning_rate") == "0.1");
    ui.key(Key::right);
    ui.frames(1);
    BOOST_TEST(state.notice.empty());
}

BOOST_AUTO_TEST_CASE(a_choice_is_dropped_down_and_reset_takes_all_back) {
    ui.click("activation");
    ui.frames(2);
    ui.click("tanh");
    ui.frames(2);
    BOOST_TEST(session.knobs.choice("activation") == "tanh");
    ui.click("Adam");
    BOOST_TEST(session.knobs.choice("optimizer") == "adam");
    ui.click("Reset");
    BOOST_TEST(session.knobs.choice("activation") == "relu");
    BOOST_TEST(session.knobs.choice("optimizer") == "sgd");
}

BOOST_AUTO_TEST_CASE(escape_closes_an_open_list_and_nothing_else) {
    go_to("Z[1]");
    apply(session, SelectCell{{session.position - 1, 2, 3}});
    ui.click("activation");
    ui.frames(2);
    BOOST_TEST(ui.registry().has("tanh"));
    ui.key(Key::right);
    BOOST_TEST(current() == "Z[1]");
    ui.key(Key::escape);
    ui.frames(2);
    BOOST_TEST(!ui.registry().has("tanh"));
    BOOST_TEST(session.selected.has_value());
    BOOST_TEST(session.knobs.choice("activation") == "relu");
    ui.key(Key::right);
    BOOST_TEST(current() == "A[1]");
}

BOOST_AUTO_TEST_CASE(the_name_of_a_knob_says_what_it_means) {
    ui.move("about learning_rate");
    ui.frames(2);
    BOOST_TEST(
        says(ui, "tooltip", session.knobs.all()[1].name == "learning_rate" ? session.knobs.all()[1].meaning : "α"));
}

BOOST_AUTO_TEST_CASE(a_cell_under_the_mouse_shows_its_name_its_place_and_its_value) {
    go_to("b[2]");
    ui.move("b[2]", 0.5F, 0.05F);
    ui.frames(2);
    BOOST_TEST(says(ui, "tooltip", "b[2](0,0) = 0"));
}

BOOST_AUTO_TEST_CASE(a_clicked_image_selects_the_pixel_under_the_mouse) {
    go_to("A[2]");
    ui.click("digit 4", 0.98F, 0.98F);
    BOOST_REQUIRE(session.selected);
    BOOST_TEST(session.selected->col == 4);
    BOOST_TEST(session.selected->row == 27 * 28 + 27);
}

BOOST_AUTO_TEST_CASE(a_link_of_the_trail_leads_back_to_where_it_began) {
    go_to("Z[2]");
    ui.click("Z[2]");
    ui.frames(2);
    const std::string name = state.explanation.view.name;
    const std::string deeper = state.explanation.view.terms.front().cells.back().name;
    ui.click(deeper);
    ui.frames(2);
    BOOST_TEST(session.trail.size() == 1u);
    ui.click(name);
    ui.frames(2);
    BOOST_TEST(session.trail.empty());
    BOOST_TEST(state.explanation.view.name == name);
}

BOOST_AUTO_TEST_CASE(the_header_changes_the_theme_and_leads_back_to_the_lessons) {
    ui.click("Light");
    ui.frames(2);
    BOOST_TEST(!state.dark);
    ui.click("Dark");
    BOOST_TEST(state.dark);
    ui.click("Lessons");
    ui.frames(2);
    BOOST_TEST(!session.lesson);
    ui.type("2");
    BOOST_REQUIRE(session.lesson);
    BOOST_TEST(session.lesson->number == 2);
}

BOOST_AUTO_TEST_CASE(escape_closes_what_was_opened_last_first) {
    go_to("dW[2]");
    ui.double_click("dW[2]");
    ui.frames(2);
    ui.type("?");
    BOOST_TEST((state.help && state.stage.alone && session.selected));
    ui.key(Key::escape);
    BOOST_TEST((!state.help && state.stage.alone && session.selected));
    ui.key(Key::escape);
    BOOST_TEST((!state.stage.alone && session.selected));
    ui.key(Key::escape);
    BOOST_TEST(!session.selected);
}

BOOST_AUTO_TEST_CASE(the_transport_goes_a_phase_back_and_plays_and_pauses) {
    go_to("dW[2]");
    ui.click("Previous phase");
    BOOST_TEST(current() == "dZ[2]");
    ui.click("Play");
    BOOST_TEST(session.playing);
    ui.click("Play");
    BOOST_TEST(!session.playing);
}

BOOST_AUTO_TEST_CASE(a_lesson_that_cannot_run_says_so_and_keys_and_knobs_do_no_harm) {
    session.trace.reset();
    session.position = 0;
    session.selected.reset();
    session.error = "a matrix of 3×5 times one of 2×7";
    ui.frames(2);
    const std::vector<TextItem>& texts = ui.registry().texts;
    BOOST_TEST(std::any_of(texts.begin(), texts.end(),
                           [&](const TextItem& text) { return text.panel == "page" && text.text == session.error; }));
    for (const Key key : {Key::right, Key::left, Key::down, Key::up, Key::home, Key::end, Key::backspace, Key::escape})
        ui.key(key);
    ui.type(" ");
    ui.frames(2);
    BOOST_TEST(session.position == 0);
    ui.click("Momentum");
    ui.frames(2);
    BOOST_TEST(session.error.empty());
    BOOST_TEST(session.trace);
}

BOOST_AUTO_TEST_CASE(a_lesson_without_images_has_no_panel_for_them) {
    apply(session, OpenLesson{"2"});
    ui.frames(2);
    BOOST_TEST(!ui.registry().has("digit 0"));
    apply(session, OpenLesson{"1"});
    ui.frames(2);
    BOOST_TEST(ui.registry().has("digit 0"));
}

BOOST_AUTO_TEST_SUITE_END()
