#pragma once
// Images as the input of a network, without their zeros. Four of five pixels of MNIST are 0, so an index, made once,
// lists the others, and a batch only says which images are its columns. W·X and dZ·Xᵀ then cost the non-zero pixels
// alone and give the same bits: a sum begins at +0, and adding x · 0 = ±0 to it changes nothing as long as x is finite.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/math/matrix.h"

namespace backstep {

// The groups of four neighbouring pixels of each image that are not all 0. Groups, for strokes are wider than a pixel,
// and what a product loads for one of them then serves four. 28 MB for MNIST's 60,000 training images.
struct PixelIndex {
    static constexpr int group_pixels = 4;

    int pixels = 0, count = 0;    // of one image; of images
    int largest_group_count = 0;  // of one image
    // Image i has words[starts[i]] … words[starts[i + 1] − 1]: group << 32 | its bytes, the first pixel's lowest, the
    // groups increasing. Pixels beyond the last are 0.
    std::vector<std::uint64_t> words;
    std::vector<std::size_t> starts;
    // Shared by copies only: two indices with the same one hold the same images.
    std::shared_ptr<const char> identity;

    int groups_per_image() const { return (pixels + group_pixels - 1) / group_pixels; }
    std::span<const std::uint64_t> groups(int image) const {
        const auto i = static_cast<std::size_t>(image);
        return {words.data() + starts[i], words.data() + starts[i + 1]};
    }
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
    // Asks for the memory of a column that will be read soon: images are picked at random, so no cache expects it.
    // There may be no such column. Inlined by force: g++ drops calls of a function that does nothing but this.
    [[gnu::always_inline]] void fetch(int example) const {
        if (example >= cols()) return;
        const auto image = static_cast<std::size_t>(picked_[static_cast<std::size_t>(example)]);
        const std::uint64_t* const words = index_->words.data();
        constexpr std::size_t words_per_line = 8;
        for (std::size_t at = index_->starts[image]; at < index_->starts[image + 1]; at += words_per_line)
            __builtin_prefetch(words + at);
    }
    // The columns [first, last) of dense(): rows()·(last − first) numbers.
    void dense_columns(double* out, int first, int last) const;

private:
    const PixelIndex* index_;
    std::vector<int> picked_;
    double level_[256];
};

}  // namespace backstep
