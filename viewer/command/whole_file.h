#pragma once
// Files that are there whole, or as they were before.

#include <functional>
#include <string>

namespace backstep {

// Throws InputError, which names the file and says why, if it cannot be written. Leaves it as it is.
void check_writable(const std::string& file);

// Writes the file under another name and then renames it. Throws InputError as above.
void write_whole(const std::string& file, const std::string& bytes);
// The same, for what is too large to lie in memory: write(name) writes the file of that name, which is there and empty.
void write_whole(const std::string& file, const std::function<void(const std::string&)>& write);

}  // namespace backstep
