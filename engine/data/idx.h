#pragma once
// The IDX format of the MNIST files (LeCun, Cortes, Burges, "The MNIST database", section "File formats"): a magic
// number 0, 0, 8 (bytes), rank; one big-endian 32-bit size for each dimension; then the bytes. Raw, or packed by gzip.
// Everything is an InputError that is not exactly that: 28×28 images, as many labels from 0 to 9, no byte too many.

#include <string>

#include "engine/data/dataset.h"

namespace backstep {

// Both files may be raw or gzip, whatever they are called. `source` is the path of the images.
Dataset read_idx(const std::string& images_path, const std::string& labels_path);

}  // namespace backstep
