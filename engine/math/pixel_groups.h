#pragma once
// A batch of images turned around: for each group of four neighbouring pixels the examples in which it is not all
// zero. That is the order in which dZ·Xᵀ reads them. Examples come in chunks, so that the columns of dZ that a list
// points at stay in a cache; each chunk is sorted on its own, so the chunks can be shared out over threads.

#include <memory>
#include <span>

#include "engine/math/pixels.h"

namespace backstep {

class PixelGroups {
public:
    // Prepares for a batch of so many columns. Allocates only if it has never seen so large a batch of this index.
    void prepare(const PixelBatch& batch);
    int chunks() const { return chunks_; }
    // Sorts the chunk. The batch is the one prepared for.
    void sort(const PixelBatch& batch, int chunk);

    // After sorting: the entries of a group in a chunk, example << 32 | four bytes, examples increasing.
    std::span<const std::uint64_t> entries(int chunk, int group) const {
        const std::uint32_t* starts = starts_.data() + static_cast<std::size_t>(chunk) * starts_per_chunk();
        const std::uint64_t* first = entries_.get() + static_cast<std::size_t>(chunk) * entries_per_chunk_;
        return {first + starts[group], first + starts[group + 1]};
    }
    // Whether all of the pixels [first, last) are 0 in the whole batch, as far as whole groups show.
    bool all_zero(int first, int last) const;

private:
    std::size_t starts_per_chunk() const { return static_cast<std::size_t>(groups_) + 2; }

    int groups_ = 0, chunks_ = 0, chunk_examples_ = 0;
    std::size_t entries_per_chunk_ = 0, capacity_ = 0;
    std::vector<std::uint32_t> starts_;  // one a group and chunk: where its list begins
    std::unique_ptr<std::uint64_t[]> entries_;
};

}  // namespace backstep
