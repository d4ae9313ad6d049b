#pragma once
// Files that are there whole, or as they were before.

#include <string>

namespace backstep {

// Throws InputError, which names the file and says why, if it cannot be written. Leaves it as it is.
void check_writable(const std::string& file);

// Writes the file under another name and then renames it. Throws InputError as above.
void write_whole(const std::string& file, const std::string& bytes);

}  // namespace backstep
