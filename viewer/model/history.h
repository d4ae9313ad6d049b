#pragma once
// Going back and forward through the places one has jumped from, and bookmarks. Single steps are no jumps.

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace backstep {

// Where the session is.
Place current_place(const Session& session);

// Whether an action is a jump, from whose place one can go back to.
bool is_jump(const Action& action);
// After a jump from `before`: one can go back there, and no longer forward.
void remember_jump(Session& session, const Place& before);
// Before a lesson is left, and after it was opened: it keeps its place, if the session's places are kept.
void leave_lesson(Session& session);
void return_to_lesson(Session& session);
// If that place is not trained yet, it is the first to go back to.
void remember_waiting(Session& session);

bool can_go_back(const Session& session);
bool can_go_forward(const Session& session);

void do_history(Session& session, const GoBack& action);
void do_history(Session& session, const GoForward& action);
void do_history(Session& session, const SwitchBookmark& action);
void do_history(Session& session, const GoToPlace& action);
void do_history(Session& session, const RemoveBookmark& action);

// As apply(), but the place before is not remembered. Defined in session.cpp.
void apply_unremembered(Session& session, const Action& action);

// Runs the open lesson with these knobs. Defined in session.cpp.
void begin_with(Session& session, Knobs knobs);

// A bookmark, ready to be shown.
struct BookmarkView {
    Place place;
    std::string title;            // "dW[2]", "epoch 6 batch 386 dW[1]", in another lesson "5. Backpropagation: dW[2]"
    bool in_lesson = false;       // in the one that is open
    bool in_training = false;     // with the knobs that this one has
    bool here = false;            // the session is there
    std::optional<int> position;  // in the recording that is shown, if it is there
};
// Those of the open lesson first.
std::vector<BookmarkView> bookmark_views(const Session& session);

}  // namespace backstep
