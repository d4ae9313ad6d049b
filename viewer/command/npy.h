#pragma once
// Matrices as NumPy keeps them, and many of them in one file.

#include <string>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// An .npy file, version 1.0 (numpy.lib.format): float64, little endian, fortran_order, so that columns are written as
// they lie. Every NaN is written with the same bits. The same matrix gives the same bytes everywhere.
std::string npy_bytes(const Matrix& matrix);

// One entry of an archive; numpy.load gives `matrix` for the key `key`.
struct NpzEntry {
    std::string key;
    const Matrix* matrix = nullptr;
};

// An .npz file: a zip archive of .npy files, stored, in this order, with a fixed date: the same bytes everywhere.
// Throws std::runtime_error if the archive cannot be made.
std::string npz_bytes(const std::vector<NpzEntry>& entries);

}  // namespace backstep
