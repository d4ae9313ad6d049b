#pragma once
// The commands that need no window. Each gives the exit status; bad input throws InputError.

#include <iosfwd>
#include <optional>

#include "viewer/command/interrupt.h"
#include "viewer/command/options.h"
#include "viewer/model/session.h"

namespace backstep {

int lessons_command(const Options& options, std::ostream& out);  // loads nothing
int run_command(const Options& options, std::ostream& out);
int export_command(const Options& options, std::ostream& out);
int step_command(const Options& options);  // from the terminal, or from a pipe

// The debugger on this session, from the terminal or from a pipe. `interrupts` were there before any thread was.
int debug(Session& session, std::optional<Interrupts>& interrupts);

}  // namespace backstep
