#pragma once
// Images and what they show, as bytes: 60,000 images take 47 MB, where doubles would take 376.
// Image i is at i * rows * cols, row by row, 0 = paper and 255 = ink; labels[i] is its class, for a digit 0 … 9.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace backstep {

struct Dataset {
    int rows = 28, cols = 28;  // of one image
    int count = 0;             // of images, and of labels
    std::vector<std::uint8_t> images, labels;
    std::string source;  // where they came from, to be shown: a folder, a file, "built-in digits, seed 1"

    int pixels() const { return rows * cols; }
    const std::uint8_t* image(int i) const {
        return images.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(pixels());
    }
};

}  // namespace backstep
