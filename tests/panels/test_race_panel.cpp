#include <boost/test/unit_test.hpp>
#include <cmath>

#include "tests/panels/training_window.h"
#include "viewer/model/number.h"
#include "viewer/widgets/text.h"

using namespace backstep;

namespace {

// A click on "Race", and all that follows until nothing moves any more.
void race(TrainingWindow& window) {
    window.state.stage_tab = "Race";
    window.ui.frames(3);
    window.ui.click("race/Race");
    while (window.session.timelines.racing) window.wait();
    for (int frame = 0; frame < 300 && !window.ui.registry().has("race/loss slice"); ++frame) window.ui.frames(1);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(race_panel)

BOOST_AUTO_TEST_CASE(a_click_starts_the_race_and_everything_is_drawn_when_it_is_over) {
    TrainingWindow window;
    race(window);
    BOOST_TEST(window.session.timelines.all.size() == 3u);
    BOOST_TEST(says(window.ui, "race", "3 of 3 at the end"));
    BOOST_TEST(says(window.ui, "race", "the hashes of start and batches agree"));
    BOOST_TEST(window.ui.registry().has("race/loss slice"));
    BOOST_TEST(window.ui.registry().has("race/race losses"));
    for (const char* row : {"gradient dW", "m̂", "step"}) BOOST_TEST(says(window.ui, "race", row), row);
}

BOOST_AUTO_TEST_CASE(before_the_race_it_is_said_in_whole_what_there_will_be_to_see) {
    TrainingWindow window;
    window.state.stage_tab = "Race";
    window.ui.frames(3);
    BOOST_TEST(says(window.ui, "race", "from the same start, on the same batches"));
    BOOST_TEST(says(window.ui, "race", "Each optimizer trains a timeline of its own"));
    race(window);
    BOOST_TEST(!says(window.ui, "race", "Each optimizer trains a timeline of its own"));
}

BOOST_AUTO_TEST_CASE(ways_and_a_weight_are_seen_while_they_race_and_the_ways_are_not_walked_again_when_it_is_over) {
    TrainingWindow window;
    window.state.stage_tab = "Race";
    window.ui.frames(3);
    apply(window.session, Race{usual_entries(window.session)});
    window.session.timelines.trainer->wait();
    window.session.timelines.training = false;  // it is not noticed yet that the first has come to its end
    window.ui.frames(3);
    BOOST_REQUIRE(window.state.race.ways);
    window.state.race.next_look_at = 1e9;  // the time is theirs
    const int visited = window.state.race.ways->visited(), known = window.state.race.weights.known();
    window.ui.frames(20);
    BOOST_TEST(window.state.race.ways->visited() == visited);
    BOOST_TEST(window.state.race.weights.known() == known);
    window.state.race.next_look_at = 0;
    window.ui.frames(240);  // four seconds of rare looks
    BOOST_TEST(says(window.ui, "race", "their ways so far"));
    BOOST_TEST(window.ui.registry().has("race/ways of the racers"));
    BOOST_TEST(window.state.race.ways->ways().front().size() == 13u);  // of 12 steps, with the start
    BOOST_TEST(window.state.race.ways->ways().back().size() == 1u);
    BOOST_TEST(window.ui.registry().has("race/weight over the steps"));
    BOOST_REQUIRE(window.state.race.weight_lines.lines.size() == 3u);
    BOOST_TEST(window.state.race.weight_lines.lines.front().y.size() == 12u);
    BOOST_TEST(window.state.race.weight_lines.lines.back().y.empty());
    window.session.timelines.training = true;
    while (window.session.timelines.racing) window.wait();
    for (int frame = 0; frame < 300 && !window.ui.registry().has("race/loss slice"); ++frame) window.ui.frames(1);
    BOOST_TEST(!window.state.race.ways);
    BOOST_TEST(window.state.race.slice->ways().front().size() == 13u);
}

BOOST_AUTO_TEST_CASE(one_weight_is_drawn_over_the_steps_of_all_racers_and_the_reader_chooses_what_of_it) {
    TrainingWindow window;
    race(window);
    window.ui.settle();
    const RaceState& state = window.state.race;
    BOOST_TEST(window.ui.registry().has("race/weight over the steps"));
    const auto y = [&](std::size_t racer, std::size_t step) {
        return state.weight_lines.lines.at(racer).y.at(step - 1);
    };
    const auto weight = [&](std::size_t racer, long step) {
        const int timeline = racers(window.session)[racer];
        const auto& line = window.session.timelines.all[static_cast<std::size_t>(timeline)];
        return weight_of(*line.timeline->record(window.compute, step), 2, 0, 0);
    };
    for (std::size_t racer = 0; racer < 3; ++racer) BOOST_TEST(y(racer, 11) == weight(racer, 11).change);
    window.ui.click("curves of");
    window.ui.key(Key::home);
    window.ui.key(Key::down);
    window.ui.key(Key::enter);
    BOOST_TEST(says(window.ui, "race", "gradient dW"));
    for (std::size_t racer = 0; racer < 3; ++racer) BOOST_TEST(y(racer, 4) == weight(racer, 4).gradient);
    // Its cursor is the timeline's: a click goes to that step.
    window.ui.click("race/weight over the steps", 0.5F, 0.5F);
    window.ui.frames(2);
    BOOST_TEST(window.step() == 7);
}

BOOST_AUTO_TEST_CASE(a_double_click_on_its_curve_shows_all_of_it_and_leaves_the_cursor_where_it_was) {
    TrainingWindow window;
    race(window);
    for (const char* curve : {"race/race losses", "race/one weight"}) {
        if (!window.ui.registry().has(curve)) continue;
        window.state.race.zoom.x = PlotRange{3, 9};
        window.ui.frames(3);
        const long step = window.session.timelines.step;
        window.ui.click(curve, 0.9F, 0.4F);
        window.ui.frames(40);
        const long other = window.session.timelines.step;
        BOOST_TEST(other != step, curve);
        window.ui.double_click(curve, 0.3F, 0.4F);
        window.ui.frames(3);
        BOOST_TEST(!window.state.race.zoom.x.has_value(), curve);
        BOOST_TEST(window.session.timelines.step == other, curve);
    }
}

BOOST_AUTO_TEST_CASE(who_is_switched_off_does_not_race_and_a_typed_rate_counts) {
    TrainingWindow window;
    window.state.stage_tab = "Race";
    window.ui.frames(3);
    window.ui.click("race/Momentum");
    window.state.race.entries.front().learning_rate = 0.0625;
    window.ui.click("race/Race");
    while (window.session.timelines.racing) window.wait();
    BOOST_REQUIRE(racers(window.session).size() == 2u);
    const auto racer = static_cast<std::size_t>(racers(window.session).front());
    BOOST_TEST(window.session.timelines.all[racer].timeline->plan().network.optimizer.learning_rate == 0.0625);
}

BOOST_AUTO_TEST_CASE(the_weight_that_is_followed_is_the_selected_one) {
    TrainingWindow window;
    race(window);
    BOOST_TEST(says(window.ui, "race", "W[2](0,0) in step 1"));
    window.go("epoch 2 batch 3 dW[1]");
    BOOST_TEST(!says(window.ui, "race", "its last step"));  // though not all of them are recorded there yet
    apply(window.session, SelectCell{{window.session.position - 1, 4, 300}});
    window.ui.frames(6);
    BOOST_TEST(says(window.ui, "race", "W[1](4,300) in step 7"));
    BOOST_REQUIRE(window.state.race.followed.size() == 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        const RaceState::Followed& one = window.state.race.followed[i];
        const RacerWeight weight = weight_of(*one.timeline->record(window.compute, 7), 1, 4, 300);
        BOOST_TEST(one.weight.after == weight.after);
        window.state.digits = 10;
        window.ui.frames(2);
        BOOST_TEST(says(window.ui, "race", short_number(weight.after, 10)));
    }
    BOOST_TEST(!says(window.ui, "race", "its last step"));
}

BOOST_AUTO_TEST_CASE(of_a_racer_that_has_ended_before_it_says_which_step_is_shown) {
    TrainingWindow window;
    race(window);
    // One that trains longer than the others, and is at a step that they have not.
    Change longer;
    longer.plan = window.session.timelines.all[0].timeline->plan();
    longer.plan->epochs = 4;
    auto fork = std::make_shared<Timeline>(window.session.timelines.all[0].timeline, 12, longer);
    fork->advance(window.compute, 100);
    window.session.timelines.all[0].timeline = fork;
    window.go("step 15");
    window.ui.frames(6);
    BOOST_TEST(says(window.ui, "race", "in step 15"));
    BOOST_TEST(says(window.ui, "race", "its last step"));
}

BOOST_AUTO_TEST_CASE(the_caption_of_the_losses_says_how_the_theme_shows_low_ones) {
    TrainingWindow window({1600, 1000});
    race(window);
    window.ui.frames(60);
    const RaceState& state = window.state.race;
    const std::string lowest = brief_number(state.lowest), highest = brief_number(state.highest);
    BOOST_TEST(says(window.ui, "race", "dark " + lowest + ", light " + highest));
    window.state.dark = false;
    window.ui.frames(3);
    BOOST_TEST(says(window.ui, "race", "light " + lowest + ", dark " + highest));
}

BOOST_AUTO_TEST_CASE(over_the_ground_the_mouse_tells_its_loss) {
    TrainingWindow window({1600, 1000});
    race(window);
    window.ui.frames(60);
    const Rect ground = window.ui.find("race/loss slice").rect;
    window.ui.move({ground.min.x + 3, ground.max.y - 3});
    window.ui.frames(2);
    const Matrix& losses = window.state.race.slice->losses();
    BOOST_TEST(says(window.ui, "tooltip", "loss " + short_number(losses(losses.rows - 1, 0))));
}

BOOST_AUTO_TEST_CASE(the_caption_of_the_losses_is_as_long_as_has_room) {
    for (const bool large : {true, false}) {
        const char* const caption = large ? "loss around their ways: dark " : "loss: dark ";
        TrainingWindow window(large ? ImVec2{2560, 1440} : ImVec2{1280, 800});
        race(window);
        window.ui.frames(60);
        const bool said = std::ranges::any_of(window.ui.registry().texts, [&](const TextItem& text) {
            return text.panel == "race" && text.text.starts_with(caption) && !text.shortened;
        });
        BOOST_TEST(said, caption);
    }
}

BOOST_AUTO_TEST_SUITE_END()
