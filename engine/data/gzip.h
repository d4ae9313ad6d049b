#pragma once
// Unpacking of gzip files (RFC 1952) that hold exactly one member and nothing after it.

#include <cstdint>
#include <string>

#include "engine/data/files.h"

namespace backstep {

// Whether the bytes begin like a gzip file.
bool is_gzip(const Bytes& bytes);

// At most the first `most` bytes of what is packed; fewer if there are fewer. InputError (place is the file's name) if
// the packed bytes are damaged or end before that.
Bytes gunzip_start(const std::string& place, const Bytes& packed, std::size_t most);

// What is packed, which must be exactly `size` bytes: never more than one byte beyond that is unpacked. InputError:
// not gzip, damaged, cut short, wrong checksum, less or more than `size`, another member or other bytes at the end.
Bytes gunzip(const std::string& place, const Bytes& packed, std::size_t size);

}  // namespace backstep
