#pragma once
// How values are called when somebody types: names with hats and Greek letters have a spelling in plain ASCII.

#include <string>
#include <string_view>

#include "engine/record/trace.h"

namespace backstep {

// "mhatW[1]" for "m̂W[1]", "deltaW[1]" for "ΔW[1]"; a name that is ASCII already stays as it is.
std::string ascii_name(std::string_view name);

// The event that `text` means, as find_event has it, also by the ASCII spelling of its name.
// Throws InputError, which says what values there are, if there is none; `place` says where the name stood.
int event_named(const Trace& trace, std::string_view text, int before, const std::string& place);

}  // namespace backstep
