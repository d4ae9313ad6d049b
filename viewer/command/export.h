#pragma once
// Every recorded value in one file, for NumPy and whoever wants to check it.

#include <string>

#include "engine/record/trace.h"

namespace backstep {

// "017 dW[2]": the place of the event, so that the keys sort in order, and the name. A value that changes has a key for
// each version.
std::string export_key(const Trace& trace, const Event& event);

// Writes all values of the trace as .npz (viewer/command/npy.h). The file is written under another name and then
// renamed: it is there whole, or as it was before. Throws InputError, which names the file, if it cannot be written.
void export_npz(const Trace& trace, const std::string& file);

}  // namespace backstep
