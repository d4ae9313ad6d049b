#include "engine/math/pixels.h"

#include <algorithm>
#include <numeric>
#include <thread>

#include "engine/math/error.h"
#include "engine/math/large_pages.h"
#include "engine/math/pool.h"

namespace backstep {
namespace {

constexpr int group_pixels = PixelIndex::group_pixels;
constexpr int most_pixels = group_pixels << 16;  // a group's number has 16 bits

// Up to four bytes as one number, the first lowest.
std::uint32_t group_at(const std::uint8_t* bytes, int valid) {
    std::uint32_t word = 0;
    for (int k = 0; k < valid; ++k) word |= static_cast<std::uint32_t>(bytes[k]) << 8 * k;
    return word;
}

// Calls visit(group, word) for each group of the image that is not all 0. Paper is skipped eight bytes at a time.
template <class Visit>
void visit_groups(const std::uint8_t* image, int pixels, const Visit& visit) {
    int first = 0;
    for (; first + 2 * group_pixels <= pixels; first += 2 * group_pixels) {
        const std::uint32_t low = group_at(image + first, group_pixels);
        const std::uint32_t high = group_at(image + first + group_pixels, group_pixels);
        if (low) visit(first / group_pixels, low);
        if (high) visit(first / group_pixels + 1, high);
    }
    for (; first < pixels; first += group_pixels)
        if (const std::uint32_t word = group_at(image + first, std::min(group_pixels, pixels - first)))
            visit(first / group_pixels, word);
}

// Some images are read by one thread, some by another.
constexpr int images_at_once = 2000;

template <class Visit>
void each_image(Pool& pool, std::span<const std::uint8_t> images, int pixels, const Visit& visit) {
    const auto size = static_cast<std::size_t>(pixels);
    const int count = static_cast<int>(images.size() / size);
    pool.run((count + images_at_once - 1) / images_at_once, [&](int part, int) {
        const int last = std::min(count, (part + 1) * images_at_once);
        for (int i = part * images_at_once; i < last; ++i) {
            const auto image = static_cast<std::size_t>(i);
            visit(image, images.data() + image * size);
        }
    });
}

// Where each image's words will be, so that memory is taken once.
void find_starts(Pool& pool, PixelIndex& index, std::span<const std::uint8_t> images) {
    index.starts.resize(static_cast<std::size_t>(index.count) + 1);
    each_image(pool, images, index.pixels, [&](std::size_t i, const std::uint8_t* image) {
        std::size_t groups = 0;
        visit_groups(image, index.pixels, [&](int, std::uint32_t) { ++groups; });
        index.starts[i + 1] = groups;
    });
    const auto largest = std::max_element(index.starts.begin(), index.starts.end());
    index.largest_group_count = static_cast<int>(*largest);
    std::partial_sum(index.starts.begin(), index.starts.end(), index.starts.begin());
}

}  // namespace

PixelIndex index_of_pixels(std::span<const std::uint8_t> images, int pixels) {
    if (pixels < 1 || pixels > most_pixels)
        throw ShapeError("index_of_pixels: images of " + std::to_string(pixels) + " pixels; expected 1 to " +
                         std::to_string(most_pixels));
    if (images.size() % static_cast<std::size_t>(pixels) != 0)
        throw ShapeError("index_of_pixels: " + std::to_string(images.size()) +
                         " bytes are no whole number of images of " + std::to_string(pixels) + " pixels");
    PixelIndex index;
    index.pixels = pixels;
    index.count = static_cast<int>(images.size() / static_cast<std::size_t>(pixels));
    Pool pool(index.count > images_at_once ? static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 4u))
                                           : 1);
    find_starts(pool, index, images);
    index.words.reserve(index.starts.back());
    ask_for_large_pages(index.words.data(), index.starts.back() * sizeof(std::uint64_t));
    index.words.resize(index.starts.back());
    each_image(pool, images, pixels, [&](std::size_t i, const std::uint8_t* image) {
        std::uint64_t* entry = index.words.data() + index.starts[i];
        visit_groups(image, pixels,
                     [&](int group, std::uint32_t word) { *entry++ = static_cast<std::uint64_t>(group) << 32 | word; });
    });
    index.identity = std::make_shared<char>();
    return index;
}

PixelBatch::PixelBatch(const PixelIndex& index, PixelScale scale) : index_(&index) {
    for (int byte = 0; byte < 256; ++byte) level_[byte] = scale == PixelScale::unit ? byte / 255.0 : byte;
}

void PixelBatch::pick(std::span<const int> picked) {
    for (const int i : picked)
        if (i < 0 || i >= index_->count)
            throw ShapeError("PixelBatch: image " + std::to_string(i) + " of " + std::to_string(index_->count) +
                             " images; indices are 0 to " + std::to_string(index_->count - 1));
    picked_.assign(picked.begin(), picked.end());
}

double PixelBatch::value(int pixel, int example) const {
    const std::span<const std::uint64_t> list = index_->groups(picked_[static_cast<std::size_t>(example)]);
    const auto group = static_cast<std::uint64_t>(pixel / group_pixels);
    const auto entry = std::lower_bound(list.begin(), list.end(), group << 32);
    return level_[entry != list.end() && *entry >> 32 == group ? *entry >> 8 * (pixel % group_pixels) & 255 : 0];
}

Matrix PixelBatch::dense() const {
    Matrix result(rows(), cols());
    dense_columns(result.values.data(), 0, cols());
    return result;
}

void PixelBatch::dense_columns(double* out, int first, int last) const {
    std::fill(out, out + static_cast<long>(rows()) * (last - first), 0.0);
    for (int j = first; j < last; ++j, out += rows())
        for (const std::uint64_t entry : index_->groups(picked_[static_cast<std::size_t>(j)])) {
            const int pixel = static_cast<int>(entry >> 32) * group_pixels;
            for (int k = 0; k < std::min(group_pixels, rows() - pixel); ++k)
                out[pixel + k] = level_[entry >> 8 * k & 255];
        }
}

}  // namespace backstep
