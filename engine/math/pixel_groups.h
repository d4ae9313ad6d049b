#pragma once
// A batch of images turned around: for each group of four neighbouring pixels the examples in which it is not all
// zero. That is the order in which the products with images read them. Examples come in chunks, so that the columns
// that a list points at stay in a cache; each chunk is sorted on its own, so the chunks can be shared out over threads.

#include <memory>
#include <span>

#include "engine/math/kernels.h"
#include "engine/math/pixels.h"

namespace backstep {

class PixelGroups {
public:
    // How many examples a chunk has in a batch of so many columns: no more than a thread's share of a small batch.
    static int examples_in_chunk(int cols, int threads);

    // Prepares for a batch. Allocates only if it has never seen so large a batch of this index. What is sorted stays
    // so if the batch has the same images in the same order as the one before.
    void prepare(const PixelBatch& batch, int threads);
    int chunks() const { return chunks_; }
    // The examples of a chunk: the first, and one beyond the last.
    int first(int chunk) const { return chunk * chunk_examples_; }
    int last(int chunk) const;
    bool sorted(int chunk) const { return sorted_[static_cast<std::size_t>(chunk)] != 0; }
    // Sorts the chunk. The batch is the one prepared for.
    void sort(const PixelBatch& batch, int chunk);

    // The lists of a sorted chunk, whose examples are counted from its first.
    PixelLists lists(int chunk) const {
        return {starts_.data() + static_cast<std::size_t>(chunk) * starts_per_chunk(),
                entries_.get() + static_cast<std::size_t>(chunk) * entries_per_chunk_, pixels_};
    }
    // Whether all of the pixels [first, last) are 0 in the whole batch, as far as whole groups show.
    bool all_zero(int first, int last) const;

private:
    std::size_t starts_per_chunk() const { return static_cast<std::size_t>(groups_) + 2; }

    int pixels_ = 0, groups_ = 0, chunks_ = 0, chunk_examples_ = 0;
    std::size_t entries_per_chunk_ = 0, capacity_ = 0;
    std::shared_ptr<const char> index_;  // the identity of the index that is sorted
    std::vector<int> picked_;            // the images that are
    std::vector<char> sorted_;           // one a chunk
    std::vector<std::uint32_t> starts_;  // one a group and chunk: where its list begins
    std::unique_ptr<std::uint64_t[]> entries_;
};

}  // namespace backstep
