#pragma once
// Everything that a key can do, as one table: the keys, the palette and the help all come from it, so that they cannot
// drift apart. A new command is a line in commands.cpp, or in command_list.cpp if no key does it.

#include <functional>
#include <string>
#include <vector>

#include "viewer/panels/panel_state.h"

namespace backstep {

// Where a command makes sense: on the list of lessons, in an open lesson, in one that trains.
enum class Where { anywhere, list, lesson, training };

struct Command {
    std::string name;            // "Step: one line forward"
    std::vector<KeyPress> keys;  // each does it; the first is the one that is shown
    std::string help;            // what the help says; neighbours that say the same share its line; empty: not there
    Where where = Where::anywhere;
    std::function<void(PanelContext&)> run;
    std::string detail = {};  // what the palette says more of it
    bool in_forms = false;    // its keys also work while a form is open
};

// A command that is an action.
template <class What>
std::function<void(PanelContext&)> does(What action) {
    return [action](PanelContext& context) { context.actions.push_back(action); };
}

// Those with keys of their own, in the order of the help. The optimizers and, on the list, the lessons have 1 2 3 …
std::vector<Command> commands_with_keys(const Session& session);
// All that can be done now: those above that make sense, the lessons, the values of the recording, what stands in the
// tabs.
std::vector<Command> all_commands(const Session& session, const PanelState& state);

// What the typed text is by itself: a number to explain, a moment to go to, a condition to break at.
std::vector<Command> typed_commands(const Session& session, const std::string& typed, int digits);

bool makes_sense(const Command& command, const Session& session);
// A letter's case is part of its key; Shift is not, as on many keyboards it is what makes the character. Of keys that
// make none it is.
bool is_pressed(const Command& command, const KeyPress& press);
// "Ctrl+P", "→", "Shift+C", "space".
std::string key_text(const KeyPress& key);

// Closes what was opened last: the help, a matrix alone, a walk, the explanation.
void close_last_opened(PanelContext& context);

}  // namespace backstep
