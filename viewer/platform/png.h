#pragma once
// PNG files.

#include <string>

#include "viewer/widgets/textures.h"

namespace backstep {

// Throws InputError if the file cannot be written.
void write_png(const std::string& path, const Image& image);

}  // namespace backstep
