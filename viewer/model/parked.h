#pragma once
// Trainings that were left: for another lesson, or for a new start with another knob. They stay as they were, with all
// their timelines, and are there again when the lesson is opened again, or when the knobs are turned back.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "viewer/model/timelines.h"

namespace backstep {

struct Session;

struct ParkedTraining {
    std::string lesson;   // its slug
    std::string place;    // where it was left, as place_text() has it
    Timelines timelines;  // without a trainer
};

// What the knobs differ in from those that they had in the beginning: "optimizer=adam".
std::vector<std::string> turned(const Knobs& knobs, const std::vector<Knob>& beginning);

// Takes the open lesson's training out of the session (no image is stepped through any more), and keeps it, if the
// session's places are kept and anything of it is trained. Those that were left first go when the checkpoints and the
// images of all would take more than the session's memory; what takes more alone is not kept. Gives whether it is.
bool park_training(Session& session);

// The one of the open lesson whose shown timeline, or whose first one, has these knobs (then that is shown), or the one
// that was left last: out of those that are kept. Nothing if there is none.
std::optional<ParkedTraining> take_parked(Session& session, const std::vector<std::string>& knobs);
std::optional<ParkedTraining> take_last_parked(Session& session);

// Of the trainings of that lesson, the last of those that are `wanted`, if there is one, is the next to be taken.
void prefer_parked(Session& session, const std::string& lesson, const std::function<bool(const Timelines&)>& wanted);

}  // namespace backstep
