// A lesson that trains, clicked through without a display: training, time travel, breakpoints, forks, comparing, and a
// number set by hand.

#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/model/training_sample.h"
#include "viewer/panels/workbench.h"
#include "viewer/platform/headless.h"

using namespace backstep;

namespace {

struct TrainingWindow : TrainingSample {
    PanelState state;
    HeadlessUi ui;

    explicit TrainingWindow(ImVec2 size = {1600, 1000}, float scale = 1)
        : ui({static_cast<int>(size.x), static_cast<int>(size.y), scale, true, true},
             [this](Ui& frame, FrameRequest& request) {
                 run_frame(frame, session, state, 1.0 / 60);
                 request.dark = state.dark;
             }) {}

    long step() const { return session.timelines.step; }
    long trained() const { return session.timelines.timeline()->trained(); }
    std::string current() const { return session.current() ? session.current()->name.text() : ""; }
    void go(const std::string& text) {
        apply(session, GoToTyped{text});
        ui.frames(2);
    }
    // Until the thread that trains is seen to have ended.
    void wait() {
        session.timelines.trainer->wait();
        ui.frames(3);
    }
    bool says(const std::string& panel, const std::string& words) const {
        const std::vector<TextItem>& texts = ui.registry().texts;
        return std::any_of(texts.begin(), texts.end(), [&](const TextItem& text) {
            return text.panel == panel && text.text.find(words) != std::string::npos;
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(training_lesson, TrainingWindow)

BOOST_AUTO_TEST_CASE(the_button_trains_to_the_end_and_says_so) {
    BOOST_TEST(says("timeline", "nothing is trained yet"));
    ui.click("Train");
    BOOST_REQUIRE(session.timelines.trainer);
    wait();
    BOOST_TEST(!session.timelines.training);
    BOOST_TEST(trained() == 12);
    BOOST_TEST(says("timeline", "all 3 epochs are trained"));
    BOOST_TEST(says("timeline", "the training is finished"));
    BOOST_TEST(ui.find("Train").enabled == false);
}

BOOST_AUTO_TEST_CASE(a_frame_asks_for_another_while_it_trains_and_after_that_no_more) {
    ui.type("t");
    BOOST_TEST(session.timelines.training);
    wait();
    ui.settle(60);
    BOOST_TEST(!session.timelines.training);
    BOOST_TEST(says("timeline", "the training is finished"));
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
    BOOST_TEST(state.notice == "");
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
    BOOST_TEST(says("timeline", "epoch 77"));
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
    BOOST_TEST(says("timeline", "epoch 2 batch 2"));
    ui.click("step == 6");
    BOOST_TEST(!session.timelines.breakpoints[0].on);
    ui.click("Train");
    wait();
    BOOST_TEST(trained() == 12);
    ui.click("Remove breakpoint 1");
    BOOST_TEST(session.timelines.breakpoints.empty());
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
    BOOST_TEST(says("breakpoints", "dW[1]"));
    BOOST_TEST(state.breakpoints.typed == "norm(dw[1]) < 1");
    ui.click("isnan(Z[2])");
    ui.frames(2);
    BOOST_TEST(session.timelines.breakpoints.size() == 1u);
    BOOST_TEST(state.breakpoints.error == "");
}

BOOST_AUTO_TEST_CASE(a_turned_knob_forks_what_is_trained_or_starts_anew_as_chosen) {
    ui.click("Momentum");
    BOOST_TEST(session.timelines.all.size() == 1u);
    BOOST_TEST(session.knobs.choice("optimizer") == "momentum");
    train_to_the_end();
    go("epoch 2 batch 1");
    ui.click("Adam");
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.timelines.all[1].timeline->forked_at() == 5);
    BOOST_TEST(step() == 5);
    train_to_the_end();
    ui.frames(2);
    ui.click("starts anew");
    ui.frames(2);
    ui.fill("learning_rate", "0.05");
    BOOST_TEST(session.timelines.all.size() == 1u);
    BOOST_TEST(trained() == 0);
}

BOOST_AUTO_TEST_CASE(timelines_are_listed_shown_and_put_beside) {
    train_to_the_end();
    go("epoch 2 batch 1");
    ui.type("3");
    ui.frames(2);
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    ui.click("Timelines");
    ui.frames(2);
    BOOST_TEST(session.timelines.beside == 0);
    ui.click("put away");
    BOOST_TEST(session.timelines.beside == -1);
    ui.click("put beside");
    BOOST_TEST(session.timelines.beside == 0);
    ui.click("timelines/timeline 1");
    ui.frames(2);
    BOOST_TEST(session.timelines.current == 0);
    BOOST_TEST(session.knobs.choice("optimizer") == "sgd");
}

BOOST_AUTO_TEST_CASE(health_shows_its_curves_and_a_click_on_one_goes_to_that_step) {
    ui.click("Health");
    ui.frames(2);
    BOOST_TEST(says("health", "Nothing is trained yet"));
    train_to_the_end();
    ui.frames(3);
    for (const char* name : {"loss", "accuracy", "norm of dW", "norm of db", "update against weight", "active share", "units"})
        BOOST_TEST(ui.registry().has(std::string("health/") + name), name);
    ui.click("norm of dW", 0.3F, 0.5F);
    BOOST_TEST(step() == 4);
    ui.click("stage tabs/Step");
    ui.frames(2);
    BOOST_TEST(!ui.registry().has("health/loss"));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_has_a_link_to_where_it_began) {
    train_to_the_end();
    ui.click("Health");
    ui.frames(3);
    BOOST_TEST(says("health", "1 of 7 units is dead since epoch 1"));
    ui.click("go to where it began: epoch 1 batch 4");
    BOOST_TEST(step() == 4);
    BOOST_TEST(current() == "A[1]");
}

BOOST_AUTO_TEST_CASE(compare_offers_a_fork_and_then_shows_what_differs) {
    train_to_the_end();
    go("epoch 2 batch 1 dW[1]");
    ui.click("Compare");
    ui.frames(2);
    ui.click("Fork with adam");
    ui.frames(3);
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(says("compare", "2: from epoch 2 batch 1: optimizer sgd → adam"));
    BOOST_TEST(ui.registry().has("value here"));
    BOOST_TEST(ui.registry().has("difference"));
    BOOST_TEST(ui.registry().has("changed W[1]"));
    ui.click("changed W[1]");
    BOOST_TEST(current() == "W[1]");
    BOOST_TEST(session.current()->version == 1);
    ui.frames(2);
    ui.click("value here", 0.5F, 0.5F);
    ui.frames(2);
    BOOST_TEST(session.selected.has_value());
    BOOST_TEST(says("compare", "gradient dW[1]"));
    BOOST_TEST(says("compare", "step of W[1]"));
    ui.click("change places");
    ui.frames(2);
    BOOST_TEST(session.timelines.current == 0);
    BOOST_TEST(session.timelines.beside == 1);
}

BOOST_AUTO_TEST_CASE(a_number_set_by_hand_forks_and_is_marked_as_such) {
    train_to_the_end();
    go("epoch 2 batch 1 b[1]");
    apply(session, GoToTyped{"b[1]@0"});
    ui.frames(2);
    ui.click("b[1]", 0.5F, 0.5F);
    ui.frames(2);
    BOOST_REQUIRE(session.selected);
    const CellRef cell = *session.selected;
    ui.fill("set by hand", "half");
    ui.frames(1);
    BOOST_TEST(session.timelines.all.size() == 1u);
    BOOST_TEST(state.notice.find("half") != std::string::npos);
    ui.fill("set by hand", "0.5");
    ui.frames(3);
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.trace->values[static_cast<std::size_t>(cell.event)](cell.row, cell.col) == 0.5);
    BOOST_TEST(says("explanation", "set by hand"));
}

BOOST_AUTO_TEST_CASE(a_lesson_without_a_training_looks_as_before) {
    apply(session, ShowLessons{});
    ui.frames(2);
    for (const char* name : {"Train", "Health", "Breakpoints"}) BOOST_TEST(!ui.registry().has(name), name);
    ui.type("t]c");
    BOOST_TEST(state.notice == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(training_texts)

BOOST_AUTO_TEST_CASE(are_whole_and_apart_with_every_tab_in_windows_of_all_sizes) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1600, 1000}, ImVec2{2560, 1440}}) {
        TrainingWindow window(size);
        const auto check = [&](const std::string& where) {
            window.ui.frames(3);
            for (const TextItem& text : window.ui.registry().clipped_texts())
                BOOST_ERROR(size.x << ", " << where << ": " << text.panel << ": '" << text.text << "' is cut off");
            for (const auto& [one, other] : window.ui.registry().overlapping_texts())
                BOOST_ERROR(size.x << ", " << where << ": '" << one.text << "' over '" << other.text << "'");
        };
        const auto check_tabs = [&](const std::string& when) {
            for (int tab = 0; tab < 4; ++tab) {
                window.state.stage_tab = std::min(tab, 2);
                window.state.side_tab = tab;
                check(fmt::format("{}, tab {}", when, tab));
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
