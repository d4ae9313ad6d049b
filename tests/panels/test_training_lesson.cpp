// A lesson that trains, clicked through without a display: training, going through time, breakpoints.

#include "tests/panels/training_window.h"
#include "viewer/model/number.h"

using namespace backstep;

BOOST_FIXTURE_TEST_SUITE(training_lesson, TrainingWindow)

BOOST_AUTO_TEST_CASE(the_button_trains_to_the_end_and_says_so) {
    BOOST_TEST(says(ui, "timeline", "nothing is trained yet"));
    ui.click("Train");
    BOOST_REQUIRE(session.timelines.trainer);
    wait();
    BOOST_TEST(!session.timelines.training);
    BOOST_TEST(trained() == 12);
    BOOST_TEST(says(ui, "timeline", "all 3 epochs are trained"));
    BOOST_TEST(says(ui, "timeline", "the training is finished"));
    BOOST_TEST(ui.find("Train").enabled == false);
}

BOOST_AUTO_TEST_CASE(a_frame_asks_for_another_while_it_trains_and_after_that_no_more) {
    ui.type("t");
    BOOST_TEST(session.timelines.training);
    wait();
    ui.settle(60);
    BOOST_TEST(!session.timelines.training);
    BOOST_TEST(says(ui, "timeline", "the training is finished"));
}

BOOST_AUTO_TEST_CASE(the_curve_is_dragged_through_the_steps_and_the_cursor_stays_at_its_event) {
    train_to_the_end();
    go("epoch 1 batch 1 dW[2]");
    ui.drag("timeline/timeline", {0.1F, 0.5F}, {0.55F, 0.5F});
    BOOST_TEST(step() == 7);
    BOOST_TEST(current() == "dW[2]");
    ui.click("timeline/timeline", 0.99F, 0.5F);
    BOOST_TEST(step() == 12);
    ui.click("timeline/timeline", 0.001F, 0.5F);
    BOOST_TEST(step() == 1);
    BOOST_TEST(current() == "dW[2]");
}

BOOST_AUTO_TEST_CASE(what_is_not_trained_yet_cannot_be_dragged_to) {
    ui.click("Batch forward");
    ui.click("Batch forward");
    BOOST_TEST(trained() == 2);
    ui.drag("timeline/timeline", {0.05F, 0.5F}, {0.9F, 0.5F});
    BOOST_TEST(step() == 3);
    BOOST_TEST(state.notice.text == "");
}

BOOST_AUTO_TEST_CASE(batches_and_epochs_are_stepped_by_buttons_and_by_keys) {
    train_to_the_end();
    ui.frames(2);
    ui.click("Epoch forward");
    BOOST_TEST(step() == 5);
    ui.click("Batch forward");
    BOOST_TEST(step() == 6);
    ui.click("Batch back");
    ui.click("Epoch back");
    BOOST_TEST(step() == 1);
    ui.type("}");
    ui.type("]");
    ui.type("]");
    BOOST_TEST(step() == 7);
    ui.type("[");
    ui.type("{");
    BOOST_TEST(step() == 2);
}

BOOST_AUTO_TEST_CASE(one_field_goes_to_a_position_and_sets_a_breakpoint_and_says_what_it_does_not_know) {
    train_to_the_end();
    ui.fill("go to or break when", "epoch 2 batch 3 dZ[1]");
    BOOST_TEST(step() == 7);
    BOOST_TEST(current() == "dZ[1]");
    ui.fill("go to or break when", "epoch 77");
    ui.frames(2);
    BOOST_TEST(step() == 7);
    BOOST_TEST(says(ui, "timeline", "epoch 77"));
    // The field is still typed into, and what is typed takes the place of what was wrong.
    BOOST_TEST(ImGui::GetIO().WantTextInput);
    ui.type("step 3");
    ui.key(Key::enter);
    ui.frames(2);
    BOOST_TEST(step() == 3);
    BOOST_TEST(!says(ui, "timeline", "epoch 77"));
    ui.fill("go to or break when", "loss < 100");
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);
    ui.frames(2);
    BOOST_TEST(ui.registry().has("breakpoints/loss < 100"));
}

BOOST_AUTO_TEST_CASE(a_breakpoint_is_typed_stopped_at_switched_off_and_removed) {
    ui.click("Breakpoints");
    ui.fill("condition", "step == 6");
    BOOST_REQUIRE(session.timelines.breakpoints.size() == 1u);
    ui.click("Train");
    wait();
    BOOST_TEST(trained() == 6);
    BOOST_TEST(step() == 6);
    BOOST_TEST(says(ui, "timeline", "epoch 2 batch 2"));
    ui.click("step == 6");
    BOOST_TEST(!session.timelines.breakpoints[0].on);
    ui.click("Train");
    wait();
    BOOST_TEST(trained() == 12);
    ui.click("Remove breakpoint 1");
    BOOST_TEST(session.timelines.breakpoints.empty());
}

BOOST_AUTO_TEST_CASE(a_breakpoint_that_only_recorded_steps_answer_is_marked_where_it_stopped_and_says_why) {
    ui.click("Breakpoints");
    BOOST_TEST(!says(ui, "breakpoints", "only while a step is recorded"));
    ui.fill("condition", "phase == update and step == 3");
    ui.frames(2);
    BOOST_TEST(says(ui, "breakpoints", "no stop so far"));
    BOOST_TEST(says(ui, "breakpoints", "only while a step is recorded"));
    ui.click("Train");
    wait();
    BOOST_TEST(step() == 3);
    BOOST_TEST(says(ui, "breakpoints", "1 stop"));
    const std::vector<BreakpointHits::Hits>& hits = state.timeline.hits.all();
    BOOST_REQUIRE(hits.size() == 1u);
    BOOST_REQUIRE(hits[0].ranges.size() == 1u);
    BOOST_TEST(hits[0].ranges[0].from == 3);
    BOOST_TEST(hits[0].ranges[0].to == 3);
}

