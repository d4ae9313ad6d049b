#pragma once
// `backstep train`: a whole training, without any window.

#include <iosfwd>

#include "viewer/command/options.h"

namespace backstep {

inline constexpr int interrupted_status = 130;  // as a shell has it for Ctrl-C

// Trains, and prints a line for each epoch and the confusion matrix. Gives the exit status: 0, also if the training
// diverged; interrupted_status if it was interrupted, after all is printed and written. Throws InputError for what
// cannot be trained or written, before it trains.
int train_command(const Options& options, std::ostream& out);

}  // namespace backstep
