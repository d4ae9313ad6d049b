#pragma once
// The commands that need no window. Each gives the exit status; bad input throws InputError.

#include <iosfwd>

#include "viewer/command/options.h"

namespace backstep {

int lessons_command(const Options& options, std::ostream& out);  // loads nothing
int run_command(const Options& options, std::ostream& out);
int export_command(const Options& options, std::ostream& out);
int step_command(const Options& options);  // from the terminal, or from a pipe

}  // namespace backstep
