#pragma once
// The IDX format of the MNIST files (LeCun, Cortes, Burges, "The MNIST database", section "File formats"): a magic
// number 0, 0, 8 (bytes), rank; one big-endian 32-bit size for each dimension; then the bytes. Raw, or packed by gzip.
// Everything is an InputError that is not exactly that: images of one size, as many labels, no byte too many. MNIST's
// relatives come as the same files: letters have more classes than digits, other images more pixels.

#include <string>

#include "engine/data/dataset.h"

namespace backstep {

// Both files may be raw or gzip, whatever they are called. `source` is the path of the images.
Dataset read_idx(const std::string& images_path, const std::string& labels_path);

}  // namespace backstep
