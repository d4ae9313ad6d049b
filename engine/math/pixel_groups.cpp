#include "engine/math/pixel_groups.h"

#include <algorithm>

namespace backstep {
namespace {

// 64 columns of dZ fit in the second cache also when a layer is wide; large batches want fewer, longer lists.
constexpr int small_chunk = 64, large_chunk = 256, large_batch = 1024;

// Images are picked at random, so memory is asked for what comes four images later.
constexpr int ahead = 4;

}  // namespace

void PixelGroups::prepare(const PixelBatch& batch) {
    const PixelIndex& index = batch.index();
    groups_ = index.groups_per_image();
    chunk_examples_ = batch.cols() > large_batch ? large_chunk : small_chunk;
    chunks_ = (batch.cols() + chunk_examples_ - 1) / chunk_examples_;
    const int examples = std::min(chunk_examples_, batch.cols());
    entries_per_chunk_ = static_cast<std::size_t>(examples) * static_cast<std::size_t>(index.largest_group_count);
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
    const std::size_t first = static_cast<std::size_t>(chunk) * static_cast<std::size_t>(chunk_examples_);
    const std::size_t last = std::min(first + static_cast<std::size_t>(chunk_examples_), batch.picked().size());
    const auto image = [&](std::size_t j) { return static_cast<std::size_t>(batch.picked()[j]); };
    std::uint32_t* const starts = starts_.data() + static_cast<std::size_t>(chunk) * starts_per_chunk();
    std::uint64_t* const entries = entries_.get() + static_cast<std::size_t>(chunk) * entries_per_chunk_;

    std::fill(starts, starts + starts_per_chunk(), 0);
    for (std::size_t j = first; j < last; ++j) {
        if (j + ahead < last) {
            const std::size_t next = index.group_starts[image(j + ahead)];
            for (std::size_t line = 0; line < 2; ++line) __builtin_prefetch(index.groups.data() + next + 32 * line);
            for (std::size_t line = 0; line < 4; ++line)
                __builtin_prefetch(index.group_bytes.data() + next + 16 * line);
        }
        for (std::size_t e = index.group_starts[image(j)]; e < index.group_starts[image(j) + 1]; ++e)
            ++starts[index.groups[e] + 2];
    }
    for (std::size_t g = 2; g < starts_per_chunk(); ++g) starts[g] += starts[g - 1];
    for (std::size_t j = first; j < last; ++j)
        for (std::size_t e = index.group_starts[image(j)]; e < index.group_starts[image(j) + 1]; ++e)
            entries[starts[index.groups[e] + 1]++] = static_cast<std::uint64_t>(j) << 32 | index.group_bytes[e];
}

bool PixelGroups::all_zero(int first, int last) const {
    for (int chunk = 0; chunk < chunks_; ++chunk)
        for (int group = first / PixelIndex::group_pixels; group * PixelIndex::group_pixels < last; ++group)
            if (!entries(chunk, group).empty()) return false;
    return true;
}

}  // namespace backstep
