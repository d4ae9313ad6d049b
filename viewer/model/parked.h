#pragma once
// Trainings that were left: for another lesson, or for a new start with another knob. They stay as they were, with all
// their timelines, and are there again when the lesson is opened again, or when the knobs are turned back.

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/timelines.h"

namespace backstep {

struct Session;

struct ParkedTraining {
    std::string lesson;              // its slug
    std::vector<std::string> start;  // the knobs that its first timeline began with, those that were turned
    Timelines timelines;             // without a trainer
};

// What the knobs differ in from those that they had in the beginning: "optimizer=adam".
std::vector<std::string> turned(const Knobs& knobs, const std::vector<Knob>& beginning);

// Takes the open lesson's training out of the session (no image is stepped through any more), and keeps it, if the session's places are kept and anything of
// it is trained. Those that were left first go, when the checkpoints of all would take more than the session's memory;
// what takes more alone is not kept.
// Gives whether it is kept.
bool park_training(Session& session);

// The one that began with the session's knobs, or the one that was left last: out of those that are kept. Nothing if
// there is none.
std::optional<Timelines> take_parked(Session& session, const std::vector<std::string>& start);
std::optional<Timelines> take_last_parked(Session& session);

}  // namespace backstep
