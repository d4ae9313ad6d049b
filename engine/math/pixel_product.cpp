#include "engine/math/pixel_product.h"

#include <algorithm>

namespace backstep {
namespace {

constexpr int group_pixels = PixelIndex::group_pixels;

// The rows [first, last) of X, each together: element (example, pixel) at pixel · cols + example.
void dense_rows(std::vector<double>& out, const PixelBatch& batch, const PixelGroups& groups, int first, int last) {
    const std::size_t examples = static_cast<std::size_t>(batch.cols());
    out.assign(examples * static_cast<std::size_t>(last - first), 0.0);
    for (int chunk = 0; chunk < groups.chunks(); ++chunk) {
        const PixelLists lists = groups.lists(chunk);
        for (int pixel = first; pixel < last; ++pixel) {
            double* const row = out.data() + static_cast<std::size_t>(pixel - first) * examples + groups.first(chunk);
            const std::uint32_t* const starts = lists.starts + pixel / group_pixels;
            for (std::uint32_t e = starts[0]; e < starts[1]; ++e)
                row[lists.entries[e] >> 32] = batch.level()[lists.entries[e] >> 8 * (pixel % group_pixels) & 255];
        }
    }
}

}  // namespace

void pixel_product(const Kernels& kernels, double* out, const PixelLeft& left, const PixelBatch& batch,
                   const PixelGroups& groups, int chunk, std::vector<double>& buffer) {
    const int examples = groups.last(chunk) - groups.first(chunk);
    if (left.finite)
        return kernels.pixel_product(out, left.numbers, left.rows, examples, groups.lists(chunk), batch.level());
    buffer.resize(static_cast<std::size_t>(batch.rows()) * static_cast<std::size_t>(examples));
    batch.dense_columns(buffer.data(), groups.first(chunk), groups.last(chunk));
    kernels.product(out, left.numbers, buffer.data(), left.rows, batch.rows(), examples, 1, batch.rows());
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
        kernels.pixel_product_transposed(out, left.numbers + static_cast<long>(groups.first(chunk)) * left.rows,
                                         left.rows, groups.lists(chunk), {first, last}, batch.level(), chunk > 0);
}

}  // namespace backstep
