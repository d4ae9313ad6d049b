#pragma once
// The one place where files are read.

#include <cstdint>
#include <string>
#include <vector>

namespace backstep {

using Bytes = std::vector<std::uint8_t>;

// More than any file of digits there is (Kaggle's train.csv has 77 MB); what is larger is some other file.
inline constexpr std::uint64_t largest_file = std::uint64_t{1} << 30;

// The whole file. InputError: not there, a directory, a pipe or other special file, not readable, or larger than
// `most` bytes (found out before memory is taken).
Bytes read_file(const std::string& path, std::uint64_t most = largest_file);

// Whether something other than a folder is at the path, and whether a folder is; false where that cannot be told.
bool is_file(const std::string& path);
bool is_folder(const std::string& path);

}  // namespace backstep
