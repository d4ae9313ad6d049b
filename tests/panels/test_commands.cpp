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

}  // namespace

BOOST_AUTO_TEST_SUITE(commands)

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
