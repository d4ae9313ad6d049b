#pragma once
// Where a session stands in its recording, and how it stays there when another recording takes its place.

#include <memory>
#include <string>

#include "viewer/model/session.h"

namespace backstep {

// "lesson 5", or "backstep" on the list of lessons: for error messages.
std::string place_of(const Session& session);

// The recording. Throws InputError if there is none.
const Trace& recording(const Session& session);

// Throws InputError if the recording has no such event, or its value no such cell.
void check(const Session& session, const CellRef& cell);

void clear_selection(Session& session);

// Moves by that many events, or phases, as far as this recording goes. Gives what is left to go.
int step_events(Session& session, int events);
int step_phases(Session& session, int phases);

// Shows another recording, or none. The cursor stays at the same value and version, or at the nearest before it that
// the new recording has too; so does the selection.
void show(Session& session, std::shared_ptr<const Trace> trace);

}  // namespace backstep
