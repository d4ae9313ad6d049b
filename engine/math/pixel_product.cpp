#include "engine/math/pixel_product.h"

#include <algorithm>

namespace backstep {
namespace {

constexpr int group_pixels = PixelIndex::group_pixels;

// The rows [first, last) of X, each together: element (example, pixel) at pixel · cols + example.
void dense_rows(std::vector<double>& out, const PixelBatch& batch, const PixelGroups& groups, int first, int last) {
    const std::size_t examples = static_cast<std::size_t>(batch.cols());
    out.assign(examples * static_cast<std::size_t>(last - first), 0.0);
    for (int chunk = 0; chunk < groups.chunks(); ++chunk)
        for (int pixel = first; pixel < last; ++pixel)
            for (const std::uint64_t entry : groups.entries(chunk, pixel / group_pixels))
                out[static_cast<std::size_t>(pixel - first) * examples + (entry >> 32)] =
                    batch.level()[entry >> 8 * (pixel % group_pixels) & 255];
}

}  // namespace

void pixel_product(const Kernels& kernels, double* out, const PixelLeft& left, const PixelBatch& batch, int first,
                   int last, std::vector<double>& buffer) {
    if (!left.finite) {
        buffer.resize(static_cast<std::size_t>(batch.rows()) * static_cast<std::size_t>(last - first));
        batch.dense_columns(buffer.data(), first, last);
        kernels.product(out, left.numbers, buffer.data(), left.rows, batch.rows(), last - first, 1, batch.rows());
        return;
    }
    // Some columns at a time, so that the kernel can work on more than one; those that follow are asked for.
    constexpr int most = 16;
    PixelList lists[most];
    while (first < last) {
        const int count = std::min(most, last - first);
        for (int k = 0; k < count; ++k) {
            batch.fetch(first + k + most / 2);
            const auto list = batch.index().nonzero(batch.picked()[static_cast<std::size_t>(first + k)]);
            lists[k] = {list.data(), static_cast<long>(list.size())};
        }
        kernels.pixel_product(out, left.numbers, left.rows, lists, count, batch.level());
        out += static_cast<long>(left.rows) * count;
        first += count;
    }
}

void pixel_product_transposed(const Kernels& kernels, double* out, const PixelLeft& left, const PixelBatch& batch,
                              const PixelGroups& groups, int first, int last, std::vector<double>& buffer) {
    if (!left.finite) {
        dense_rows(buffer, batch, groups, first, last);
        kernels.product(out, left.numbers, buffer.data(), left.rows, batch.cols(), last - first, 1, batch.cols());
        return;
    }
    if (groups.chunks() == 0) std::fill(out, out + static_cast<long>(left.rows) * (last - first), 0.0);
    for (int chunk = 0; chunk < groups.chunks(); ++chunk)
        for (int pixel = first; pixel < last; pixel += group_pixels) {
            const std::span<const std::uint64_t> entries = groups.entries(chunk, pixel / group_pixels);
            kernels.pixel_product_transposed(out + static_cast<long>(pixel - first) * left.rows, left.numbers,
                                             left.rows, std::min(group_pixels, last - pixel), entries.data(),
                                             static_cast<long>(entries.size()), batch.level(), chunk > 0);
        }
}

}  // namespace backstep
