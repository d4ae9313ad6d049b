#include "engine/math/pixel_groups.h"

#include <algorithm>

namespace backstep {
namespace {

// 64 columns fit in the second cache also when a layer is wide; large batches want fewer, longer lists.
constexpr int least_examples = 2, small_chunk = 64, large_chunk = 256, large_batch = 1024;

}  // namespace

int PixelGroups::examples_in_chunk(int cols, int threads) {
    if (cols > large_batch) return large_chunk;
    return std::clamp((cols + threads - 1) / threads, least_examples, small_chunk);
}

int PixelGroups::last(int chunk) const {
    return std::min((chunk + 1) * chunk_examples_, static_cast<int>(picked_.size()));
}

void PixelGroups::prepare(const PixelBatch& batch, int threads) {
    const PixelIndex& index = batch.index();
    const int examples = examples_in_chunk(batch.cols(), threads);
    if (index_ && index_ == index.identity && examples == chunk_examples_ && std::ranges::equal(picked_, batch.picked()))
        return;
    index_ = index.identity;
    picked_.assign(batch.picked().begin(), batch.picked().end());
    pixels_ = index.pixels;
    groups_ = index.groups_per_image();
    chunk_examples_ = examples;
    chunks_ = (batch.cols() + chunk_examples_ - 1) / chunk_examples_;
    sorted_.assign(static_cast<std::size_t>(chunks_), 0);
    entries_per_chunk_ =
        static_cast<std::size_t>(std::min(examples, batch.cols())) * static_cast<std::size_t>(index.largest_group_count);
    const std::size_t wanted = static_cast<std::size_t>(chunks_) * entries_per_chunk_;
    if (wanted > capacity_) {
        // Not set to 0: pages that no list reaches never become real.
        entries_.reset(new std::uint64_t[wanted]);
        capacity_ = wanted;
    }
    const std::size_t starts = static_cast<std::size_t>(chunks_) * starts_per_chunk();
    if (starts > starts_.size()) starts_.resize(starts);
}

// A counting sort. Each group is counted two places up; added up, that is where its list begins, one place up; and
// filling the list moves it to where the next one begins.
void PixelGroups::sort(const PixelBatch& batch, int chunk) {
    const PixelIndex& index = batch.index();
    std::uint32_t* const starts = starts_.data() + static_cast<std::size_t>(chunk) * starts_per_chunk();
    std::uint64_t* const entries = entries_.get() + static_cast<std::size_t>(chunk) * entries_per_chunk_;
    const auto groups_of = [&](int j) { return index.groups(picked_[static_cast<std::size_t>(j)]); };
    constexpr std::uint64_t bytes = 0xffffffff;

    std::fill(starts, starts + starts_per_chunk(), 0);
    for (int j = first(chunk); j < last(chunk); ++j) {
        batch.fetch(j + 4);
        for (const std::uint64_t word : groups_of(j)) ++starts[(word >> 32) + 2];
    }
    for (std::size_t g = 2; g < starts_per_chunk(); ++g) starts[g] += starts[g - 1];
    for (int j = first(chunk); j < last(chunk); ++j) {
        const std::uint64_t example = static_cast<std::uint64_t>(j - first(chunk)) << 32;
        for (const std::uint64_t word : groups_of(j)) entries[starts[(word >> 32) + 1]++] = example | (word & bytes);
    }
    sorted_[static_cast<std::size_t>(chunk)] = 1;
}

bool PixelGroups::all_zero(int first, int last) const {
    const int begin = first / PixelIndex::group_pixels;
    const int end = (last + PixelIndex::group_pixels - 1) / PixelIndex::group_pixels;
    for (int chunk = 0; chunk < chunks_; ++chunk)
        if (const std::uint32_t* starts = lists(chunk).starts; starts[begin] != starts[end]) return false;
    return true;
}

}  // namespace backstep
