#pragma once
// Matrices as NumPy keeps them, and many of them in one file.

#include <string>
#include <vector>

#include "engine/record/numbers.h"

namespace backstep {

// Gives the bytes of an .npy file, version 1.0 (numpy.lib.format), little by little: float64, little endian,
// fortran_order, so that columns are written as they lie. Every NaN is written with the same bits. The same numbers
// give the same bytes everywhere.
class NpyReader {
public:
    explicit NpyReader(const Numbers& numbers);
    std::size_t size() const { return size_; }     // of the whole file
    std::size_t read(char* to, std::size_t room);  // how many bytes it has given; 0 at the end
    void rewind();

private:
    Numbers numbers_;
    std::vector<double> column_;
    std::string bytes_;  // of the header or of the column before next_col_
    std::size_t size_ = 0, given_ = 0;
    int next_col_ = 0;
};

// One entry of an archive; numpy.load gives `numbers` for the key `key`.
struct NpzEntry {
    std::string key;
    Numbers numbers;
};

// Writes an .npz file: a zip archive of .npy files, stored, in this order, with a fixed date: the same bytes
// everywhere. Throws std::runtime_error if the archive cannot be made.
void write_npz(const std::string& file, const std::vector<NpzEntry>& entries);

}  // namespace backstep
