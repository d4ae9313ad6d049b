#pragma once
// Images as the input of a network, without their zeros. Four of five pixels of MNIST are 0, so an index, made once,
// lists the others, and a batch only says which images are its columns. W·X and dZ·Xᵀ then cost the non-zero pixels
// alone and give the same bits: a sum begins at +0, and adding x · 0 = ±0 to it changes nothing as long as x is finite.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// The pixels of each image that are not 0, twice: one by one for W·X, and as groups of four neighbours for dZ·Xᵀ (one
// column of dZ then serves four pixels, and strokes are wider than one). 57 MB for MNIST's 60,000 training images.
struct PixelIndex {
    static constexpr int group_pixels = 4;

    int pixels = 0, count = 0;  // of one image; of images
    // Image i has the entries [starts[i], starts[i + 1]) of nonzero: pixel << 8 | byte, pixels increasing.
    std::vector<std::size_t> starts;
    std::vector<std::uint32_t> nonzero;
    // And the entries [group_starts[i], group_starts[i + 1]) of groups, increasing, and of group_bytes: pixel
    // 4·group + k is byte k, the lowest first. Pixels beyond the last are 0.
    std::vector<std::size_t> group_starts;
    std::vector<std::uint16_t> groups;
    std::vector<std::uint32_t> group_bytes;

    int groups_per_image() const { return (pixels + group_pixels - 1) / group_pixels; }
    int largest_group_count = 0;  // of one image
};

// The index of images of `pixels` bytes each, one after the other. Throws ShapeError if the bytes are not a whole
// number of images, or an image has no pixels or more than 262,144.
PixelIndex index_of_pixels(std::span<const std::uint8_t> images, int pixels);

// What a byte becomes in the matrix: byte / 255 or the byte itself.
enum class PixelScale { unit, byte };

// X, pixels×count: which images are its columns. pick() allocates nothing once it has seen its largest batch.
class PixelBatch {
public:
    // The index must outlive the batch.
    explicit PixelBatch(const PixelIndex& index, PixelScale scale = PixelScale::unit);

    // Column j is image picked[j]. Throws ShapeError if there is no such image.
    void pick(std::span<const int> picked);

    int rows() const { return index_->pixels; }
    int cols() const { return static_cast<int>(picked_.size()); }
    std::span<const int> picked() const { return picked_; }
    const PixelIndex& index() const { return *index_; }
    const double* level() const { return level_; }  // 256 numbers: what each byte becomes

    double value(int pixel, int example) const;
    // The same numbers with their zeros, bit for bit what scaled_pixel_columns or pixel_columns (engine/data/batches.h)
    // make of the same images.
    Matrix dense() const;
    // The columns [first, last) of dense(): rows()·(last − first) numbers.
    void dense_columns(double* out, int first, int last) const;

private:
    const PixelIndex* index_;
    std::vector<int> picked_;
    double level_[256];
};

}  // namespace backstep
