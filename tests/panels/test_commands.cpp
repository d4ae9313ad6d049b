// The table of commands: no key means two things, and palette, help and keys show the same.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/panels/lesson_window.h"
#include "tests/panels/training_window.h"
#include "viewer/panels/commands.h"

using namespace backstep;

namespace {

void check_keys(const Session& session) {
    std::map<std::string, std::string> user;
    for (const Command& command : commands_with_keys(session)) {
        if (!makes_sense(command, session)) continue;
        BOOST_TEST(!command.keys.empty(), command.name);
        for (const KeyPress& key : command.keys) {
            const auto [at, is_new] = user.emplace(key_text(key), command.name);
            BOOST_TEST(is_new, key_text(key) << " is for '" << command.name << "' and for '" << at->second << "'");
        }
    }
}

// What the command of that name wants to be done.
template <class SomeWindow>
Actions wanted(SomeWindow& window, const std::string& name) {
    Actions actions;
    Ui ui;
    PanelContext context{ui, {}, window.session, window.state, actions};
    for (const Command& command : all_commands(window.session, window.state))
        if (command.name == name) command.run(context);
    return actions;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(what_a_key_has_begun_it_ends) {
    Window lesson;
    lesson.open_lesson_five();
    lesson.ui.type(" ");
    BOOST_TEST(lesson.session.playing);
    lesson.ui.type(" ");
    BOOST_TEST(!lesson.session.playing);
    lesson.ui.type("?");
    BOOST_TEST(lesson.state.help);
    lesson.ui.type("?");
    BOOST_TEST(!lesson.state.help);
}

BOOST_AUTO_TEST_CASE(what_is_chosen_in_the_palette_is_what_its_name_says) {
    Window window;
    window.open_lesson_five();
    window.go_to("dW[2]");
    window.state.palette.stage_tabs = {"Step", "Weights"};
    wanted(window, "Digits: 7");
    BOOST_TEST(window.state.digits == 7);
    wanted(window, "Theme: light");
    BOOST_TEST(!window.state.dark);
    wanted(window, "Show: Weights");
    BOOST_TEST(window.state.stage_tab == "Weights");
    wanted(window, "Save: dW[2] as CSV");
    wanted(window, "Save: every value for NumPy, npz");
    BOOST_REQUIRE(window.state.wishes.size() == 2u);
    BOOST_TEST((window.state.wishes[0].what == Wish::What::csv));
    BOOST_TEST(window.state.wishes[0].event == window.session.position - 1);
    BOOST_TEST((window.state.wishes[1].what == Wish::What::npz));
    std::map<std::string, int> names;
    for (const Command& command : all_commands(window.session, window.state))
        BOOST_TEST(++names[command.name] == 1, command.name);
    BOOST_TEST(names["Go to W[1]@1"] == 1);
    names.clear();
    apply(window.session, ShowLessons{});
    for (const Command& command : all_commands(window.session, window.state))
        BOOST_TEST(++names[command.name] == 1, command.name);
}

BOOST_AUTO_TEST_CASE(the_key_of_training_pauses_one_that_runs) {
    TrainingWindow window;
    for (const bool training : {false, true}) {
        window.session.timelines.training = training;
        const Actions actions = wanted(window, "Train: train, pause");
        BOOST_REQUIRE(actions.size() == 1u);
        BOOST_TEST(std::holds_alternative<Pause>(actions.front()) == training);
        BOOST_TEST(std::holds_alternative<Train>(actions.front()) != training);
    }
    window.session.timelines.training = false;
}

BOOST_AUTO_TEST_CASE(a_race_is_begun_from_the_palette_and_not_begun_again_while_it_goes_on) {
    TrainingWindow window;
    const std::string name = "Race: the optimizers with their usual rates";
    const Actions actions = wanted(window, name);
    BOOST_REQUIRE(actions.size() == 1u);
    BOOST_TEST(std::get<Race>(actions.front()).entries.size() == 3u);
    BOOST_TEST(window.state.stage_tab == "Race");
    window.session.timelines.racing = true;
    BOOST_TEST(wanted(window, name).empty());
    window.session.timelines.racing = false;
    Window of_one_batch;
    of_one_batch.open_lesson_five();
    BOOST_TEST(wanted(of_one_batch, name).empty());
}

BOOST_AUTO_TEST_CASE(a_letter_without_ctrl_is_not_the_key_with_it) {
    Window window;
    window.open_lesson_five();
    window.ui.type("p");
    BOOST_TEST(!window.state.palette.open);
    const float before = window.state.zoom;
    window.ui.type("=");
    BOOST_TEST(window.state.zoom == before);
    window.ui.key({.character = U'p', .ctrl = true});
    BOOST_TEST(window.state.palette.open);
}

BOOST_AUTO_TEST_CASE(no_key_means_two_things) {
    Window window;
    check_keys(window.session);
    window.open_lesson_five();
    check_keys(window.session);
    check_keys(TrainingWindow().session);
}

BOOST_AUTO_TEST_CASE(a_training_has_its_tabs_and_every_value) {
    TrainingWindow window;
    window.ui.key({.character = U'p', .ctrl = true});
    const std::vector<Command> all = all_commands(window.session, window.state);
    const auto has = [&](const std::string& name) {
        return std::any_of(all.begin(), all.end(), [&](const Command& command) { return command.name == name; });
    };
    for (const char* name :
         {"Show: Health", "Show: Compare", "Show: Breakpoints", "Theme: light", "Train: train, pause"})
        BOOST_TEST(has(name), name);
    for (const Event& event : window.session.trace->events)
        if (event.version == 0) BOOST_TEST(has("Go to " + event.name.text()));
}

BOOST_AUTO_TEST_CASE(keys_are_called_as_keyboards_do) {
    BOOST_TEST(key_text({.character = U'p', .ctrl = true}) == "Ctrl+P");
    BOOST_TEST(key_text({.character = U'C'}) == "Shift+C");
    BOOST_TEST(key_text({.character = U'c'}) == "c");
    BOOST_TEST(key_text({.character = U' '}) == "space");
    BOOST_TEST(key_text({.key = Key::left, .alt = true}) == "Alt+←");
}

BOOST_AUTO_TEST_SUITE_END()
