#pragma once
// A training for other programs.

#include <optional>
#include <string>

#include "viewer/command/confusion.h"

namespace backstep {

// What ended it; neither of them: its own end.
struct TrainEnd {
    bool interrupted = false;          // by Ctrl-C
    std::optional<Position> broke_at;  // by the breakpoint: the event that made it true
};

// An object:
//   data         where the images came from, and how many there are of each kind: source, train, validation, test
//   plan         the settings: layers, activation, init, optimizer, learning_rate, batch, epochs, seed …
//   epochs       of each that has ended: epoch, loss, train, validation, test, seconds
//   steps        how many were trained
//   state_hash   of the network and its optimizer after them, 16 hexadecimal digits
//   confusion    confusion[label][class]: how many test images
//   diverged_at, interrupted, stopped_early, broke_at: only where that is so; broke_at has step, epoch, batch, event
// What is not finite is null.
std::string train_json(const Timeline& timeline, const Matrix& confusion, const TrainEnd& end);

}  // namespace backstep