BOOST_AUTO_TEST_CASE(an_expression_is_watched_here_and_in_the_step_before) {
    train_to_the_end();
    ui.click("Breakpoints");
    ui.fill("expression", "loss");
    ui.fill("expression", "norm(dW[1])");
    go("epoch 2 batch 2 J");
    const std::vector<double> losses = session.timelines.timeline()->losses();
    BOOST_TEST(says(ui, "breakpoints", short_number(losses[5])));
    BOOST_TEST(says(ui, "breakpoints", short_number(losses[4])));
    BOOST_TEST(says(ui, "breakpoints", "not yet"));
    state.digits = 7;
    ui.frames(2);
    BOOST_TEST(says(ui, "breakpoints", short_number(losses[5], 7)));
    state.digits = 17;  // for which there is no room: it shows as many as fit
    ui.frames(2);
    BOOST_TEST(says(ui, "breakpoints", short_number(losses[5], 7).substr(0, 7)));
    BOOST_TEST(!says(ui, "breakpoints", short_number(losses[5], 17)));
    ui.click("Remove watch 2");
    ui.frames(2);
    BOOST_TEST(!says(ui, "breakpoints", "not yet"));
    ui.fill("expression", "norm(dw[1])");
    ui.frames(2);
    BOOST_TEST(session.timelines.watches.size() == 1u);
    BOOST_TEST(says(ui, "breakpoints", "did you mean dW[1]?"));
}

BOOST_AUTO_TEST_CASE(breakpoints_are_searched_for_in_both_directions_by_buttons_and_by_keys) {
    train_to_the_end();
    ui.click("Breakpoints");
    ui.fill("condition", "batch == 2");
    go("epoch 2 batch 4");
    ui.click("Back to one");
    BOOST_TEST(step() == 6);
    ui.click("On to the next");
    BOOST_TEST(step() == 10);
    ui.type("C");
    BOOST_TEST(step() == 6);
    ui.type("C");
    BOOST_TEST(step() == 2);
    ui.type("c");
    BOOST_TEST(step() == 6);
}

BOOST_AUTO_TEST_CASE(a_condition_with_a_mistake_is_answered_below_its_field_and_an_example_needs_one_click) {
    ui.click("Breakpoints");
    ui.fill("condition", "norm(dw[1]) < 1");
    ui.frames(2);
    BOOST_TEST(session.timelines.breakpoints.empty());
    BOOST_TEST(says(ui, "breakpoints", "did you mean dW[1]"));
    BOOST_TEST(state.breakpoints.typed == "norm(dw[1]) < 1");
    ui.click("isnan(Z[2])");
    ui.frames(2);
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);
    BOOST_TEST(state.breakpoints.error == "");
}

BOOST_AUTO_TEST_CASE(a_lesson_without_a_training_looks_as_before) {
    apply(session, ShowLessons{});
    ui.frames(2);
    for (const char* name : {"Train", "Health", "Breakpoints"}) BOOST_TEST(!ui.registry().has(name), name);
    ui.type("t]c");
    BOOST_TEST(state.notice.text == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(training_texts)

BOOST_AUTO_TEST_CASE(are_whole_and_apart_with_every_tab_in_windows_of_all_sizes) {
    const std::pair<ImVec2, float> looks[] = {
        {{1280, 800}, 1}, {{1280, 800}, 1.1F}, {{1600, 1000}, 1}, {{2560, 1440}, 1}};  // and how large the letters are
    for (const auto& look : looks) {
        const ImVec2 size = look.first;
        const float letters = look.second;
        TrainingWindow window(size);
        window.state.zoom = letters;
        const auto check = [&](const std::string& where) {
            window.ui.frames(3);
            for (const TextItem& text : window.ui.registry().clipped_texts())
                BOOST_ERROR(size.x << ", " << letters << ", " << where << ": " << text.panel << ": '" << text.text
                                   << "' is cut off");
            for (const auto& [one, other] : window.ui.registry().overlapping_texts())
                BOOST_ERROR(size.x << ", " << letters << ", " << where << ": '" << one.text << "' over '" << other.text
                                   << "'");
        };
        const auto check_tabs = [&](const std::string& when) {
            for (const char* tab : {"Step", "Weights", "Race", "Health", "Compare"}) {
                window.state.stage_tab = tab;
                check(fmt::format("{}, {}", when, tab));
            }
            for (const char* tab : {"Images", "Breakpoints", "Timelines", "Knobs"}) {
                window.state.side_tab = tab;
                check(fmt::format("{}, {}", when, tab));
            }
        };
        check_tabs("at the start");
        window.train_to_the_end();
        window.go("epoch 2 batch 1 W[1]");
        check_tabs("trained");
        apply(window.session, Fork{{"optimizer=adam"}});
        apply(window.session, AddBreakpoint{"zeros(A[1]) > 0.5 and loss > 2 * previous(loss) or isnan(Z[2])"});
        apply(window.session, SelectCell{{window.session.position - 1, 3, 407}});
        check_tabs("forked");
    }
}

BOOST_AUTO_TEST_SUITE_END()
