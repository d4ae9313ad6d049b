// Health, forks, comparing them, and a number set by hand, clicked through without a display.

#include "tests/panels/training_window.h"

using namespace backstep;

BOOST_FIXTURE_TEST_SUITE(forks, TrainingWindow)

BOOST_AUTO_TEST_CASE(a_turned_knob_forks_what_is_trained_or_starts_anew_as_chosen) {
    ui.click("Knobs");
    ui.frames(2);
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

BOOST_AUTO_TEST_CASE(a_knob_that_a_fork_has_to_keep_is_grey_until_a_turn_starts_anew) {
    ui.click("Knobs");
    ui.frames(2);
    ui.fill("batch_size", "26");
    BOOST_TEST(session.knobs.integer("batch_size") == 26);
    train_to_the_end();
    ui.frames(2);
    ui.click("about batch_size", 0.5F, 0.7F);
    ui.frames(2);
    BOOST_TEST(says(ui, "tooltip", "A fork keeps it"));
    ui.type("5");
    BOOST_TEST(session.knobs.integer("batch_size") == 26);
    BOOST_TEST(session.timelines.all.size() == 1u);
    ui.click("starts anew");
    ui.frames(2);
    ui.fill("batch_size", "13");
    BOOST_TEST(session.knobs.integer("batch_size") == 13);
    BOOST_TEST(trained() == 0);
}

BOOST_AUTO_TEST_CASE(the_key_of_the_optimizer_in_use_makes_no_fork_and_says_why) {
    train_to_the_end();
    go("epoch 2 batch 1");
    ui.type("1");
    ui.frames(2);
    BOOST_TEST(session.timelines.all.size() == 1u);
    BOOST_TEST(says(ui, "header", "SGD is the optimizer already"));
}

BOOST_AUTO_TEST_CASE(each_lesson_has_grey_knobs_of_its_own) {
    state.side_tab = "Knobs";
    train_to_the_end();
    ui.frames(2);
    apply(session, ShowLessons{});
    Lesson other = session.lessons[0];
    other.number = 8;
    other.slug = "08_other";
    other.knobs = {integer_knob("hidden_units", 7, 1, 50, "the units between")};
    other.training.plan = [](const Knobs& knobs) {
        TrainingPlan plan;
        plan.network.layers = {784, knobs.integer("hidden_units"), 10};
        plan.batch_size = 13;
        plan.epochs = 1;
        return plan;
    };
    session.lessons.push_back(other);
    apply(session, OpenLesson{"8"});
    train_to_the_end();
    ui.frames(2);
    ui.move("about hidden_units");
    ui.frames(2);
    BOOST_TEST(says(ui, "tooltip", "A fork keeps it"));
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
    BOOST_TEST(says(ui, "health", "Nothing is trained yet"));
    train_to_the_end();
    ui.frames(3);
    for (const char* name :
         {"loss", "accuracy", "norm of dW", "norm of db", "update against weight", "active share", "units"})
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
    BOOST_TEST(says(ui, "health", "1 of 7 units is dead since epoch 1"));
    ui.click("go to where it began: epoch 1 batch 4");
    BOOST_TEST(step() == 4);
    BOOST_TEST(current() == "A[1]");
}

BOOST_AUTO_TEST_CASE(compare_offers_a_fork_and_then_shows_what_differs) {
    train_to_the_end();
    go("epoch 2 batch 1 dW[1]");
    ui.click("Compare");
    ui.frames(2);
    ui.click("Fork with Adam");
    ui.frames(3);
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(says(ui, "compare", "2: from epoch 2 batch 1: optimizer sgd → adam"));
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
    BOOST_TEST(says(ui, "compare", "gradient dW[1]"));
    BOOST_TEST(says(ui, "compare", "step of W[1]"));
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
    BOOST_TEST(state.notice.text.find("half") != std::string::npos);
    ui.fill("set by hand", "0.5");
    ui.frames(3);
    BOOST_REQUIRE(session.timelines.all.size() == 2u);
    BOOST_TEST(session.trace->matrix(cell.event)(cell.row, cell.col) == 0.5);
    BOOST_TEST(says(ui, "explanation", "set by hand"));
}

BOOST_AUTO_TEST_SUITE_END()
