#pragma once
// The command line of the program.

namespace backstep {

// Does what the arguments say. Gives the exit status: 0, or 2 after a message on stderr.
int run_command_line(int argc, const char* const* argv);

}  // namespace backstep
