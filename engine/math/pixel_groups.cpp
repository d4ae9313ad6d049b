#include "engine/math/pixel_groups.h"

#include <algorithm>

namespace backstep {
namespace {

// 64 columns of dZ fit in the second cache also when a layer is wide; large batches want fewer, longer lists.
constexpr int small_chunk = 64, large_chunk = 256, large_batch = 1024;

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
    const int first = chunk * chunk_examples_, last = std::min(first + chunk_examples_, batch.cols());
    std::uint32_t* const starts = starts_.data() + static_cast<std::size_t>(chunk) * starts_per_chunk();
    std::uint64_t* const entries = entries_.get() + static_cast<std::size_t>(chunk) * entries_per_chunk_;
    const auto groups_of = [&](int j) { return index.groups(batch.picked()[static_cast<std::size_t>(j)]); };

    std::fill(starts, starts + starts_per_chunk(), 0);
    for (int j = first; j < last; ++j) {
        batch.fetch(j + 4);
        const std::span<const std::uint32_t> groups = groups_of(j);
        for (std::size_t e = 0; e < groups.size(); e += 2) ++starts[groups[e] + 2];
    }
    for (std::size_t g = 2; g < starts_per_chunk(); ++g) starts[g] += starts[g - 1];
    for (int j = first; j < last; ++j) {
        const std::span<const std::uint32_t> groups = groups_of(j);
        for (std::size_t e = 0; e < groups.size(); e += 2)
            entries[starts[groups[e] + 1]++] = static_cast<std::uint64_t>(j) << 32 | groups[e + 1];
    }
}

bool PixelGroups::all_zero(int first, int last) const {
    for (int chunk = 0; chunk < chunks_; ++chunk)
        for (int group = first / PixelIndex::group_pixels; group * PixelIndex::group_pixels < last; ++group)
            if (!entries(chunk, group).empty()) return false;
    return true;
}

}  // namespace backstep
