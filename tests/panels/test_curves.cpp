// The curves of a training, looked at closely: by the wheel, by drags and by commands.

#include "tests/panels/training_window.h"
#include "viewer/panels/commands.h"
#include "viewer/panels/curve_tip.h"

using namespace backstep;

namespace {

struct Curves : TrainingWindow {
    Curves() {
        train_to_the_end();
        go("epoch 2 batch 3 dW[2]");
    }
    void turn(const char* plot, float x, float lines) {
        ui.move(plot, x, 0.6F);
        ui.frames(2);
        ui.wheel(lines);
        ui.frames(1);
    }
    void run(const std::string& name) {
        for (const Command& command : all_commands(session, state)) {
            if (command.name != name) continue;
            Actions actions;
            Ui none;
            PanelContext context{none, {}, session, state, actions};
            command.run(context);
        }
        ui.frames(2);
    }
    bool in_panel(const std::string& panel, const std::string& words) const {
        const std::vector<TextItem>& texts = ui.registry().texts;
        return std::any_of(texts.begin(), texts.end(),
                           [&](const TextItem& text) { return text.panel == panel && text.text == words; });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(curves, Curves)

BOOST_AUTO_TEST_CASE(a_zoomed_timeline_names_batches_and_a_click_goes_to_the_step_that_is_seen) {
    BOOST_TEST(in_panel("timeline", "epoch 0"));
    turn("timeline/timeline", 0.5F, 9);
    BOOST_REQUIRE(state.timeline.zoom.x);
    BOOST_TEST(state.timeline.zoom.x->extent() == 4);
    BOOST_TEST(!in_panel("timeline", "epoch 0"));
    BOOST_TEST((in_panel("timeline", "batch 1") || in_panel("timeline", "batch 2")));
    // Shown are 4 of 12 steps, about the middle: those from 5 to 8.
    ui.click("timeline/timeline", 0.12F, 0.6F);
    BOOST_TEST(step() == 5);
    ui.click("timeline/timeline", 0.88F, 0.6F);
    BOOST_TEST(step() == 8);
    BOOST_TEST(current() == "dW[2]");
}

BOOST_AUTO_TEST_CASE(a_double_click_on_the_timeline_shows_all_and_leaves_the_step_as_it_was) {
    BOOST_TEST(step() == 7);
    turn("timeline/timeline", 0.5F, 9);
    ui.double_click("timeline/timeline", 0.12F, 0.6F);
    ui.frames(3);
    BOOST_TEST(state.timeline.zoom.is_all());
    BOOST_TEST(step() == 7);
    BOOST_TEST(current() == "dW[2]");
    // One click still counts, and so does one long after another.
    ui.click("timeline/timeline", 0.96F, 0.6F);
    BOOST_TEST(step() == 12);
    ui.frames(60);
    ui.click("timeline/timeline", 0.04F, 0.6F);
    BOOST_TEST(step() == 1);
}

BOOST_AUTO_TEST_CASE(the_part_that_is_shown_follows_the_step) {
    turn("timeline/timeline", 0.0F, 9);
    go("epoch 3 batch 4");
    const PlotRange shown = state.timeline.zoom.x.value();
    BOOST_TEST(shown.low == 8);
    BOOST_TEST(shown.high == 12);
    BOOST_TEST(step() == 12);
}

BOOST_AUTO_TEST_CASE(each_panel_has_a_zoom_of_its_own) {
    ui.click("Health");
    turn("health/loss", 0.5F, 3);
    BOOST_TEST(state.health.zoom.x.has_value());
    BOOST_TEST(!state.timeline.zoom.x.has_value());
    const double low = state.health.zoom.x->low;
    ui.click("health/accuracy", 0.9F, 0.7F);
    BOOST_TEST(step() == static_cast<long>(low + 0.9 * state.health.zoom.x->extent()) + 1);
    BOOST_TEST(state.health.zoom.x->low == low);
}

BOOST_AUTO_TEST_CASE(a_training_that_begins_anew_is_seen_whole_and_a_fork_as_it_was) {
    ui.click("Health");
    turn("health/loss", 0.5F, 3);
    turn("timeline/timeline", 0.5F, 3);
    apply(session, Fork{{"learning_rate=0.2"}});
    ui.frames(2);
    BOOST_TEST(state.timeline.zoom.x.has_value());
    BOOST_TEST(state.health.zoom.x.has_value());
    apply(session, SetKnob{"learning_rate", "0.3"});
    ui.frames(2);
    BOOST_TEST(state.timeline.zoom.is_all());
    BOOST_TEST(state.health.zoom.is_all());
}

BOOST_AUTO_TEST_CASE(commands_and_keys_zoom_the_curve_where_the_mouse_was_last) {
    run("Curve: zoom in");
    BOOST_TEST(state.timeline.zoom.x.has_value());
    run("Curve: zoom to all");
    BOOST_TEST(state.timeline.zoom.is_all());
    ui.click("Health");
    ui.move("health/loss", 0.5F, 0.5F);
    ui.frames(2);
    ui.type("z");
    BOOST_TEST(state.health.zoom.x.has_value());
    BOOST_TEST(state.timeline.zoom.is_all());
    ui.type("Z");
    BOOST_TEST(state.health.zoom.is_all());
    // What is not shown any more is not meant.
    ui.click("stage tabs/Step");
    ui.type("zz0z");
    BOOST_TEST(state.health.zoom.is_all());
    BOOST_TEST(state.timeline.zoom.x.has_value());
}

BOOST_AUTO_TEST_CASE(the_tooltip_says_the_moment_the_numbers_and_once_how_to_look_closer) {
    ui.click("Health");
    ui.move("health/accuracy", 0.99F, 0.5F);
    ui.frames(3);
    BOOST_TEST(says(ui, "tooltip", "epoch 3 batch 4"));
    BOOST_TEST(says(ui, "tooltip", "train: "));
    BOOST_TEST(says(ui, "tooltip", "double click"));
    turn("health/accuracy", 0.5F, 2);
    ui.frames(2);
    BOOST_TEST(says(ui, "tooltip", "epoch "));
    BOOST_TEST(!says(ui, "tooltip", "double click"));
}

BOOST_AUTO_TEST_CASE(what_is_not_trained_is_said_and_lines_without_a_name_are_not) {
    const TimelineView view = timeline_view(session);
    const std::vector<double> values{7, 5, 3};
    const std::vector<PlotSeries> lines{{"", values, 0, 0.5, 1}, {"here", values, 0, 0.5, 1}};
    BOOST_TEST(curve_words(view, 1.4, lines, 4) == "epoch 1 batch 2\nhere: 5");
    TimelineView fresh = view;
    fresh.trained = 1;
    BOOST_TEST(curve_words(fresh, 2.5, {}, 4) == "not trained yet");
    BOOST_TEST(curve_words(view, 0.6, std::span(lines).first(1), 4, "loss") == "epoch 1 batch 1\nloss 7");
}

BOOST_AUTO_TEST_CASE(a_comparison_zooms_both_its_curves_and_goes_to_the_step_that_is_clicked) {
    apply(session, Fork{{"learning_rate=0.2"}});
    ui.click("Compare");
    ui.frames(2);
    turn("compare/both losses", 0.3F, 2);
    BOOST_REQUIRE(state.compare.zoom.x);
    ui.click("compare/both accuracies", 0.2F, 0.6F);
    BOOST_TEST(step() == static_cast<long>(state.compare.zoom.x->low + 0.2 * state.compare.zoom.x->extent()) + 1);
}

BOOST_AUTO_TEST_SUITE_END()
